// Brings the rows of a roster file into the database in short transactions. Nothing of it counts until the roster is `ready`.
import { randomUUIDv7 } from 'node:crypto'
import type { BulkConnection, BulkRow } from '../db/bulk.ts'
import { type RosterLayout, type RowBatch, rosterRows } from './reading.ts'
import { type RosterPerson, type RosterProblem, RowCleaner, rowProblem } from './roster.ts'

export interface ImportTask {
  readonly rosterId: string
  /** The process that imports; when the roster has another owner, this import stops. */
  readonly owner: string
  /** The roster whose rejected lines this file corrects; people already on it are duplicates. */
  readonly addsTo: string | null
  readonly path: string
  readonly layout: RosterLayout
  /** Lines without a line of the original get numbers above this. */
  readonly lineBase: number
  readonly at: string
}

export interface ImportCounts {
  valid: number
  lost: number
  duplicate: number
  blank: number
  processed: number
}

/** The office cancelled, or another process took the roster over. */
export class ImportStopped extends Error {}

/**
 * Rows that are sorted together: inserted by number, they touch neighbouring pages of the index instead of all of them
 * (measured on a million rows: 15 µs a row instead of 30).
 */
const WINDOW = 40_000
/** Characters of problems and rejected lines held before they are written. */
const MAX_NOTED = 8_000_000
/** Rows of one transaction: some 50 ms, so that writers of the pages wait little. */
const SLICE = 8000

const PERSON = ['id', 'name', 'mobile', 'mobile_extra', 'sex', 'created_at'] as const
const ENTRY = [
  ...(['roster_id', 'line', 'person_id', 'organisation', 'district', 'matter', 'handled_on'] as const),
  ...(['sector', 'delegation', 'post', 'note', 'extra'] as const),
]

interface Candidate {
  readonly line: number
  readonly person: RosterPerson
  id: string
  /** True when the person was in the database before this file. */
  known: boolean
}

export class RosterImport {
  readonly #bulk: BulkConnection
  readonly #task: ImportTask
  readonly #cleaner: RowCleaner
  readonly #source: AsyncGenerator<RowBatch>
  readonly #takenLines = new Set<number>()
  readonly counts: ImportCounts = { valid: 0, lost: 0, duplicate: 0, blank: 0, processed: 0 }
  #window: Candidate[] = []
  #problems: BulkRow[] = []
  #rejects: BulkRow[] = []
  #noted = 0
  #bytes = 0
  #ended = false

  constructor(bulk: BulkConnection, task: ImportTask) {
    this.#bulk = bulk
    this.#task = task
    this.#cleaner = new RowCleaner(task.layout.headers, task.layout.mapping)
    this.#source = rosterRows(task.path, task.layout)
  }

  /** @throws ImportStopped when the roster is no longer to be imported; Problem when the file cannot be read on */
  async run(): Promise<ImportCounts> {
    while (!this.#ended || this.#window.length > 0) {
      await this.#read(WINDOW)
      const window = this.#window
      this.#window = []
      await this.#store(window)
      await this.#write(async () => undefined)
    }
    return this.counts
  }

