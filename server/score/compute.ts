// A score run: what goes in, with digests, and what comes out, small cells hidden.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { addChannel } from '../../sampling/channel.ts'
import type { CampaignScheme } from '../../sampling/scheme.ts'
import { scoreUnits, type ScoreResult } from '../../sampling/score.ts'
import { discloseScores } from '../../sampling/score-disclose.ts'
import { listCampaignUnits } from '../campaign/campaign.store.ts'
import { parseScheme } from '../campaign/scheme.ts'
import type { Db } from '../db/engine.ts'
import { digestOf } from '../digest.ts'
import { scoreProblem } from '../problem/score.ts'
import { type ChannelInput, inputOf, readChannel, type RecordedChannel } from './channel.ts'
import { type FileMapping, readKept } from './mapping.ts'
import { type FileRatings, type OwnAnswer, poolRatings } from './pool.ts'
import { countPopulation, findScoreFile, pageAnswers, readScoreFileContent } from './score.store.ts'

/** What a run was made from; its digest is the run's. */
export interface RunInputs {
  readonly scheme: { readonly id: string; readonly version: number; readonly digest: string }
  readonly units: readonly string[]
  readonly own: { readonly answers: number; readonly digest: string } | null
  readonly files: readonly {
    readonly id: string
    readonly name: string
    readonly digest: string
    readonly respondents: number
  }[]
  /** Absent where the scheme has no channel. */
  readonly hcp?: ChannelInput
}

export interface ComputedRun {
  readonly inputs: RunInputs
  /** The ratings that were counted; kept beside the inputs, which cite their digest. */
  readonly channel: RecordedChannel | null
  readonly inputsDigest: string
  readonly result: ScoreResult
  readonly resultDigest: string
}

export interface RunChoice {
  readonly includeOwn: boolean
  readonly fileIds: readonly string[]
}

const PAGE = 1000

/**
 * Compute a run from the answers as they are now.
 *
 * @param recorded the ratings a run counted, to compute that run again; without it they are counted now
 * @throws Problem when there is nothing to score, a file is gone, or the scheme does not cover an answer
 */
export async function computeRun(
  db: Db,
  campaignId: string,
  scheme: { id: string; version: number; digest: string; body: string },
  choice: RunChoice,
  recorded?: RecordedChannel,
): Promise<ComputedRun> {
  const rules = parseScheme(JSON.parse(scheme.body) as Record<string, unknown>)
  const unitIds = (await listCampaignUnits(db, campaignId)).map(unit => unit.id)
  const own = choice.includeOwn ? await loadOwn(db, campaignId) : null
  const files = await loadFiles(db, campaignId, choice.fileIds, rules)
  if (!own?.answers.length && files.length === 0) throw scoreProblem.nothing()
  const channel = recorded ?? (await readChannel(db, campaignId, rules, unitIds))
  const inputs: RunInputs = {
    scheme: { id: scheme.id, version: scheme.version, digest: scheme.digest },
    units: unitIds,
    own: own && { answers: own.answers.length, digest: own.digest },
    files: files.map(file => file.input),
    ...(channel ? { hcp: inputOf(channel) } : {}),
  }
  const ratings = files.map(file => file.ratings)
  const survey = discloseScores(scoreUnits(pool(own?.answers ?? [], ratings, rules, unitIds), rules))
  const result = plain(addChannel(survey, channel?.counts ?? {}, rules))
  return { inputs, channel, inputsDigest: digestOf(inputs), result, resultDigest: digestOf(result) }
}

function pool(
  own: readonly OwnAnswer[],
  files: readonly FileRatings[],
  rules: CampaignScheme,
  unitIds: readonly string[],
) {
  try {
    return poolRatings(own, files, rules, unitIds)
  } catch (error) {
    if (error instanceof RangeError) throw scoreProblem.schemeMismatch(error.message)
    throw error
  }
}

/** JSON has no NaN or undefined; what is stored and digested is what is read back. */
const plain = (result: ScoreResult): ScoreResult => JSON.parse(JSON.stringify(result)) as ScoreResult

/** All submitted answers, page by page, so that other requests get their turn. */
async function loadOwn(db: Db, campaignId: string): Promise<{ answers: readonly OwnAnswer[]; digest: string }> {
  const sizes = new Map(
    (await countPopulation(db, campaignId)).map(row => [`${row.drawId}/${row.stratum}/${row.category}`, row.size]),
  )
  const answers: OwnAnswer[] = []
  const hash = createHash('sha256')
  for (let after = ''; ; ) {
    const page = await pageAnswers(db, campaignId, after, PAGE)
    for (const row of page) {
      hash.update(`${row.caseId}\t${row.answers}\n`)
      const { units } = JSON.parse(row.answers) as Pick<OwnAnswer, 'units'>
      answers.push({
        category: row.category,
        stratum: `${row.drawId}/${row.stratum}`,
        populationSize: sizes.get(`${row.drawId}/${row.stratum}/${row.category}`) ?? null,
        baseWeight: row.baseWeight,
        asked: JSON.parse(row.units) as string[],
        units: units ?? {},
      })
    }
    if (page.length < PAGE) break
    after = page.at(-1)!.caseId
    await setImmediate()
  }
  return { answers, digest: hash.digest('hex') }
}

async function loadFiles(db: Db, campaignId: string, fileIds: readonly string[], rules: CampaignScheme) {
  const files: { input: RunInputs['files'][number]; ratings: FileRatings }[] = []
  for (const id of [...new Set(fileIds)].sort()) {
    const file = await findScoreFile(db, id)
    if (file?.campaignId !== campaignId) throw scoreProblem.fileGone()
    const mapping = JSON.parse(file.mapping) as FileMapping
    const { ratings, problems } = readKept(await readScoreFileContent(db, id), mapping, rules)
    if (!ratings) throw scoreProblem.schemeMismatch(problems[0]?.en ?? '')
    files.push({
      input: { id, name: file.name, digest: file.digest, respondents: file.respondents },
      ratings: { id, fixedGroup: mapping.fixedGroup, ratings },
    })
    await setImmediate()
  }
  return files
}
