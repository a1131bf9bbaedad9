// What `sampling --help` says.

export const overview = `sampling — draw a sample that anyone can replay, and check a draw

Usage: npm run -s sampling -- <command> [options]

  draw      draw a sample and its reserve from a frame, a design and a seed
  verify    draw again from the files and compare; names the first difference
  allocate  show how a design shares its sample among the strata of a frame
  estimate  answer a list of cases: estimates, weights, intervals, replication, selection probabilities, allocation
  rates     outcome rates (response, cooperation, refusal, contact) from a file of dispositions

Result as JSON on standard output, words for people on standard error.
Exit status: 0 done or verified, 1 the answer is no (or not yet) or the input cannot be used, 2 wrong usage.
"<command> --help" says more. Words in Chinese with --lang zh.
`

const frameOptions = `  --frame FILE       the frame: UTF-8 CSV with columns element_id, stratum (and size)
  --id NAME          name of the column that holds the element id, if not element_id
  --stratum NAME     name of the stratum column, if not stratum
  --size NAME        name of the size column, if not size
  --design FILE      the design: JSON, for example
                     {"method":"srs","allocation":{"kind":"proportional","n":200},"reserve":50}
`

const keyOptions = `  --panel-key TEXT   the panel key, where the design has "coordination"; 64 hex digits, its digest stands in the design
  --panel-key-file F the same, read from a file
`

const earlierOption = `  --earlier FILE     an earlier sample file, where the design has "exclude"; once for each file it names
`

const methodHelp = `
Methods ("method", for all strata or for one under "strata"):
  srs                simple random; "profile":"index" draws ranks in place of tickets, faster
  systematic         equal steps from a random start; "order":["-size","element_id","a column"]
  poisson            everybody decides alone, by size if there are sizes; the number drawn varies
  pareto, sequential_poisson, pps_systematic ("order"), sampford, max_entropy
                     fixed number, larger sizes likelier; certainties are taken out, size 0 cannot be drawn
  pivotal            spread in space; "coordinates":["x","y"]
  cube               balanced on known totals; "balance":["size","a column"]
  cluster, two_stage "cluster":"a column", N and n count clusters; two_stage also "second":{"method":"srs","n":5}
"columns":[…] names every further column of the frame that is read; the frame digest then covers them.
"coordination":{"panel","key_digest","start":0.25 or "seed","direction","wave","kept"}: permanent numbers over waves (srs, poisson, pareto,
sequential_poisson). "exclude":{"samples":[digests],"drawn_at_least":1}: people in earlier samples are left out before the draw.
`

