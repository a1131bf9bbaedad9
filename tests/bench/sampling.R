# One estimation task of the bench in R: Rscript sampling.R TASK FILE POPULATION MARGINS; prints seconds, memory and results.
suppressMessages(library(survey))
args <- commandArgs(trailingOnly = TRUE)
task <- args[1]
population <- as.numeric(args[3])
shares <- lapply(strsplit(args[4], ";")[[1]], function(s) as.numeric(strsplit(s, ",")[[1]]))
say <- function(name, values) cat(name, paste(formatC(as.numeric(values), digits = 17, format = "g"), collapse = ","), "\n")
clock <- function() proc.time()[["elapsed"]]

start <- clock()
d <- read.csv(args[2], stringsAsFactors = TRUE)
d$unit <- factor(d$unit, levels = paste0("U", 0:99))
d$grp <- factor(d$grp, levels = paste0("G", 0:3))
say("read", clock() - start)
invisible(gc())

pops <- lapply(1:3, function(i) {
  v <- c("a", "b", "c")[i]
  setNames(data.frame(levels(d[[v]]), shares[[i]] * population), c(v, "Freq"))
})
totals <- c(`(Intercept)` = population)
for (i in 1:3) {
  v <- c("a", "b", "c")[i]
  t <- shares[[i]] * population
  names(t) <- paste0(v, levels(d[[v]]))
  totals <- c(totals, t[-1])
}
weights_of <- function(k) {
  w <- weights(k)
  say("weights", c(sum(w), sum(w^2), min(w), max(w), sum(w * d$y)))
}

start <- clock()
des <- svydesign(id = ~1, strata = ~stratum, weights = ~weight, fpc = ~fpc, data = d)
say("setup", clock() - start)
if (task == "setup") say("degrees", degf(des))

start <- clock()
r <- switch(task,
  setup = NULL,
  mean = list(svymean(~y, des), svytotal(~y, des), svyratio(~y, ~x, des)),
  domains = svyby(~y, ~unit, des, svymean),
  cells = svyby(~y, ~grp + unit, des, svymean),
  covariances = svyby(~y, ~unit, des, svymean, covmat = TRUE),
  quantile = svyquantile(~z, des, c(0.25, 0.5, 0.75), qrule = "math", interval.type = "mean"),
  rake = rake(des, list(~a, ~b, ~c), pops, control = list(maxit = 1000, epsilon = 1e-13)),
  rake.rdefault = rake(des, list(~a, ~b, ~c), pops),
  linear = calibrate(des, ~ a + b + c, totals, calfun = "linear", epsilon = 1e-11),
  raking = calibrate(des, ~ a + b + c, totals, calfun = "raking", epsilon = 1e-11, maxit = 100)
)
if (task != "setup") say("task", clock() - start)
memory <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
say("peak", as.numeric(gsub("[^0-9]", "", memory)) / 1024)

if (task == "mean") {
  for (s in r[1:2]) { say("est", coef(s)); say("se", SE(s)) }
  say("est", coef(r[[3]])); say("se", SE(r[[3]]))
}
if (task %in% c("domains", "cells", "covariances")) { say("est", coef(r)); say("se", SE(r)) }
if (task == "covariances") say("vcov", vcov(r))
if (task == "quantile") { say("est", r$z[, 1]); say("se", r$z[, 4]) }
if (task %in% c("rake", "rake.rdefault", "linear", "raking")) weights_of(r)
if (task %in% c("linear", "raking")) { m <- svymean(~y, r); say("est", coef(m)); say("se", SE(m)) }
