// The scoring scheme of a campaign: versioned data. Its form and its defaults belong to the scoring library.
import { generalProblem } from '../problem/general.ts'

// The scoring helper replaces these two by the library's own; see sampling/scheme.ts.
export const defaultScheme: Record<string, unknown> = {
  value_map: { s4: 100, s3: 80, s2: 60, s1: 0, dk: null },
  dimension_weights: { duty: 25, service: 20, efficiency: 20, law: 15, integrity: 10, response: 10 },
  min_answered_weight: 50,
  group_weights: {
    party_delegate: 5,
    npc_deputy: 5,
    cppcc_member: 5,
    peer_leader: 10,
    efficiency_supervisor: 5,
    expert: 5,
    integrity_supervisor: 5,
    special_inspector: 5,
    business_operator: 15,
    service_recipient: 20,
    regulated_party: 10,
    resident: 10,
  },
  group_min_n: 5,
  unit_min_n: 30,
}

export function parseScheme(body: Record<string, unknown>): Record<string, unknown> {
  if (typeof body.value_map !== 'object')
    throw generalProblem.invalidInput([{ pointer: '/value_map', detail: ['缺少赋分表', 'value_map is missing'] }])
  return body
}
