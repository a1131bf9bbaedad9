// Words of composite scores, ranks and grades.
import type { Words } from './words.ts'

export const gradeWords: Record<'excellent' | 'good' | 'fair' | 'poor', Words> = {
  excellent: ['优秀', 'Excellent'],
  good: ['良好', 'Good'],
  fair: ['一般', 'Fair'],
  poor: ['差', 'Poor'],
}

/** Clauses of the rule: R17 lowers a grade by one step, R18 sets it to poor. */
export const CLAUSES = ['R17.1', 'R17.2', 'R17.3', 'R17.4', 'R17.5', 'R18.1', 'R18.2'] as const

export const clauseWords: Record<string, Words> = {
  'R17.1': ['主要负责人涉嫌严重违纪违法受到党纪政务重处分', 'Head punished for grave breaches of discipline or law'],
  'R17.2': [
    '发生重大群体性、安全、生态、环境、金融等事件',
    'Major incident of public order, safety, ecology, environment or finance',
  ],
  'R17.3': ['重大疫情防控措施不落实，导致严重后果', 'Epidemic control neglected with grave consequences'],
  'R17.4': [
    '“提高效率、提升效能、提增效益”行动不力，被省、市专题通报批评',
    'Criticised by province or city over the efficiency campaign',
  ],
  'R17.5': ['存在其他重大问题', 'Other major problem'],
  'R18.1': ['被党中央、国务院通报批评，严肃予以问责', 'Criticised by the central authorities and held to account'],
  'R18.2': ['在绩效管理工作中弄虚作假、情节严重', 'Grave falsification in performance management'],
}

export const partWords = {
  target: ['目标考核', 'target'],
  partyGovernment: ['市委、市政府领导评价', 'party and government leaders'],
  congressCppcc: ['市人大、市政协领导评价', 'congress and CPPCC leaders'],
  public: ['公众评议得分', 'public-review score'],
} as const satisfies Record<string, Words>

export const noiseWords = {
  excellent: ['优秀线', 'the line of excellent'],
  good: ['良好线', 'the line of good'],
  fair: ['一般线', 'the line of fair'],
  rank: ['名次线', 'the rank line'],
} as const satisfies Record<string, Words>

