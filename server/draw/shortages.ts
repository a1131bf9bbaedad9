// What a least number of ratings per unit and category could not get from a draw: found again from what is stored, and said in words.
import type { RespondentCategory } from '../campaign/campaign.ts'
import { listCampaignUnits } from '../campaign/campaign.store.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/engine.ts'
import { runTask, type Task } from '../db/offload.ts'
import { type AssignmentSpec, defaultAssignment } from '../design/assignment.ts'
import { assignmentOf } from '../design/design.ts'
import { categoryWords } from '../words/campaign.ts'
import { drawWords } from '../words/draw.ts'
import { type Language, speaker } from '../words/words.ts'
import { shortagesOfDrawn } from './assign.ts'
import type { CategoryShortage } from './assign-least.ts'
import { countCategoryLoads, listSampleAssignments, listSamplePeople } from './draw.store.ts'

interface ShortageJob {
  readonly drawId: string
  readonly frameId: string
  readonly spec: AssignmentSpec
  readonly units: readonly string[]
}

export const findShortages: Task<ShortageJob, readonly CategoryShortage[]> = async (db, job) => {
  const people = await listSamplePeople(db, job.drawId, job.frameId)
  const assigned = new Map<string, string[]>(people.map(({ elementId }) => [elementId, []]))
  for (const { elementId, unitId } of await listSampleAssignments(db, job.drawId)) assigned.get(elementId)?.push(unitId)
  const sample = people.map(person => ({
    ...person,
    role: 'sample' as const,
    otherUnits: person.otherUnits ? (JSON.parse(person.otherUnits) as string[]) : [],
  }))
  return shortagesOfDrawn(sample, job.spec, job.units, assigned)
}

interface StoredDraw {
  readonly id: string
  readonly campaignId: string
  readonly frameId: string
  readonly designBody: string
  readonly manifest: string | null
}

/** The least number that a design asks for, and what of it a draw could not give; null without such a number or before the draw. */
export async function leastRatingsOf(context: Context, draw: StoredDraw) {
  const { db } = context
  const spec = assignmentOf(JSON.parse(draw.designBody) as never)
  if (draw.manifest === null || spec?.min_per_group === undefined) return null
  const units = await listCampaignUnits(db, draw.campaignId)
  const ids = units.map(unit => unit.id)
  if (await allMet(db, draw.id, ids, spec.min_per_group)) return { least: spec.min_per_group, shortages: [] }
  const people = (await listSamplePeople(db, draw.id, draw.frameId)).length
  const job = { drawId: draw.id, frameId: draw.frameId, spec, units: ids }
  // A pair of person and unit costs about a tenth of a row.
  const found = await runTask(context, import.meta.url, findShortages, job, (people * ids.length) / 10)
  return { least: spec.min_per_group, shortages: inWords(found, spec, units) }
}

/** Whether every unit has enough from every category of the sample, which a count tells. */
async function allMet(db: Db, drawId: string, units: readonly string[], least: number): Promise<boolean> {
  const loads = await countCategoryLoads(db, drawId)
  return [...Map.groupBy(loads, load => load.category).values()].every(group => {
    const n = new Map(group.map(load => [load.unitId, load.n]))
    return units.every(unit => (n.get(unit) ?? 0) >= least)
  })
}

type Named = readonly { readonly id: string; readonly shortName: string }[]

/** Shortages with the names of their units and the reason in both languages. */
export function inWords(
  shortages: readonly CategoryShortage[],
  spec: AssignmentSpec = defaultAssignment,
  units: Named,
) {
  const nameOf = new Map(units.map(unit => [unit.id, unit.shortName]))
  return shortages.map(shortage => {
    const listed = shortage.units.map(({ unitId, n }) => ({ unitId, unit: nameOf.get(unitId) ?? unitId, n }))
    const names = listed.map(({ unit }) => unit)
    const whole = names.length > 1 && names.length === units.length
    const said = (language: Language) => reason(language, { shortage, spec, names, whole })
    return { ...shortage, units: listed, zh: said('zh'), en: said('en') }
  })
}

/** Units that a sentence names before it says how many more there are. */
const NAMED = 4

interface Reason {
  readonly shortage: CategoryShortage
  readonly spec: AssignmentSpec
  readonly names: readonly string[]
  /** All units that take part. */
  readonly whole: boolean
}

function reason(language: Language, { shortage, spec, names, whole }: Reason): string {
  const t = speaker(language)
  const { people, needed, possible } = shortage
  const category = shortage.category as RespondentCategory
  const group = t(categoryWords[category] ?? [category, category])
  const few = names.slice(0, NAMED).join(language === 'zh' ? '、' : ', ')
  const units = whole
    ? t(drawWords.allUnits, names.length)
    : names.length > NAMED
      ? t(drawWords.moreUnits, few, names.length)
      : few
  if (people === 0) return t(drawWords.shortNobody, group, units, spec.min_per_group ?? 0)
  const end = spec.rules?.[category] === 'own_first' ? t(drawWords.shortOwnFirst) : ''
  return names.length === 1
    ? t(drawWords.shortOne, group, people, units, possible, needed) + end
    : t(drawWords.shortMany, group, people, units, spec.max_units, possible, needed) + end
}
