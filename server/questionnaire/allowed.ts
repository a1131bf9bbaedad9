// Which SurveyJS properties a questionnaire may use: what our phone page, plain page and validator all honour. The rest is refused, not ignored.
import type { Words } from '../problem/problem.ts'

/** How a property's value is checked. */
export type Rule =
  | 'name'
  | 'words'
  | 'flag'
  | 'count'
  | 'number'
  | 'condition'
  | 'choices'
  | 'elements'
  | 'html'
  | 'display'
  | 'type'

type Rules = Readonly<Record<string, Rule>>

/** Presentation hints of the survey designer; our pages have their own look, so these are accepted and have no effect. */
const HINTS: Rules = {
  titleLocation: 'display',
  descriptionLocation: 'display',
  questionTitleLocation: 'display',
  width: 'display',
  minWidth: 'display',
  maxWidth: 'display',
  startWithNewLine: 'display',
  colCount: 'display',
  showNumber: 'display',
  errorLocation: 'display',
}
const ASKED: Rules = {
  type: 'type',
  name: 'name',
  title: 'words',
  description: 'words',
  isRequired: 'flag',
  visibleIf: 'condition',
  ...HINTS,
}
const EXTRA_CHOICES: Rules = {
  showOtherItem: 'flag',
  hasOther: 'flag',
  otherText: 'words',
  showNoneItem: 'flag',
  hasNone: 'flag',
  noneText: 'words',
}

export const SURVEY_RULES: Rules = {
  locale: 'display',
  title: 'words',
  description: 'words',
  completedHtml: 'html',
  pages: 'elements',
  showProgressBar: 'display',
  progressBarType: 'display',
  progressBarLocation: 'display',
  showQuestionNumbers: 'display',
  showPageNumbers: 'display',
  showPageTitles: 'display',
  showTitle: 'display',
  showPrevButton: 'display',
  questionsOnPageMode: 'display',
  pagePrevText: 'words',
  pageNextText: 'words',
  completeText: 'words',
  widthMode: 'display',
  width: 'display',
  fitToContainer: 'display',
  headerView: 'display',
  checkErrorsMode: 'display',
  questionErrorLocation: 'display',
  requiredText: 'display',
  requiredMark: 'display',
  clearInvisibleValues: 'display',
}
export const PAGE_RULES: Rules = {
  name: 'name',
  title: 'words',
  description: 'words',
  visibleIf: 'condition',
  elements: 'elements',
  ...HINTS,
}

/** By `type` of an element. */
export const ELEMENT_RULES: Readonly<Record<string, Rules>> = {
  panel: { type: 'type', ...PAGE_RULES, state: 'display' },
  paneldynamic: {
    type: 'type',
    name: 'name',
    title: 'words',
    description: 'words',
    visibleIf: 'condition',
    templateElements: 'elements',
    templateTitle: 'words',
    templateDescription: 'words',
    displayMode: 'display',
    renderMode: 'display',
    allowAddPanel: 'display',
    allowRemovePanel: 'display',
    panelCount: 'display',
    minPanelCount: 'display',
    maxPanelCount: 'display',
    showProgressBar: 'display',
    showRangeInProgress: 'display',
    ...HINTS,
  },
  radiogroup: { ...ASKED, choices: 'choices', ...EXTRA_CHOICES, showClearButton: 'display' },
  checkbox: {
    ...ASKED,
    choices: 'choices',
    ...EXTRA_CHOICES,
    minSelectedChoices: 'count',
    maxSelectedChoices: 'count',
  },
  matrix: {
    ...ASKED,
    columns: 'choices',
    rows: 'choices',
    eachRowRequired: 'flag',
    isAllRowRequired: 'flag',
    alternateRows: 'display',
    verticalAlign: 'display',
  },
  comment: { ...ASKED, maxLength: 'count', rows: 'display', autoGrow: 'display', placeholder: 'words' },
  text: { ...ASKED, inputType: 'display', maxLength: 'count', min: 'number', max: 'number', placeholder: 'words' },
  rating: {
    ...ASKED,
    rateMin: 'number',
    rateMax: 'number',
    rateStep: 'number',
    rateValues: 'choices',
    rateCount: 'display',
    autoGenerate: 'display',
    minRateDescription: 'words',
    maxRateDescription: 'words',
    displayMode: 'display',
    rateType: 'display',
    scaleMode: 'display',
    rateColorMode: 'display',
  },
  boolean: { ...ASKED, renderAs: 'display' },
  html: { type: 'type', name: 'name', html: 'html', visibleIf: 'condition', ...HINTS },
}