export const compositeWords = {
  title: ['综合得分与等次', 'Composite score and grade'],
  subtitle: [
    '综合得分＝目标考核×{0}%＋领导评价×{1}%＋公众评议×{2}%＋正向激励－察访核验；等次为暂定，经审定后公布。',
    'Composite = target × {0} % + leaders × {1} % + public × {2} % + bonus − deduction; grades are provisional until approved.',
  ],
  empty: ['本年度还没有参评单位，请先在“年度考评”中设定。', 'This campaign has no units yet; choose them first.'],
  noScore: [
    '还没有公众评议得分，综合得分缺这一项。先到“公众评议得分”计算。',
    'There is no public-review score yet, so the composite lacks a part. Compute it first.',
  ],
  toScore: ['去计算得分', 'To the score'],
  toComponents: ['去补分项', 'To the components'],
  basis: ['依据', 'Basis'],
  basisFrozen: ['得分已冻结', 'frozen score'],
  basisProvisional: ['得分为暂算', 'provisional score'],
  basisNone: ['没有得分', 'no score'],
  locked: ['分项已锁定', 'components locked'],
  unlocked: ['分项未锁定', 'components open'],
  graded: ['已计综合得分', 'Units scored'],
  gradedNote: ['{0} 个单位缺分项', '{0} units lack a part'],
  gradedAll: ['没有单位缺分项', 'no unit lacks a part'],
  places: ['优秀名额', 'Places for excellent'],
  placesNote: ['{0} 个单位的 {1}%', '{1} % of {0} units'],
  onNoise: ['等次在误差内', 'grade within error'],
  onNoiseTile: ['等次在误差内', 'Within error'],
  onNoiseNote: ['公众评议误差可能改变等次', 'sampling error could change the grade'],
  onNoiseHint: [
    '公众评议得分在 95% 区间内变动，综合得分为 {0} 至 {1}，跨过{2}。',
    'Within the 95 % interval of the public review the composite runs from {0} to {1}, across {2}.',
  ],
  checkTile: ['核验', 'Check'],
  rank: ['名次', 'Rank'],
  tied: ['并列', 'tied'],
  unit: ['参评单位', 'Unit'],
  code: ['单位代码', 'Code'],
  series: ['系列', 'Series'],
  target: ['目标考核', 'Target'],
  leader: ['领导评价', 'Leaders'],
  public: ['公众评议', 'Public'],
  bonus: ['加分', 'Bonus'],
  deduction: ['扣分', 'Deduction'],
  score: ['综合得分', 'Composite'],
  provisional: ['暂定等次', 'Grade'],
  grade: ['等次（含降等、定差）', 'Grade with triggers'],
  lowered: ['降等', 'lowered'],
  setPoor: ['定差', 'set to poor'],
  formula: ['算式', 'Formula'],
  leaderFormula: ['领导评价', 'Leaders'],
  publicLine: ['公众评议 {0}，95% 区间 {1} 至 {2}', 'Public review {0}, 95 % interval {1} to {2}'],
  blocked: ['缺：{0}', 'lacks {0}'],
  above100: ['超过 100 分', 'above 100'],
  fewRatings: ['公众评议样本不足', 'few ratings'],
  tieAtLine: [
    '名次线上有并列单位，按规则全部列入，请市效能办确认。',
    'Units are tied across the line; the rule includes all of them, and the office must confirm.',
  ],
  extraShareMissing: [
    '方案写明我市获评优秀、优秀比例增加，但增加幅度还没有填写，填写前不能冻结。',
    'The scheme says the excellent share is raised, but not by how much; it cannot be frozen before.',
  ],
  triggers: ['降等与定差情形', 'Triggers'],
  triggersHint: [
    '有降等情形的降低一个等次（多项也只降一次）；有定差情形的定为差。每项须有依据。',
    'A downgrade trigger lowers the grade by one step in all; a set-to-poor trigger overrides it. Each needs its grounds.',
  ],
  noTriggers: ['没有登记降等或定差情形。', 'No trigger is registered.'],
  addTrigger: ['登记情形', 'Register'],
  clause: ['情形', 'Clause'],
  reason: ['事实与依据', 'Facts and grounds'],
  document: ['文号', 'Document no.'],
  happenedOn: ['发生日期', 'Date'],
  exempt: ['不影响等次', 'Exempted'],
  exemptHint: ['如问题不属于现任职期间或单位发生的', 'e.g. it arose before the present post'],
  exemptReason: ['不影响等次的依据', 'Grounds for the exemption'],
  decidedBy: ['登记人', 'Registered by'],
  removeConfirm: [
    '删除这项情形？等次随即重算，删除记入审计日志。',
    'Remove this trigger? Grades are computed again; the removal is kept in the audit log.',
  ],
  freeze: ['冻结综合得分', 'Freeze'],
  freezeConfirm: [
    '把当前的得分、名次和等次存为审定稿，并在审计日志中记下摘要。之后有变化可以再次冻结。',
    'Stores scores, ranks and grades as the draft for approval and records their digest. Later changes can be frozen again.',
  ],
  frozen: ['已冻结', 'Frozen'],
  frozenNote: ['{0}，{1}', '{0}, {1}'],
  frozenStale: ['冻结后数据有变化', 'changed since frozen'],
  notFrozen: ['未冻结', 'Not frozen'],
  digest: ['摘要', 'Digest'],
  next: [
    '核对无误后冻结综合得分，再把年度考评推进到“审定”。',
    'When all is right, freeze, then move the campaign on to review.',
  ],
} as const
