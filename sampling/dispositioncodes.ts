// Final disposition codes of phone surveys and of web surveys of named persons, with the class each counts in.
import type { OutcomeClass } from './rates.ts'

/** One code: number, class, and what it means, Chinese and English. */
export interface Disposition {
  readonly code: string
  readonly outcome: OutcomeClass
  readonly zh: string
  readonly en: string
}

export type DispositionTable = 'phone' | 'web'

type Row = readonly [code: string, outcome: OutcomeClass, zh: string, en: string]
const rows = (list: readonly Row[]): readonly Disposition[] =>
  list.map(([code, outcome, zh, en]) => ({ code, outcome, zh, en }))

const answered: readonly Row[] = [
  ['1.0', 'I', '已访问', 'interview'],
  ['1.1', 'I', '完成', 'complete'],
  ['1.2', 'P', '部分完成', 'partial'],
]

const phone: readonly Row[] = [
  ['2.10', 'R', '拒访', 'refusal or break-off'],
  ['2.11', 'R', '拒访', 'refusal'],
  ['2.111', 'R', '住户拒访', 'refusal by the household'],
  ['2.112', 'R', '本人拒访', 'refusal by the respondent'],
  ['2.12', 'R', '中途中止', 'break-off'],
  ['2.20', 'NC', '未联系上', 'non-contact'],
  ['2.21', 'NC', '本人始终不在', 'respondent never available'],
  ['2.22', 'NC', '应答设备', 'answering device'],
  ['2.221', 'NC', '应答设备，未留言', 'answering device, no message left'],
  ['2.222', 'NC', '应答设备，已留言', 'answering device, message left'],
  ['2.30', 'O', '其他合格未访', 'other, eligible'],
  ['2.31', 'O', '已去世', 'dead'],
  ['2.32', 'O', '身体或精神状况不能受访', 'physically or mentally unable'],
  ['2.33', 'O', '语言不通', 'language'],
  ['2.331', 'O', '住户语言不通', 'language, household'],
  ['2.332', 'O', '本人语言不通', 'language, respondent'],
  ['2.333', 'O', '没有会该语言的访问员', 'no interviewer for the language'],
  ['2.34', 'O', '通话质量差', 'sound too poor'],
  ['2.35', 'O', '所处场合不便', 'place or activity does not allow it'],
  ['2.36', 'O', '其他', 'miscellaneous'],
  ['3.10', 'UH', '不知是否住户', 'unknown whether a household'],
  ['3.11', 'UH', '未拨打', 'not attempted'],
  ['3.12', 'UH', '一直占线', 'always busy'],
  ['3.13', 'UH', '无人接听', 'no answer'],
  ['3.14', 'UH', '应答设备，不知是否住户', 'answering device, unknown whether a household'],
  ['3.15', 'UH', '来电被屏蔽', 'call blocked'],
  ['3.16', 'UH', '线路故障', 'technical problem'],
  ['3.161', 'UH', '提示音含义不明', 'ambiguous operator message'],
  ['3.20', 'UO', '有住户，不知有无合格者', 'household, unknown whether anybody is eligible'],
  ['3.21', 'UO', '未完成甄别', 'screener not completed'],
  ['3.30', 'UO', '不知是否住户成员', 'unknown whether a resident'],
  ['3.90', 'UH', '其他不明', 'other, unknown'],
  ['3.91', 'UO', '其他不明', 'other, unknown'],
  ['4.10', 'NE', '不在样本范围', 'out of sample'],
  ['4.20', 'NE', '传真或数据线', 'fax or data line'],
  ['4.30', 'NE', '停机或空号', 'not working or disconnected'],
  ['4.31', 'NE', '空号', 'not working'],
  ['4.32', 'NE', '停机', 'disconnected'],
  ['4.33', 'NE', '暂停服务', 'out of service for now'],
  ['4.40', 'NE', '特殊线路', 'special technology'],
  ['4.41', 'NE', '号码已更换', 'number changed'],
  ['4.42', 'NE', '呼叫转移', 'call forwarded'],
  ['4.50', 'NE', '非住宅', 'not a residence'],
  ['4.51', 'NE', '单位电话', 'business or other organisation'],
  ['4.52', 'NE', '机构', 'institution'],
  ['4.53', 'NE', '集体住所', 'group quarters'],
  ['4.54', 'NE', '不是住户成员', 'not a resident'],
  ['4.70', 'NE', '没有合格受访者', 'no eligible respondent'],
  ['4.80', 'NE', '配额已满', 'quota filled'],
  ['4.90', 'NE', '其他不合格', 'other, not eligible'],
]

const web: readonly Row[] = [
  ['2.10', 'R', '拒访', 'refusal or break-off'],
  ['2.11', 'R', '拒访', 'refusal'],
  ['2.111', 'R', '明确拒绝', 'explicit refusal'],
  ['2.112', 'R', '默示拒绝', 'implicit refusal'],
  ['2.1121', 'R', '打开而未答一题', 'logged on, answered nothing'],
  ['2.1122', 'R', '已读回执，未答', 'read receipt, refused'],
  ['2.12', 'R', '中途中止', 'break-off'],
  ['2.20', 'NC', '未联系上', 'non-contact'],
  ['2.26', 'NC', '调查期间不在', 'unavailable during fieldwork'],
  ['2.27', 'NC', '逾期完成', 'completed too late'],
  ['2.30', 'O', '其他合格未访', 'other, eligible'],
  ['2.31', 'O', '已去世', 'dead'],
  ['2.32', 'O', '身体或精神状况不能受访', 'physically or mentally unable'],
  ['2.33', 'O', '语言不通', 'language'],
  ['2.36', 'O', '其他', 'miscellaneous'],
  ['3.10', 'UH', '完全不明', 'nothing known'],
  ['3.11', 'UH', '未发邀请', 'no invitation sent'],
  ['3.19', 'UH', '没有任何回音', 'nothing ever returned'],
  ['3.20', 'UO', '不知有无合格者', 'unknown whether anybody is eligible'],
  ['3.21', 'UO', '未完成甄别', 'screener not completed'],
  ['3.30', 'UO', '邀请无法投递', 'invitation undelivered'],
  ['3.40', 'UO', '无法投递，有转投地址', 'undelivered, with forwarding'],
  ['3.90', 'UH', '其他不明', 'other, unknown'],
  ['3.91', 'UO', '由非样本地址回复', 'returned from an unsampled address'],
  ['4.10', 'NE', '甄别不合格', 'screened out'],
  ['4.70', 'NE', '没有合格受访者', 'no eligible respondent'],
  ['4.80', 'NE', '配额已满', 'quota filled'],
  ['4.81', 'NE', '重复', 'duplicate'],
  ['4.90', 'NE', '其他不合格', 'other, not eligible'],
]

/**
 * The codes by mode. Where both modes have a code they agree on its class, so files that mix modes can be counted together.
 * Whether a partial counts as such must be settled before fieldwork; later editions of the standard renumber some codes.
 *
 * @source AAPOR, Standard Definitions (2016), tables for telephone and for Internet surveys of specifically named persons
 * @example dispositionTables.phone.find(one => one.code === '3.13').outcome // => 'UH'
 */
export const dispositionTables: Readonly<Record<DispositionTable, readonly Disposition[]>> = {
  phone: rows([...answered, ...phone]),
  web: rows([...answered, ...web]),
}
