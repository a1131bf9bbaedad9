// One demo year from units to answers, step by step through the API, up to the stage asked for.
import { defaultScheme, type HcpRule } from '../../sampling/scheme.ts'
import { demoAnswers, UNITS } from './answers.ts'
import type { Office } from './office.ts'
import { createDice, type DemoRoster, type Dice } from './people.ts'

export interface Year {
  readonly year: number
  readonly name: string
  /** What is added to the quality of every unit, so that years differ. */
  readonly lift: number
  /** Share of the invited who answer. */
  readonly answering: number
  /** The 好差评 channel of its score; null = none, as before the hall had windows here. */
  readonly hcp: HcpRule | null
}

export interface Fielded {
  readonly campaignId: string
  /** Links of people who have not answered. */
  readonly openTokens: readonly string[]
}

interface Id {
  readonly id: string
}

const NOTICE =
  '（演示）本次评议由示例市效能办组织，只收集您对被评单位的评价。联系方式与答卷分开保存，只用于联系您作答，调查结束后按期删除；答卷只用于汇总统计，不向被评单位提供任何个人答卷。您可以不参加，也可以随时停止；需要查询、更正或删除个人信息，请拨打核实电话。'
const SMS = '【示例市效能办】请您评一评市直单位的工作，约3分钟，答卷保密：{链接} 核实请拨0599-0000000，拒收请回复R'

/** Series and units, made once for all demo years. */
export async function demoUnits(office: Office): Promise<ReadonlyMap<string, string>> {
  const { id: seriesId } = await office.call<Id>('POST', '/unit-series', { code: 's3', name: '第三系列 综合与管理类' })
  const ids = new Map<string, string>()
  for (const unit of UNITS) {
    const made = await office.call<Id>('POST', '/units', {
      code: unit.code,
      name: unit.name,
      shortName: unit.short,
      seriesId,
    })
    ids.set(unit.code, made.id)
  }
  return ids
}

/** From the campaign to answers in the field; the campaign is left in 调查. */
export async function fieldYear(
  office: Office,
  plan: Year,
  units: ReadonlyMap<string, string>,
  rosters: readonly DemoRoster[],
): Promise<Fielded> {
  const { id: campaignId } = await office.call<Id>('POST', '/campaigns', {
    year: plan.year,
    name: plan.name,
    organiser: '示例市效能办',
    implementer: '示例市统计局',
    hotline: '0599-0000000',
    notice: NOTICE,
    opensOn: null,
    closesOn: null,
  })
  await office.call('PUT', `/campaigns/${campaignId}/units`, { unitIds: [...units.values()] })
  await office.call('POST', `/campaigns/${campaignId}/schemes`, { body: { ...defaultScheme, hcp: plan.hcp } })
  const rosterIds = await Promise.all(rosters.map(roster => importRoster(office, campaignId, roster, units)))
  await office.call('POST', `/campaigns/${campaignId}/state`, { state: 'sampling' })
  const drawId = await drawSample(office, campaignId, rosterIds, plan.year)
  const questionnaire = await office.call<Id>('POST', `/campaigns/${campaignId}/questionnaires`, {})
  await office.call('POST', `/questionnaires/${questionnaire.id}/fielding`, {})
  await office.call('POST', `/campaigns/${campaignId}/state`, { state: 'fieldwork' })
  const tokens = await invite(office, campaignId, drawId)
  const openTokens = await answer(office, tokens, plan)
  return { campaignId, openTokens }
}

async function importRoster(
  office: Office,
  campaignId: string,
  roster: DemoRoster,
  units: ReadonlyMap<string, string>,
): Promise<string> {
  const path = `/campaigns/${campaignId}/rosters/upload?fileName=${encodeURIComponent(roster.fileName)}`
  const { id } = await office.upload<Id>(path, new TextEncoder().encode(`\uFEFF${roster.csv}`))
  await office.call('POST', `/rosters/${id}/import`, {
    category: roster.category,
    name: roster.name,
    unitId: roster.unit ? (units.get(roster.unit) ?? null) : null,
  })
  for (let wait = 0; wait < 600; wait++) {
    const { state } = await office.call<{ state: string }>('GET', `/rosters/${id}`)
    if (state === 'ready') return id
    if (state !== 'importing') throw new Error(`demo requires roster ${roster.name} to import, it is ${state}`)
    await new Promise(resolve => setTimeout(resolve, 60))
  }
  throw new Error(`demo requires roster ${roster.name} to import within 15 seconds`)
}