  /** Reads until the next window holds `wanted` rows. Between transactions this is the pause in which others may write. */
  async #read(wanted: number): Promise<void> {
    while (!this.#ended && this.#window.length < wanted && this.#noted < MAX_NOTED) {
      const step = await this.#source.next()
      if (step.done) this.#ended = true
      else this.#take(step.value)
    }
  }

  #take(batch: RowBatch): void {
    for (const [offset, cells] of batch.rows.entries()) {
      const fileLine = batch.first + offset
      const row = this.#cleaner.clean(cells, fileLine)
      this.counts.processed++
      const line = this.#lineOf(cells, fileLine)
      if (row.problems.length > 0) this.#note(line, row.problems)
      if (batch.openQuotes.includes(fileLine)) this.#note(line, [rowProblem(line, cells, 'open_quote')], 80)
      if (row.kind === 'person') this.#window.push({ line, person: row.person, id: '', known: false })
      else if (row.kind === 'blank') this.counts.blank++
      else {
        this.counts.lost++
        const text = JSON.stringify(cells)
        this.#noted += text.length
        this.#rejects.push([this.#task.rosterId, line, row.reason, text])
      }
    }
    this.#bytes = batch.bytes
  }

  /** A corrected line goes back to its place in the original file. */
  #lineOf(cells: readonly string[], fileLine: number): number {
    const column = this.#task.addsTo === null ? undefined : this.#task.layout.mapping.sourceLine
    const written = column === undefined ? '' : (cells[column] ?? '').trim()
    const line = /^\d{1,9}$/.test(written) ? Number(written) : 0
    const place = line > 0 && line <= this.#task.lineBase && !this.#takenLines.has(line) ? line : 0
    if (place > 0) this.#takenLines.add(place)
    return place || this.#task.lineBase + fileLine
  }

  #note(line: number, problems: readonly RosterProblem[], first = 0): void {
    for (const [index, { column, value, problem }] of problems.entries()) {
      this.#noted += 200
      this.#problems.push([this.#task.rosterId, line, first + index, column, value.replaceAll('\0', ''), problem])
    }
  }

  async #store(window: Candidate[]): Promise<void> {
    const people = this.#withoutRepeats(window)
    const kept: Candidate[] = []
    for (let from = 0; from < people.length; from += SLICE) {
      const slice = people.slice(from, from + SLICE)
      await this.#write(async () => {
        kept.push(...(await this.#storePeople(slice)))
      })
      await this.#readAhead(window.length)
    }
    kept.sort((a, b) => a.line - b.line)
    for (let from = 0; from < kept.length; from += SLICE) {
      const rows = kept.slice(from, from + SLICE).map(candidate => entryRow(this.#task.rosterId, candidate))
      await this.#write(async () => await this.#bulk.insert('roster_entry', ENTRY, rows))
      this.counts.valid += rows.length
      await this.#readAhead(window.length)
    }
  }

  async #readAhead(size: number): Promise<void> {
    const slices = Math.max(1, Math.ceil(size / SLICE) * 2)
    await this.#read(Math.min(WINDOW, this.#window.length + Math.ceil(WINDOW / slices)))
  }

  /** Sorted by number and name; of equal people the first line stays. */
  #withoutRepeats(window: Candidate[]): Candidate[] {
    window.sort(byKey)
    return window.filter((candidate, index) => {
      const before = window[index - 1]
      if (!before || !isSame(before, candidate)) return true
      this.#repeat(candidate)
      return false
    })
  }

  #repeat({ line, person }: Candidate): void {
    this.counts.duplicate++
    this.#note(line, [{ line, column: '', value: `${person.name} ${person.mobile}`, problem: 'duplicate' }], 90)
  }

  /** Inserts the people who are new, finds those who are known, and drops those who are on this roster already. */
  async #storePeople(slice: readonly Candidate[]): Promise<Candidate[]> {
    const rows = slice.map(candidate => {
      candidate.id = randomUUIDv7()
      const { name, mobile, mobileExtra, sex } = candidate.person
      return [candidate.id, name, mobile, mobileExtra, sex, this.#task.at]
    })
    const unsure = (await this.#bulk.insertNew('person', PERSON, rows)).flatMap(position => slice[position] ?? [])
    if (unsure.length === 0) return [...slice]
    await this.#findKnown(unsure)
    const listed = await this.#listed(unsure.filter(candidate => candidate.known))
    return slice.filter(candidate => {
      if (!listed.has(candidate.id)) return true
      this.#repeat(candidate)
      return false
    })
  }

  async #findKnown(candidates: readonly Candidate[]): Promise<void> {
    type Found = { id: string; name: string; mobile: string }
    const mobiles = candidates.map(candidate => candidate.person.mobile)
    const found = await this.#bulk.findBy<Found>('person', ['id', 'name', 'mobile'], 'mobile', mobiles)
    const ids = new Map(found.map(person => [`${person.mobile} ${person.name}`, person.id]))
    for (const candidate of candidates) {
      const id = ids.get(`${candidate.person.mobile} ${candidate.person.name}`) ?? candidate.id
      candidate.known = id !== candidate.id
      candidate.id = id
    }
  }

  async #listed(candidates: readonly Candidate[]): Promise<Set<string>> {
    const { rosterId, addsTo } = this.#task
    type Found = { person_id: string; roster_id: string }
    const ids = candidates.map(candidate => candidate.id)
    const entries = await this.#bulk.findBy<Found>('roster_entry', ['person_id', 'roster_id'], 'person_id', ids)
    const here = entries.filter(entry => entry.roster_id === rosterId || entry.roster_id === addsTo)
    return new Set(here.map(entry => entry.person_id))
  }

  /** One transaction: says that the import lives, keeps what was noted, and does `work`. */
  async #write(work: () => Promise<void>): Promise<void> {
    await this.#bulk.transaction(async () => {
      const alive = await this.#bulk.run(
        `update roster set processed = ?, processed_bytes = ?, heartbeat_at = ?
         where id = ? and state = 'importing' and owner = ?`,
        [this.counts.processed, this.#bytes, new Date().toISOString(), this.#task.rosterId, this.#task.owner],
      )
      if (alive === 0) throw new ImportStopped('the roster is no longer importing')
      await work()
      const [problems, rejects] = [this.#problems, this.#rejects]
      this.#problems = []
      this.#rejects = []
      this.#noted = 0
      await this.#bulk.insert(
        'roster_problem',
        ['roster_id', 'line', 'sequence', 'column_name', 'value', 'problem'],
        problems,
      )
      await this.#bulk.insert('roster_reject', ['roster_id', 'line', 'reason', 'cells'], rejects)
    })
  }
}

function byKey(a: Candidate, b: Candidate): number {
  if (a.person.mobile !== b.person.mobile) return a.person.mobile < b.person.mobile ? -1 : 1
  if (a.person.name !== b.person.name) return a.person.name < b.person.name ? -1 : 1
  return a.line - b.line
}

function isSame(a: Candidate, b: Candidate): boolean {
  return a.person.mobile === b.person.mobile && a.person.name === b.person.name
}

function entryRow(rosterId: string, { line, id, known, person }: Candidate): BulkRow {
  const { organisation, district, matter, handledOn, sector, delegation, post, note } = person
  const extra = known ? withOwn(person) : person.extra
  return [rosterId, line, id, organisation, district, matter, handledOn, sector, delegation, post, note, extra]
}

/** A person already known keeps sex and numbers as first given; what this file says is kept with its line. */
function withOwn({ extra, sex, mobileExtra }: RosterPerson): string | null {
  if (!sex && !mobileExtra) return extra
  const own = {
    ...(sex ? { 性别: sex === 'male' ? '男' : '女' } : {}),
    ...(mobileExtra ? { 其他号码: mobileExtra } : {}),
  }
  return JSON.stringify({ ...own, ...(extra ? (JSON.parse(extra) as Record<string, string>) : {}) })
}
