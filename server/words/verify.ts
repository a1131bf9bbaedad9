// Words of the inspector's page, on which anybody draws a sample again in the browser.

/** The page as a whole. */
export const verifyWords = {
  title: ['核验一次抽样', 'Check a draw'],
  brand: ['民评 · 抽样核验', 'Minping · check a draw'],
  intro: [
    '把公布的四个文件放进来，本页会在您的电脑上从头再抽一次，逐项比对，有不同就指出第一处。',
    'Put in the four published files. This page draws again from scratch on your own computer, compares everything, and names the first difference.',
  ],
  offline: [
    '文件不会离开这台电脑：页面打开以后不再向服务器发任何请求，断开网络也能用。',
    'The files never leave this computer: once open, the page asks the server for nothing and works with the network unplugged.',
  ],
  otherLanguage: ['English', '中文'],
  where: [
    '四个文件由组织抽样的单位公布，或向承担抽样的调查队索取。名单不宜公开时，由纪检、审计等人员在现场核验。',
    'The four files are published by the office that drew, or can be had from the survey team. Where the list may not be published, inspectors check it on the spot.',
  ],
  drop: ['把文件拖到这里，或点这里选择', 'Drop the files here, or click to choose'],
  dropHint: ['一次可以放几个；哪个是哪个由内容认出', 'Several at once; each is recognised by its content'],
  waiting: ['等待', 'waiting'],
  received: ['已收到', 'received'],
  optional: ['密语揭示前可以没有', 'may be missing until the secret is revealed'],
  start: ['开始核验', 'Check now'],
  again: ['重新核验', 'Check again'],
  working: ['正在核验', 'Checking'],
  unknown: ['认不出“{name}”是哪个文件：{reason}', 'Cannot tell what “{name}” is: {reason}'],
  secret: ['密语', 'Secret'],
  secretHint: [
    '这次抽样用了密语。已经公布的话请填在这里；还没公布，先核验其余部分。',
    'This draw used a secret. If it has been revealed, enter it here; if not, the rest can be checked first.',
  ],
  panelKey: ['面板密钥', 'Panel key'],
  panelKeyHint: [
    '这次抽样用永久号与前几轮协调。有面板密钥的填在这里；没有，先核验其余部分。',
    'This draw is coordinated with earlier waves by permanent numbers. With the panel key it can be replayed; without, the rest is checked.',
  ],
  earlier: ['以前的样本文件', 'Earlier sample files'],
  earlierHint: [
    '这次排除了近几轮抽中的人：请把设计写明的 {n} 份以前的样本文件一起放进来（已收到 {found} 份）。',
    'This draw leaves out people drawn before: put in the {n} earlier sample files the design names ({found} received).',
  ],
  print: ['打印结果', 'Print the result'],
  checkedAt: ['核验时间', 'Checked at'],
  failure: ['核验没有做完：{reason}', 'The check did not finish: {reason}'],
  noScript: [
    '本页要用 JavaScript 在您的电脑上计算，请打开它。',
    'This page computes on your computer with JavaScript; please switch it on.',
  ],
} as const

/** The four files. */
export const verifyFileWords = {
  frame: ['抽样框', 'Frame'],
  design: ['抽样设计', 'Design'],
  manifest: ['抽样清单', 'Manifest'],
  sample: ['样本文件', 'Sample'],
} as const

/** What each of the four files is. */
export const verifyFileHintWords = {
  frame: ['所有可能被抽到的人，CSV', 'everybody who could be drawn, CSV'],
  design: ['抽多少、怎么分、什么方法，JSON', 'how many, how shared, what method, JSON'],
  manifest: ['摘要、种子、各层人数，JSON', 'digests, seed, numbers per stratum, JSON'],
  sample: ['抽中的人，按抽中顺序，CSV', 'the people drawn, in order, CSV'],
} as const

/** Why a file was not recognised. */
export const verifyUnknownWords = {
  json: [
    'JSON 里既没有 frame_digest（清单），也没有 allocation（设计）。',
    'the JSON has neither frame_digest (a manifest) nor allocation (a design).',
  ],
  broken: ['以 { 开头，但不是合法的 JSON。', 'it begins with { but is not valid JSON.'],
  header: ['第一行没有 element_id 和 stratum 这两列。', 'its first line has no columns element_id and stratum.'],
  empty: ['文件是空的。', 'the file is empty.'],
} as const

/** Progress of the work. */
export const verifyStageWords = {
  read: ['读抽样框', 'Reading the frame'],
  sort: ['按编号排序', 'Sorting by id'],
  digest: ['计算摘要', 'Computing the digest'],
  draw: ['给每个人算票号', 'Computing everybody’s ticket'],
  compare: ['逐行比对', 'Comparing line by line'],
} as const

/** The verdict, in one line and one sentence. */
export const verifyVerdictWords = {
  yes: ['核验通过', 'Yes, the draw holds'],
  no: ['核验不通过', 'No, the draw does not hold'],
  not_yet: ['还不能全部核验', 'Not everything can be checked yet'],
  yesDetail: [
    '用公布的抽样框、设计和种子重新抽样，得到同样的人、同样的顺序。',
    'Drawing again from the published frame, design and seed gives the same people in the same order.',
  ],
  noDetail: ['文件之间对不上。第一处不同：', 'The files do not agree. The first difference:'],
  not_yetDetail: [
    '现在能核对的都对得上；抽中了谁，要有下面标“未核验”的那一项才能核验。',
    'What can be checked now agrees; who was drawn can only be checked with what is marked “not checked” below.',
  ],
} as const

