// Words of campaigns, their states, and the respondent categories every later stage names.
import type { CampaignState, RespondentCategory } from '../campaign/campaign.ts'
import type { Words } from './words.ts'

export const stateWords: Record<CampaignState, Words> = {
  preparing: ['准备', 'Preparing'],
  sampling: ['抽样', 'Sampling'],
  fieldwork: ['调查', 'Fieldwork'],
  scoring: ['计分', 'Scoring'],
  review: ['审定', 'Review'],
  published: ['公布', 'Published'],
}

export const categoryWords: Record<RespondentCategory, Words> = {
  party_delegate: ['党代表', 'Party delegates'],
  npc_deputy: ['人大代表', 'People’s congress deputies'],
  cppcc_member: ['政协委员', 'CPPCC members'],
  peer_leader: ['部门领导', 'Leaders of peer departments'],
  efficiency_supervisor: ['机关效能监督员', 'Efficiency supervisors'],
  expert: ['绩效考评专家', 'Evaluation experts'],
  integrity_supervisor: ['党风廉政监督员', 'Integrity supervisors'],
  special_inspector: ['特约监察员', 'Special inspectors'],
  business_operator: ['企业经营者', 'Business operators'],
  service_recipient: ['服务相对人', 'Service recipients'],
  regulated_party: ['管理相对人', 'Regulated parties'],
  resident: ['城乡居民代表', 'Residents'],
}

/** The answers of the default questionnaire, as the value map names them. */
export const valueWords: Readonly<Record<string, Words>> = {
  s4: ['满意', 'Satisfied'],
  s3: ['比较满意', 'Fairly satisfied'],
  s2: ['一般', 'Neither'],
  s1: ['不满意', 'Dissatisfied'],
  dk: ['不了解', 'Don’t know'],
}

export const dimensionWords: Readonly<Record<string, Words>> = {
  duty: ['履职成效', 'Duties fulfilled'],
  service: ['服务质量', 'Service quality'],
  efficiency: ['办事效率', 'Efficiency'],
  law: ['依法行政', 'Lawful conduct'],
  integrity: ['廉洁自律', 'Integrity'],
  response: ['回应诉求', 'Responsiveness'],
}

export const campaignWords = {
  title: ['年度考评', 'Campaign'],
  subtitle: [
    '一个评议年度：参评单位、计分方案、日程与所处阶段。',
    'One evaluation year: its units, scoring scheme, dates and stage.',
  ],
  create: ['新建年度', 'New campaign'],
  emptyToRead: [
    '还没有年度考评。公众评议组新建之后，会出现在这里。',
    'No campaign yet. It appears here once the review group has created one.',
  ],
  empty: [
    '还没有年度考评。新建一个年度后，按左侧顺序完成从名册到得分的各步。',
    'No campaign yet. Create one, then follow the steps on the left from roster to score.',
  ],
  year: ['年度', 'Year'],
  name: ['名称', 'Name'],
  nameExample: ['如：2026 年度市直单位公众评议', 'e.g. Public review 2026'],
  organiser: ['组织单位', 'Organiser'],
  implementer: ['实施单位', 'Implementer'],
  hotline: ['核实电话', 'Hotline for checking'],
  notice: ['隐私告知全文', 'Privacy notice'],
  opensOn: ['调查开始', 'Opens on'],
  closesOn: ['调查截止', 'Closes on'],
  hotlineHint: [
    '受访者核实调查真伪的电话，显示在手机页上。',
    'Shown on the phone page for people who want to check who is asking.',
  ],
  noticeHint: [
    '说明收集什么、用途、保存多久、怎样查询和删除；受访者点“隐私告知”可见。',
    'What is collected, why, how long it is kept, how to have it deleted; respondents open it from the first page.',
  ],
  noticeDefault: [
    '本次评议由上述单位依法组织，只收集您对被评单位的评价。联系方式与答卷分开保存，只用于联系您作答，调查结束后按期删除；答卷只用于汇总统计，不向被评单位提供任何个人答卷。您可以不参加，也可以随时停止；需要查询、更正或删除个人信息，请拨打核实电话。',
    'This review is run by the office named above and collects only your opinion of the units. Contact details are kept apart from answers, used only to reach you and deleted after the survey; answers are used for statistics only and no unit ever sees them. You may decline or stop at any time; call the hotline to see, correct or delete your data.',
  ],
  dates: ['调查起止', 'Fieldwork dates'],
  stage: ['当前阶段', 'Stage'],
  stageHint: [
    '阶段依次前进；退回一步须说明理由。进入“调查”后计分方案随即冻结。',
    'Stages move on one at a time; a step back needs a reason. The scoring scheme freezes when fieldwork begins.',
  ],
  forward: ['进入“{0}”', 'Move on to {0}'],
  back: ['退回“{0}”', 'Back to {0}'],
  backReason: ['退回理由', 'Reason for going back'],
  backConfirm: [
    '退回后，本阶段的操作将重新开放，理由记入审计日志。',
    'The work of that stage opens again; the reason is kept in the audit log.',
  ],
  units: ['参评单位', 'Units taking part'],
  unitsSet: ['设定参评单位', 'Choose units'],
  scheme: ['计分方案', 'Scoring scheme'],
  schemeVersion: ['第 {0} 版', 'Version {0}'],
  schemeFrozen: ['已冻结', 'frozen'],
  schemeDraft: ['可修改', 'draft'],
  schemeEdit: ['修改为新版本', 'Edit as a new version'],
  notCounted: ['不计分', 'not counted'],
  unitsOut: ['未参评', 'Not taking part'],
  unitsIn: ['本年参评', 'Taking part'],
  forwardSays: {
    preparing: ['参评单位与计分方案可以修改。', 'Units and scoring scheme can be changed.'],
    sampling: [
      '参评单位随即确定，不再增减；接着冻结抽样框、公布摘要、公开抽取。',
      'The units are fixed from now on. Next: freeze the frame, publish the digests, draw.',
    ],
    fieldwork: [
      '计分方案随即冻结；受访者从现在起可以作答。',
      'The scoring scheme is frozen; respondents can answer from now on.',
    ],
    scoring: ['停止接收答卷，开始计算得分。', 'No more answers are taken; scores are computed.'],
    review: ['得分与综合得分送审，不再改动计分方案。', 'Scores go to review; the scheme can no longer change.'],
    published: ['结果对外公布。公布后不能退回。', 'The results are made public. This cannot be undone.'],
  },
  schemeSave: ['保存为新版本', 'Save as a new version'],
  schemeInvalid: ['不是有效的 JSON，未保存。', 'Not valid JSON; nothing was saved.'],
  valueMap: ['赋分', 'Values'],
  dimensionWeights: ['维度权重', 'Dimension weights'],
  groupWeights: ['群体权重', 'Category weights'],
  overview: ['进度', 'Progress'],
  settings: ['基本信息', 'Settings'],
  nextRoster: ['参评单位已定，下一步导入评议人名册。', 'The units are set. Next: import the rosters.'],
  nextUnits: [
    '先到“参评单位”建立单位，再回到这里设定参评单位。',
    'Create units first under “Units”, then choose them here.',
  ],
} as const
