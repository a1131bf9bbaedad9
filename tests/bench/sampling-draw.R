# R's side of the draw bench: Rscript sampling-draw.R TASK FILE N. Prints seconds, CPU seconds and peak memory as R sees them.
arguments <- commandArgs(TRUE)
task <- arguments[1]; file <- arguments[2]; n <- as.integer(arguments[3])
suppressMessages(library(sampling))
sizes <- function(stratum) { counts <- table(stratum)[unique(as.character(stratum))]; as.integer(round(n * (counts / sum(counts)))) }
timed <- function(work, times) {
  best <- c(Inf, Inf)
  for (i in seq_len(times)) { gc(FALSE); t <- system.time(work()); best <- pmin(best, c(t[["elapsed"]], t[["user.self"]] + t[["sys.self"]])) }
  best
}
set.seed(1)
read <- function() read.csv(file)
if (task == "csv") {
  best <- timed(function() { frame <- read(); strata(frame, "stratum", sizes(frame$stratum), "srswor") }, 1)
} else {
  frame <- read()
  own <- sizes(frame$stratum)
  if (task == "strata") best <- timed(function() strata(frame, "stratum", own, "srswor"), 3)
  if (task == "split") {
    stratum <- factor(frame$stratum, levels = unique(frame$stratum))
    best <- timed(function() {
      rows <- split(seq_along(stratum), stratum)
      Map(function(rows, n) rows[sample.int(length(rows), n)], rows, own)
    }, 5)
  }
}
status <- readLines("/proc/self/status")
peak <- as.numeric(gsub("\\D", "", grep("^VmHWM", status, value = TRUE))) / 1024
cat(sprintf("{\"seconds\":%.4f,\"cpuSeconds\":%.4f,\"peakRssMb\":%.0f}\n", best[1], best[2], peak))
