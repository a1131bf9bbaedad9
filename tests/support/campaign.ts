// A campaign with a series and some units, made through the API, for tests of later stages.
import type { TestApp } from './app.ts'

export interface TestCampaign {
  readonly id: string
  readonly units: readonly { readonly id: string; readonly code: string; readonly name: string }[]
}

export const SETTINGS = {
  year: 2026,
  name: '2026 年度市直单位公众评议',
  organiser: '示例市效能办',
  implementer: '示例市统计局',
  hotline: '0599-0000000',
  notice: '答卷只用于汇总统计。',
  opensOn: null,
  closesOn: null,
}

export async function createTestCampaign(test: TestApp, unitCount = 3): Promise<TestCampaign> {
  const administrator = await test.as('administrator')
  const series = await administrator.post<{ id: string }>('/api/unit-series', {
    code: 's3',
    name: '第三系列 综合与管理类',
  })
  const units = []
  for (let number = 1; number <= unitCount; number++) {
    const unit = { code: `unit_${number}`, name: `示例单位${number}` }
    const made = await administrator.post<{ id: string }>('/api/units', { ...unit, seriesId: series.body.id })
    units.push({ id: made.body.id, ...unit })
  }
  const campaign = await administrator.post<{ id: string }>('/api/campaigns', SETTINGS)
  await administrator.put(`/api/campaigns/${campaign.body.id}/units`, { unitIds: units.map(unit => unit.id) })
  return { id: campaign.body.id, units }
}
