// The 40 national tags 评价指标: eight to a level, codes as the national system numbers them.
import type { Words } from '../words/words.ts'
import type { Level } from './level.ts'

export interface RatingTag {
  readonly code: string
  readonly level: Level
  readonly words: Words
}

const BY_LEVEL: Readonly<Record<Level, Readonly<Record<string, Words>>>> = {
  very_satisfied: {
    510: ['一窗受理一次办结', 'One window, done in one go'],
    511: ['可以先受理后补材料', 'Accepted first, papers handed in later'],
    512: ['不用提交证明', 'No certificates needed'],
    513: ['可以全程网上办理', 'Can be done entirely online'],
    514: ['可以使用手机办理', 'Can be done on a phone'],
    515: ['可以就近办理', 'Can be done close to home'],
    516: ['无需材料直接办理', 'Done without any papers'],
    517: ['服务热情效率高', 'Warm and efficient service'],
  },
  satisfied: {
    406: ['填写一张表单就可完成申报', 'One form was enough to apply'],
    407: ['在线提交材料窗口核验', 'Papers sent online, checked at the window'],
    408: ['一张清单告知全部申报材料', 'One list named every paper needed'],
    409: ['用告知承诺减免申报材料', 'A written promise replaced some papers'],
    410: ['可以在线预约办理', 'Can be booked online'],
    411: ['跑大厅一次办完', 'One trip to the hall was enough'],
    412: ['可以使用自助机办理', 'Can be done at a self-service machine'],
    413: ['服务态度较好', 'Friendly service'],
  },
  basically_satisfied: {
    307: ['一次性告知需要补正的材料', 'Told at once of all papers to correct'],
    308: ['提供申报材料样本', 'Samples of the papers were provided'],
    309: ['在承诺的时间内办结', 'Finished within the promised time'],
    310: ['办事指南指引准确', 'The guide was accurate'],
    311: ['按办事指南要求的材料即可办理', 'The papers named in the guide were enough'],
    312: ['可以快递送达', 'Results can be delivered by courier'],
    313: ['跑动次数与承诺的一致', 'As many trips as promised'],
    314: ['服务态度一般', 'Ordinary service'],
  },
  dissatisfied: {
    207: ['没有提供材料样本', 'No samples of the papers'],
    208: ['没有提供材料清单', 'No list of the papers needed'],
    209: ['未在承诺时间内办结', 'Not finished within the promised time'],
    210: ['同样内容的证明材料被要求多次提交', 'The same proof was asked for several times'],
    211: ['承诺网办但无法在线办理', 'Promised online, but could not be done online'],
    212: ['在线预约办理后到实体大厅重复取号排队', 'Booked online, yet had to queue again in the hall'],
    213: ['窗口人员业务不熟练', 'Staff did not know the work well'],
    214: ['服务态度生硬', 'Curt service'],
  },
  very_dissatisfied: {
    108: ['在办事指南之外增加新的审批条件', 'Conditions added that the guide does not name'],
    109: ['需提供办事指南之外的申报材料', 'Papers asked for that the guide does not name'],
    110: ['无理由超过法定办理时间', 'Over the legal time limit without a reason'],
    111: ['办事指南提供样本有错', 'The samples in the guide were wrong'],
    112: ['承诺在线收取申报材料实际无法收取', 'Papers promised to be taken online were not'],
    113: ['多头跑窗口和部门', 'Sent from window to window'],
    114: ['跑动次数与承诺的不一致', 'More trips than promised'],
    115: ['服务态度差效率低', 'Rude and slow service'],
  },
}

export const RATING_TAGS: readonly RatingTag[] = Object.entries(BY_LEVEL).flatMap(([level, tags]) =>
  Object.entries(tags).map(([code, words]) => ({ code, level: level as Level, words })),
)

const byCode = new Map(RATING_TAGS.map(tag => [tag.code, tag]))
const byLevel = Map.groupBy(RATING_TAGS, tag => tag.level)

/** The eight tags of a level, in the order of their codes. */
export function tagsOf(level: Level): readonly RatingTag[] {
  return byLevel.get(level) ?? []
}

/** Undefined for codes that are not national, or were withdrawn (105–107 and the like): imports keep and list them.
 * @example
 * findTag('517')?.words[0] // => '服务热情效率高'
 */
export function findTag(code: string): RatingTag | undefined {
  return byCode.get(code)
}