/** Bounds that keep one respondent's form within what a phone and one request can carry. */
export const LIMIT = {
  bytes: 262_144,
  depth: 8,
  pages: 50,
  questions: 80,
  choices: 40,
  words: 500,
  html: 8000,
  value: 60,
  text: 2000,
  name: 40,
  /** Units one respondent can be asked about. */
  units: 20,
} as const

export const SAY = {
  notObject: ['问卷应是一个 JSON 对象', 'A questionnaire is a JSON object'],
  tooLarge: [`问卷不能超过 ${LIMIT.bytes / 1024} KB`, `A questionnaire may have at most ${LIMIT.bytes / 1024} KB`],
  tooDeep: [`嵌套不能超过 ${LIMIT.depth} 层`, `Elements may be nested at most ${LIMIT.depth} deep`],
  noQuestion: ['问卷里没有题目', 'There is no question in it'],
  noTitle: ['请填写问卷标题', 'The questionnaire needs a title'],
  notList: ['应是一个列表', 'This should be a list'],
  nameForm: [
    `应以字母开头，只含字母、数字和下划线，最多 ${LIMIT.name} 个字符`,
    `Start with a letter; letters, digits and _ only; at most ${LIMIT.name}`,
  ],
  wordsForm: [
    `应是一段文字，或“语言: 文字”的对象，每段最多 ${LIMIT.words} 字`,
    `A text, or an object of one text a locale, each at most ${LIMIT.words} characters`,
  ],
  piping: [
    '文字中只能引用 {panel.unit_name}、{panel.unit_code}；矩阵题标题可用 {row}',
    'Only {panel.unit_name} and {panel.unit_code} may stand in a text, and {row} in the title of a matrix',
  ],
  flag: ['应是 true 或 false', 'This should be true or false'],
  count: ['应是正整数', 'This should be a whole number above 0'],
  number: ['应是数字', 'This should be a number'],
  html: [
    '只能用段落、列表、强调和 https 链接等简单标签，不能带其他属性',
    'Only simple tags: paragraphs, lists, emphasis, https links; no other attributes',
  ],
  choiceForm: [
    `选项应是“value + text”，value 最多 ${LIMIT.value} 个字符且不含控制字符`,
    `A choice is value and text; a value has at most ${LIMIT.value} characters`,
  ],
  choiceCount: [`应有 1 到 ${LIMIT.choices} 个选项`, `Give 1 to ${LIMIT.choices} choices`],
  choiceTwice: ['同一题中选项的 value 重复', 'This value stands twice in the same list'],
  choiceTaken: [
    'other 和 none 由 showOtherItem、showNoneItem 给出，不能作选项的 value',
    'The values other and none belong to showOtherItem and showNoneItem',
  ],
  nameTwice: ['名称重复', 'This name stands twice'],
  unitsName: [
    '逐个单位作答的部分应命名为 units，且只能有一个，放在页面之下',
    'The part asked for each unit must be called units, once, on a page',
  ],
  condition: ['条件写法有误，无法识别', 'This condition cannot be read'],
  conditionFunction: ['条件中不能使用函数', 'Conditions may not call functions'],
  inputType: ['文本题只支持 text 和 number', 'A text question takes text or number'],
  rating: [
    '评分题应有 2 到 20 个分值，且 rateMin 小于 rateMax、rateStep 大于 0',
    'A rating needs 2 to 20 values, rateMin below rateMax, rateStep above 0',
  ],
  rowRule: ['矩阵题需逐行作答：请用 eachRowRequired', 'Rows of a matrix are asked one by one: use eachRowRequired'],
} satisfies Record<string, Words>

export const sayType = (type: string): Words => [
  `不支持题型“${type}”。可用：radiogroup、checkbox、matrix、comment、text、rating、boolean、html、panel、paneldynamic`,
  `The type “${type}” is not supported. Use radiogroup, checkbox, matrix, comment, text, rating, boolean, html, panel or paneldynamic`,
]
export const sayProperty = (name: string): Words => [
  `不支持属性“${name}”，请删去`,
  `The property “${name}” is not supported; take it out`,
]
export const sayTooMany = (limit: number): Words => [`不能超过 ${limit} 个`, `There may be at most ${limit}`]
export const sayReference = (name: string): Words => [
  `条件引用了“{${name}}”，但它前面没有这道题`,
  `The condition names {${name}}, but no earlier question is called that`,
]
