// What `minping score --help` prints: the scheme format, with an example that runs.

export const scoreHelp = `minping score FILE --scheme SCHEME.json

Scores the units of a response file (CSV, TSV, TXT or XLSX; UTF-8 with or without BOM, UTF-16, GB18030; , tab ; or |).
按计分方案计算答卷文件的单位得分，不导入。JSON 写到标准输出，说明写到标准错误。
exit: 0 scored · 1 the file has problems (listed by line and column, nothing scored) · 2 wrong arguments or scheme

SCHEME.json (an example: tests/fixtures/kcmo-2022q3/scheme.json)
{
  "layout": "wide",                 one row a person, one column a unit; "long": one row a person × unit
  "respondent": "respondent",       column of the respondent's id; no id twice in a wide file
  "group": "group",                 column of the respondent group 评议主体类别, or null
  "units": ["police", "streets"],   wide: columns of the units; or {"unit": "column"};
                                    or {"unit": {"dimension": "column"}} with dimension_weights
  "weight": null,                   column of design weights (above 0), or null = all alike
  "value_map": {"5": 100, "4": 80, "3": 60, "2": 30, "1": 0},    code → points; null = no rating
  "missing": ["9", ""],             codes that mean: asked, no answer ("" = empty cell). Any other code is a problem.
  "group_weights": {"district_1": 1, "district_2": 1},   normalised over the groups that qualify; null = all alike
  "group_min_n": 0,                 ratings a group needs to count in a unit
  "unit_min_n": 0                   ratings a unit needs to be marked sufficient
}
"layout": "long" names columns instead of "units":
  "unit": "unit_code", "value": "answer", and if each row is one dimension: "dimension": "item"
optional keys
  "not_asked": ["8"]                codes for: this unit was not asked; such answers leave 知晓率 alone
  "stratum": "town"                 finer strata inside the groups; null = groups are the strata
  "population": {"district_1": 40000}   people in each stratum ("group", or "group/stratum"): finite-population correction
  "group_map": {"1": "resident"}    value in the file → group;  "unit_map": the same for units of a long file
  "dimension_weights": {"duty": 25, …}, "min_answered_weight": 50    person = Σw·v/Σw over answered dimensions, if at
                                    least this per cent of the weights is answered
  "small_group": "leave_out"        or "merge_then_flag": groups below group_min_n are pooled into one
  "label", "note", "method", "source"   are not read
  "hcp" (好差评) belongs to the scheme of a campaign and is refused here: a file holds no window ratings

stdout {"encoding", "delimiter", "respondents", "collapsed_strata",
        "units": {"police": {"score", "se", "ci95": [lo, hi], "ci95_t", "df", "n", "n_eff", "asked", "awareness", "sufficient",
                             "groups": {"district_1": {"mean", "se", "n", "weight"}}}}}
  score  Σ W·mean over the groups that qualify, weights normalised     se  Taylor linearisation of the ratio: groups are
  strata, an unanswered item is outside the domain but stays in the design     awareness  knows the unit / asked
  Cells of fewer than 5 ratings, and cells that would give them away, are null with "hidden": true.
`
