// Words of the problems that methods, coordination, exclusion and the reserve can name, Chinese first, English second; words.ts joins them.
export const drawWords = {
  setting_unread: [
    '设计文件的 {pointer} 没有方法会读；会读它的方法：{known}。',
    'design {pointer}: no method here reads it; it is read by {known}.',
  ],
  setting_missing: [
    '设计文件缺少 {pointer}（{expected_zh}），方法 {method} 要用它。',
    'design {pointer} is missing ({expected}); method {method} needs it.',
  ],
  column_standard: [
    '设计文件的 {pointer} 写了 {found}：这是标准列，不必列出。',
    'design {pointer} names {found}, a standard column that need not be named.',
  ],
  column_unnamed: [
    '设计文件的 {pointer} 用了列 {found}，但 /columns 没有列出它；可用：{known}。',
    'design {pointer} reads column {found}, which /columns does not name; it may read {known}.',
  ],
  column_absent: [
    '设计文件要用的列 {column} 抽样框里没有；现有列：{found}。',
    'The design names column {column}, which the frame does not have; it has {found}.',
  ],
  column_empty: [
    '{id} 的 {column} 是空的，方法 {method} 要用它。',
    '{column} of element {id} is empty; method {method} needs it.',
  ],
  column_not_number: [
    '{id} 的 {column} 不是数：{value}；方法 {method} 要用它。',
    '{column} of element {id} is not a number: {value}; method {method} needs one.',
  ],
  profile_method: [
    '"profile": "index" 只用于简单随机抽样 srs，这里的方法是 {method}。',
    '"profile": "index" goes with srs only, not with {method}.',
  ],
  profile_alone: [
    '"profile": "index" 没有永久号，不能同时写 {key}。',
    '"profile": "index" has no permanent numbers; it cannot go with {key}.',
  ],
  not_coordinated: [
    '方法 {method} 不能跨轮次协调；可以协调的方法：{known}。',
    'Method {method} cannot be coordinated over waves; {known} can.',
  ],
  rotation_method: [
    '轮换（wave、kept）只用于 srs，这里的方法是 {method}；其他方法请改用 start。',
    'Rotation by wave and kept goes with srs only, not with {method}; move the start instead.',
  ],
  size_needed: [
    '层“{stratum}”按规模抽样（{method}），但抽样框没有 size 列或全是空的。',
    'Stratum "{stratum}" is drawn by size ({method}), but none of its elements has a size.',
  ],
  size_missing: [
    '{id} 没有 size；层“{stratum}”按规模抽样（{method}），共 {count} 个没有。',
    'Element {id} has no size; stratum "{stratum}" is drawn by size ({method}), and {count} of its elements have none.',
  ],
  n_above_sized: [
    '层“{stratum}”要抽 {n} 个，size 大于 0 的只有 {N} 个。',
    'The design asks for n = {n} in stratum "{stratum}", where only {N} elements have a size above 0.',
  ],
  zero_sizes: [
    '层“{stratum}”有 {count} 个 size 为 0，不可能被抽中，估计不代表他们。',
    'Stratum "{stratum}": elements of size 0: {count}; they cannot be drawn and no estimate covers them.',
  ],
  all_certain: [
    '层“{stratum}”的 {n} 个全部必然抽中，这一层没有随机性。',
    'Stratum "{stratum}": all {n} are drawn with certainty; chance has no part in it.',
  ],
  method_impossible: [
    '层“{stratum}”不能按 {method} 抽样：{reason}',
    'Stratum "{stratum}" cannot be drawn by {method}: {reason}',
  ],
  reserve_none: [
    '层“{stratum}”的方法 {method} 没有先后，排不出备用样本；请去掉这一层的备用数，或改用 pareto、sequential_poisson。',
    'Stratum "{stratum}": method {method} has no next element, so it can have no reserve; leave it out, or use pareto or sequential_poisson.',
  ],
  excluded_people: [
    '层“{stratum}”有 {count} 人因近几轮已被抽中而不参加这次抽样；N 已减去，估计只代表其余的人。',
    'Stratum "{stratum}": {count} people drawn in earlier waves are left out; N is without them, and estimates stand for the rest.',
  ],
  nobody_left: [
    '排除近几轮抽中的人以后，一个人也不剩。',
    'After leaving out the people drawn in earlier waves, nobody is left.',
  ],
  earlier_absent: [
    '设计文件的 /exclude/samples 写了 {count} 份以前的样本文件，给出 {found} 份；缺少摘要为 {digest} 的。',
    'design /exclude/samples names {count} earlier sample files, {found} were given; the one with digest {digest} is missing.',
  ],
  earlier_unknown: [
    '给出的第 {number} 份以前的样本文件摘要是 {digest}，设计文件没有写它。',
    'Earlier sample file {number} has digest {digest}, which the design does not name.',
  ],
  earlier_header: [
    '第 {number} 份以前的样本文件没有列 {column}。',
    'Earlier sample file {number} has no column {column}.',
  ],
  panel_key_absent: [
    '设计用面板“{panel}”协调，抽样时要给出面板密钥。',
    'The design coordinates by panel "{panel}"; the panel key must be given at the draw.',
  ],
  panel_key_differs: [
    '面板密钥的摘要是 {actual}，设计事先公布的是 {expected}。',
    'The digest of the panel key is {actual}, the design committed to {expected}.',
  ],
  panel_key_unexpected: [
    '给出了面板密钥，但设计没有 coordination。',
    'A panel key was given, but the design has no coordination.',
  ],
  panel_key_form: ['面板密钥须为 64 位小写十六进制数。', 'A panel key is 64 lower-case hex digits.'],
  panel_key_not_given: [
    '没有给出面板密钥：抽样框、设计、各层人数和样本文件的摘要可以核对，抽样本身要有面板密钥才能核对。',
    'The panel key is not given: frame, design, numbers per stratum and the digest of the sample can be checked, the draw itself only with the key.',
  ],
  method_unserved: [
    '设计的方法是 {found}：它要用规模、坐标或群，名册做成的抽样框里没有。这里可用：{known}；其他方法请用命令行 sampling draw。',
    'The method is {found}, which needs sizes, coordinates or clusters that a frame made of rosters does not hold. Here: {known}; other methods with `sampling draw` in a shell.',
  ],
  setting_unserved: [
    '设计的 {pointer} 要用名册做成的抽样框里没有的数据（{key}）；请用命令行 sampling draw。',
    'design {pointer} ({key}) needs what a frame made of rosters does not hold; use `sampling draw` in a shell.',
  ],
  release_unknown: ['层“{stratum}”不在这次抽样里。', 'Stratum "{stratum}" is not in this draw.'],
  release_short: [
    '层“{stratum}”要启用 {asked} 个备用，只有 {left} 个。',
    'Stratum "{stratum}": {asked} reserve elements are to be released, only {left} are there.',
  ],
  release_reason: [
    '第 {number} 次启用没有写原因；每启用一个备用都要写明原因。',
    'Release {number} gives no reason; every release is logged with one.',
  ],
  release_frame: [
    '层“{stratum}”用 {method} 抽样，启用备用后要按抽样框重新计算概率，请给出抽样框和设计。',
    'Stratum "{stratum}" was drawn by {method}; its probabilities after a release come from the frame and the design, which are needed here.',
  ],
} as const satisfies Record<string, readonly [string, string]>