export const help = {
  draw: `sampling draw — draw a sample

Usage: npm run -s sampling -- draw --frame FILE --design FILE --seed TEXT [options]

${frameOptions}  --seed TEXT        the public seed: dice, a lottery draw, a beacon round
  --secret TEXT      the secret whose digest was published with the commit
  --secret-file FILE the same, read from a file (its last line break does not count)
${keyOptions}${earlierOption}  --out DIR          write sample.csv and manifest.json there (and frame.csv when columns were renamed)
  --committed-at T   when the digests were published, ISO 8601; a seed recorded earlier is refused
  --recorded-at T    when the seed was recorded, ISO 8601
  --place TEXT       where the seed was made
  --witness NAME     who saw it; may be given several times

Example:
  npm run -s sampling -- draw --frame frame.csv --design design.json --seed "dice 6 2 2 4 1 3 5" --out drawn
  npm run -s sampling -- draw --frame schools.csv --id snum --stratum stype --design design.json --seed "3 1 4" --out drawn

Anybody can compute the ticket of one element:
  printf '%s:%s' "$DRAW_KEY" "$ELEMENT_ID" | sha256sum
${methodHelp}`,
  verify: `sampling verify — draw again and compare

Usage: npm run -s sampling -- verify --frame FILE --design FILE --manifest FILE --sample FILE [options]

${frameOptions}  --manifest FILE    the manifest of the draw
  --sample FILE      the sample file; may be left out while the sample is sealed
  --secret TEXT      the revealed secret, if the manifest does not hold it
  --secret-file FILE the same, read from a file
${keyOptions}${earlierOption}
Answers {"ok","verdict":"yes"|"no"|"not_yet","first_difference","checks":[…]}. While a secret is sealed, or a
panel key or an earlier file is not given, the verdict is "not_yet": the draw itself can only be replayed with it.

Example:
  npm run -s sampling -- verify --frame frame.csv --design design.json --manifest drawn/manifest.json --sample drawn/sample.csv
`,
  allocate: `sampling allocate — share a sample among strata

Usage: npm run -s sampling -- allocate --frame FILE --design FILE [options]

${frameOptions}${earlierOption}
Answers {"frame_digest","design_digest","n","r","strata":[{"stratum","N","n","r","method",…}],"warnings":[…]}; the two digests
are what has to be published before the seed exists.

Kinds of allocation: equal, proportional, neyman (with "sd" per stratum), power (with "power", 0.5 when left out), fixed
(with "per_stratum"), optimal (exact whole-number optimum, with "sd"), equal_precision (with "sd" and one of "n", "margin" or
"cv", the last with "mean"); bounds "min", "max", "census_below"; exceptions under "strata": {"name": {"n", "min", "max", "reserve"}}.

Example:
  npm run -s sampling -- allocate --frame frame.csv --design design.json
`,
  estimate: `sampling estimate — answer the cases of a spec file

Usage: npm run -s sampling -- estimate --data DIR --spec FILE

  --data DIR         the folder of the data files (CSV, UTF-8, first line = names of the columns; empty or NA = missing)
  --spec FILE        JSON: an array of cases, or an object that has them under "cases"

A case is {"id", "data", "design", "op", "args"}, for example
  {"id": "mean", "data": "schools.csv", "op": "mean", "args": {"vars": ["api00"]},
   "design": {"kind": "taylor", "ids": null, "strata": ["stype"], "fpc": ["fpc"], "weights": "pw", "nest": false}}

Answers [{"id","result"}, …] in the same order; a case that cannot be answered has "error" {"code","message_zh","message_en",
"pointer"} in place of "result", and the others are answered all the same. Exit status 1 when there was one.

Example:
  npm run -s sampling -- estimate --data tests/fixtures/oracle --spec tests/fixtures/oracle/expected.json
`,
  rates: `sampling rates — outcome rates from dispositions

Usage: npm run -s sampling -- rates --file FILE [options]
       npm run -s sampling -- rates --counts JSON [--e NUMBER]

  --file FILE        UTF-8 CSV with a column of final disposition codes, one case a line, of any length
  --code NAME        name of that column, if not disposition (or code)
  --weight NAME      column of weights: rates are then of the sums of weights
  --by NAME          column of groups to report one by one, each with its own e unless --e gives one
  --codes TABLE      take only codes of one mode, phone or web; both when left out
  --e NUMBER         share of cases of unknown eligibility that counts as eligible, 0 to 1;
                     D / (D + NE), known eligible among all that are known, when left out
  --counts JSON      counts in place of a file, by class: I complete, P partial, R refusal or break-off,
                     NC non-contact, O other eligible, UH and UO unknown, NE not eligible

Codes are those of AAPOR (1.1 complete, 1.2 partial, 2.11 refusal, 2.20 non-contact, 3.13 no answer …; 2.2 is read
as 2.20) or the letters of a class. A code that is not in the table is refused with its line.
Answers {"cases","counts","e","e_basis","rates":{"RR1",…,"CON3"},"unjustified","codes","groups"}; a rate with nobody in its
denominator is null; "unjustified" names RR5 and RR6 while cases of unknown eligibility remain.

Examples:
  npm run -s sampling -- rates --counts '{"I":6,"P":2,"R":1,"NC":3}'
  npm run -s sampling -- rates --file cases.csv --code outcome --by district --e 0.4 --lang zh
`,
} as const
