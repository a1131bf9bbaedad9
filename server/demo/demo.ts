// The small demo of a new house: last year published, this year in the field. Everything in it is marked 演示 and invented.
import { defaultScheme } from '../../sampling/scheme.ts'
import { createApp } from '../app.ts'
import { SYSTEM } from '../audit/audit.store.ts'
import { listCampaigns } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import { transact } from '../db/engine.ts'
import { recordAudit } from '../audit/audit.store.ts'
import { UNITS } from './answers.ts'
import { type Office, openOffice } from './office.ts'
import { demoRosters } from './people.ts'
import { demoHall } from './window.ts'
import { demoUnits, fieldYear } from './year.ts'

export interface Demo {
  /** A link that nobody has used yet, for trying the phone page. */
  readonly phonePath: string
  /** The page behind the QR code of a window. */
  readonly windowPath: string
}

/** True when nothing has been entered yet. */
export async function isEmpty(context: Context): Promise<boolean> {
  return (await listCampaigns(context.db)).length === 0
}

/** Builds the demo through the API; takes some seconds. */
export async function loadDemo(context: Context): Promise<Demo> {
  const app = createApp(context)
  const office = await openOffice(context, app, '演示')
  try {
    const units = await demoUnits(office)
    const rosters = demoRosters()
    const year = context.now().getFullYear()
    const last = await fieldYear(
      office,
      { year: year - 1, name: `${year - 1} 年度市直单位公众评议（演示）`, lift: -0.02, answering: 0.8, hcp: null },
      units,
      rosters,
    )
    await publish(office, last.campaignId, units)
    const { windowPath, from } = await demoHall(context, office, units)
    // In January most of the hall's thirty days lie in the year before.
    const hcp = { ...defaultScheme.hcp!, period: from.startsWith(String(year)) ? null : { from, to: `${year}-12-31` } }
    const current = await fieldYear(
      office,
      { year, name: `${year} 年度市直单位公众评议（演示）`, lift: 0, answering: 0.72, hcp },
      units,
      rosters,
    )
    await office.call('POST', `/campaigns/${current.campaignId}/scores`, { includeOwn: true, fileIds: [] })
    await components(office, current.campaignId, units)
    await mark(context, [last.campaignId, current.campaignId])
    return { phonePath: `/s/${current.openTokens[0] ?? ''}`, windowPath }
  } finally {
    await office.close()
  }
}

async function mark(context: Context, campaignIds: readonly string[]): Promise<void> {
  await transact(context.db, async trx => {
    await trx.updateTable('campaign').set({ demo: 1 }).where('id', 'in', campaignIds).execute()
    await recordAudit(trx, context, {
      actor: SYSTEM,
      action: 'campaign.demo',
      subject: 'campaign/demo',
      details: { campaigns: campaignIds.length },
    })
  })
}

async function components(office: Office, campaignId: string, units: ReadonlyMap<string, string>): Promise<void> {
  for (const [index, { code, quality }] of UNITS.entries()) {
    const base = 84 + quality * 12 - (index % 3) * 0.7
    await office.call('PUT', `/campaigns/${campaignId}/components/${units.get(code)}`, {
      target: base.toFixed(2),
      partyGovernment: (base - 1.5 + (index % 2)).toFixed(1),
      congressCppcc: (base - 2 + (index % 4) * 0.5).toFixed(1),
    })
  }
  await office.call('POST', `/campaigns/${campaignId}/component-entries`, {
    unitId: units.get('zrzy'),
    kind: 'bonus',
    points: '1.2',
    reason: '获省级表彰（演示）',
    document: '示例〔2026〕1号',
  })
  await office.call('POST', `/campaigns/${campaignId}/component-entries`, {
    unitId: units.get('cgj'),
    kind: 'deduction',
    points: '0.5',
    reason: '督查发现典型问题（演示）',
    document: '示例〔2026〕9号',
  })
}

/** Scores, components and composite frozen, and the year published. */
async function publish(office: Office, campaignId: string, units: ReadonlyMap<string, string>): Promise<void> {
  await office.call('POST', `/campaigns/${campaignId}/state`, { state: 'scoring' })
  const run = await office.call<{ id: string }>('POST', `/campaigns/${campaignId}/scores`, {
    includeOwn: true,
    fileIds: [],
  })
  await office.call('POST', `/scores/${run.id}/freeze`, {})
  await components(office, campaignId, units)
  await office.call('POST', `/campaigns/${campaignId}/components/lock`, {})
  const { digest } = await office.call<{ digest: string }>('GET', `/campaigns/${campaignId}/composite`)
  await office.call('POST', `/campaigns/${campaignId}/composite/freeze`, { digest })
  for (const state of ['review', 'published']) await office.call('POST', `/campaigns/${campaignId}/state`, { state })
}