async function drawSample(
  office: Office,
  campaignId: string,
  rosterIds: readonly string[],
  year: number,
): Promise<string> {
  const frame = await office.call<Id>('POST', `/campaigns/${campaignId}/frames`, {
    name: '评议人抽样框',
    definition: {
      rosterIds,
      filters: [],
      strata: ['category', 'unit'],
      onePerPerson: true,
      blankStratum: 'group',
      caseloads: {},
      priority: ['npc_deputy', 'cppcc_member', 'business_operator', 'service_recipient', 'resident'],
    },
  })
  await office.call('POST', `/frames/${frame.id}/freeze`, {})
  const design = await office.call<Id>('POST', `/campaigns/${campaignId}/designs`, {
    name: '分层简单随机抽样',
    frameId: frame.id,
    body: {
      method: 'srs',
      allocation: { kind: 'proportional', n: 400, min: 40 },
      reserve: 80,
      assignment: {
        max_units: 5,
        min_per_group: 20,
        rules: {
          service_recipient: 'own_first',
          npc_deputy: 'all',
          cppcc_member: 'all',
          business_operator: 'all',
          resident: 'all',
        },
      },
    },
  })
  const draw = await office.call<Id>('POST', `/campaigns/${campaignId}/draws`, {
    designId: design.id,
    withSecret: false,
  })
  await office.call('POST', `/draws/${draw.id}/seed`, {
    seed: `福彩3D ${year}311: 5 0 9; 骰子 6 2 2 4 1`,
    place: '示例市政务服务中心三楼会议室（演示）',
    witnesses: ['效能办一人（演示）', '统计局一人（演示）', '监察委一人（演示）'],
  })
  await office.call('POST', `/draws/${draw.id}/draw`, {})
  return draw.id
}

async function invite(office: Office, campaignId: string, drawId: string): Promise<string[]> {
  const batch = await office.call<{ batchId: string; exportKey: string }>(
    'POST',
    `/campaigns/${campaignId}/invitation-batches`,
    { drawId },
  )
  const csv = await office.text('POST', `/invitation-batches/${batch.batchId}/sms`, {
    exportKey: batch.exportKey,
    reason: '演示',
    template: SMS,
  })
  return [...new Set([...csv.matchAll(/\/s\/([\w-]+)/g)].map(match => match[1] ?? ''))]
}

/** Answers come in handfuls at once, as they do in the field, so that they share their commits. */
async function answer(office: Office, tokens: readonly string[], plan: Year): Promise<string[]> {
  const dice: Dice = createDice(plan.year)
  const answering = tokens.map(token => ({
    token,
    answers: dice() < plan.answering,
    seed: Math.floor(dice() * 2 ** 31),
  }))
  const willing = answering.filter(person => person.answers)
  for (let first = 0; first < willing.length; first += HANDFUL) {
    await Promise.all(
      willing
        .slice(first, first + HANDFUL)
        .map(person => answerOne(office, person.token, createDice(person.seed), plan.lift)),
    )
  }
  return answering.filter(person => !person.answers).map(person => person.token)
}

const HANDFUL = 40

async function answerOne(office: Office, token: string, dice: Dice, lift: number): Promise<void> {
  const { units } = await office.call<{ units: readonly { code: string }[] }>('POST', `/s/${token}/start`, {})
  const codes = units.map(unit => unit.code)
  await office.call('POST', `/s/${token}/submission`, {
    clientId: `demo-${crypto.randomUUID()}`,
    answers: demoAnswers(dice, codes, lift),
  })
}