/** Outcome of one check, as a word beside its mark. */
export const verifyOutcomeWords = {
  pass: ['一致', 'agrees'],
  fail: ['不一致', 'differs'],
  open: ['未核验', 'not checked'],
} as const

/** What each check does, in plain words; its name comes from the library. */
export const verifyExplainWords = {
  files: [
    '抽样框没有重复、空缺或看不见的字符；设计和清单写法正确。',
    'The frame has no duplicates, gaps or invisible characters; design and manifest are written properly.',
  ],
  rule: ['清单写的方法和哈希就是设计里的。', 'The method and hash the manifest names are those of the design.'],
  frame_digest: [
    '按规定的写法和顺序重新计算抽样框的摘要，改动一个字都会不同。',
    'The digest is computed again from the canonical form; one changed character would change it.',
  ],
  design_digest: [
    '设计的摘要也重新计算，抽多少、怎么分，事后改不了。',
    'So is the digest of the design: how many and how shared could not be changed afterwards.',
  ],
  secret: [
    '密语的摘要在抽样前已公布，现在的密语必须与它一致。',
    'The digest of the secret was published before the draw; the secret must fit it.',
  ],
  seed_time: [
    '摘要公布在先、种子产生在后，谁也没法挑一个合意的种子。',
    'The digests were published first and the seed came after, so nobody could pick a seed to their liking.',
  ],
  allocation: [
    '按设计重新分配到各层，与清单逐项比对。',
    'The sample is shared among the strata again and compared with the manifest.',
  ],
  panel: [
    '面板密钥的摘要写在设计里，抽样前已公布；永久号由它算出，几轮之间不变。',
    'The digest of the panel key stands in the design, published before the draw; the permanent numbers come from it.',
  ],
  earlier: [
    '以前的样本文件就是设计写明的那几份，里面的人这次不参加。',
    'The earlier sample files are those the design names; the people in them are left out this time.',
  ],
  draw: [
    '每个人的票号由抽样密钥和编号算出，按设计写明的方法重新抽一遍，人、顺序、概率、权重逐行比对。',
    'Everybody’s ticket comes from the draw key and the id; the sample is drawn again by the method of the design, and people, order, probabilities and weights are compared line by line.',
  ],
  sample_digest: [
    '样本文件的每个字节与抽样时登记的摘要一致。',
    'Every byte of the sample file fits the digest recorded at the draw.',
  ],
} as const

/** Names of the facts shown with the verdict, and of the numbers per stratum. */
export const verifyFactWords = {
  checks: ['逐项结果', 'Check by check'],
  plan: ['核验这几项', 'What will be checked'],
  facts: ['清单写明的', 'What the manifest says'],
  files: ['文件', 'Files'],
  strata: ['各层人数', 'Numbers per stratum'],
  stratum: ['层', 'Stratum'],
  population: ['总数 N', 'Population N'],
  sample: ['样本 n', 'Sample n'],
  reserve: ['备用 r', 'Reserve r'],
  total: ['合计', 'Total'],
  method: ['方法', 'Method'],
  methods: ['这次用的方法，怎么核验', 'The methods used, and how they are checked'],
  frame_digest: ['抽样框摘要', 'Frame digest'],
  design_digest: ['设计摘要', 'Design digest'],
  sample_digest: ['样本摘要', 'Sample digest'],
  secret_digest: ['密语摘要', 'Secret digest'],
  committed_at: ['承诺时间', 'Committed at'],
  seed: ['种子', 'Seed'],
  recorded_at: ['种子时间', 'Seed recorded at'],
  place: ['地点', 'Place'],
  witnesses: ['见证人', 'Witnesses'],
  draw_key: ['抽样密钥', 'Draw key'],
} as const

/** Checking one person by hand. */
export const verifyPersonWords = {
  title: ['自己核对一个人', 'Check one person yourself'],
  intro: [
    '不用相信本页：任何一台装有 sha256sum 的电脑，用下面这一行就能算出一个人的票号。',
    'You need not trust this page: on any computer with sha256sum, this line gives a person’s ticket.',
  ],
  introSm3: [
    '不用相信本页：任何一台装有 openssl 的电脑，用下面这一行就能算出一个人的票号。',
    'You need not trust this page: on any computer with openssl, this line gives a person’s ticket.',
  ],
  id: ['编号 element_id', 'element_id'],
  look: ['查', 'Look up'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  ticket: ['票号', 'Ticket'],
  drawn: ['在层“{stratum}”抽中，第 {order} 位（样本）。', 'Drawn in stratum “{stratum}”, place {order} (sample).'],
  reserved: ['在层“{stratum}”列为备用，第 {order} 位。', 'On the reserve of stratum “{stratum}”, place {order}.'],
  passed: [
    '在抽样框的层“{stratum}”里，没有抽中：票号大于该层最后一个抽中者的 {last}。',
    'In stratum “{stratum}” of the frame, not drawn: the ticket is above {last}, the last one drawn there.',
  ],
  otherwise: [
    '在抽样框的层“{stratum}”里，没有抽中；这一层的方法不只看票号，结论由重新抽样得出。',
    'In stratum “{stratum}” of the frame, not drawn. Its method goes by more than the ticket; drawing again has shown it.',
  ],
  untouched: [
    '在抽样框的层“{stratum}”里，这一层没有抽人。',
    'In stratum “{stratum}” of the frame, from which nobody was drawn.',
  ],
  absent: ['抽样框里没有这个编号。', 'The frame has no such id.'],
  shell: ['也可以在命令行核验全部：', 'The whole check also runs in a shell:'],
} as const

/** What stands between the parts of a list. */
export const verifyListWords = { mark: ['、', ', '] } as const satisfies Record<string, readonly [string, string]>
