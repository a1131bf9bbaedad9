// `minping backup` and `minping restore`: the whole house in one file, and back.
import { randomUUID } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  closeSync,
  fsyncSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip, createGzip } from 'node:zlib'
import { recordAudit, SYSTEM, verifyAudit } from './audit/audit.store.ts'
import type { CommandIo } from './cli.ts'
import { type Config, openKeyRing, readConfig } from './config.ts'
import { type BackupEnd, BackupError, type BackupHeader, backupLines, checkBackup, loadBackup } from './db/backup.ts'
import { createDatabase, transact } from './db/engine.ts'
import { knowsMigration, migrate, migrationOf, newestMigration } from './db/migrate.ts'
import { createLogger, openContext } from './start.ts'
import { backupHelp, backupWords, restoreHelp } from './words/cli.ts'

type Reason = keyof typeof backupWords

/** A refusal with its words; nothing was changed. */
class Refusal extends Error {
  constructor(reason: Reason, details: Readonly<Record<string, string>> = {}) {
    super(sentence(reason, details))
  }
}

const sentence = (reason: Reason, details: Readonly<Record<string, string | number>>): string =>
  backupWords[reason].map(words => words.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name]))).join(' ')

/** @returns the exit status */
export async function backupCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const [file, ...rest] = args
  if (file === undefined || rest.length > 0 || file === '--help') {
    io.stderr(backupHelp)
    return file === '--help' ? 0 : 2
  }
  return await refusing(io, async () => {
    if (file !== '-' && existsSync(file)) throw new Refusal('exists', { file })
    const context = await openContext(readConfig(), createLogger(readConfig()))
    try {
      const header = {
        format: 'minping-backup/1',
        made: context.now().toISOString(),
        migration: newestMigration(),
        keyCheck: keyCheck(context.config),
      } as const
      await transact(context.db, trx =>
        recordAudit(trx, context, { actor: SYSTEM, action: 'house.backup', subject: 'house/backup' }),
      )
      const end = await writeBackup(context.config, header, file)
      if (file !== '-') io.stdout(`${JSON.stringify({ file, ...header, ...end })}\n`)
      io.stderr(`${sentence('made', { rows: rowsOf(end), files: end.files })}\n`)
      return 0
    } finally {
      await context.db.destroy()
    }
  })
}

const rowsOf = ({ tables }: BackupEnd): number => Object.values(tables).reduce((sum, rows) => sum + rows, 0)
const keyCheck = (config: Config): string => openKeyRing(config.keyFile)('backup-check').toString('hex').slice(0, 16)

async function writeBackup(config: Config, header: BackupHeader, file: string): Promise<BackupEnd> {
  let last = ''
  const lines = async function* () {
    for await (const line of backupLines(config, header)) yield (last = line)
  }
  const source = Readable.from(lines(), { objectMode: true })
  if (file === '-') await pipeline(source, createGzip(), process.stdout)
  else {
    // The name appears only when the backup is whole and on disk.
    const part = `${file}.part`
    try {
      await pipeline(source, createGzip(), createWriteStream(part, { mode: 0o600 }))
      syncToDisk(part)
      renameSync(part, file)
    } finally {
      rmSync(part, { force: true })
    }
  }
  return (JSON.parse(last) as { end: BackupEnd }).end
}

function syncToDisk(path: string): void {
  const handle = openSync(path, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

/** @returns the exit status */
export async function restoreCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const [file, ...rest] = args.filter(arg => arg !== '--other-key')
  if (file === undefined || rest.length > 0 || file === '--help') {
    io.stderr(restoreHelp)
    return file === '--help' ? 0 : 2
  }
  return await refusing(io, async () => {
    const spool = file === '-' ? join(tmpdir(), `minping-restore-${randomUUID()}`) : undefined
    try {
      if (spool) await pipeline(process.stdin, createWriteStream(spool, { mode: 0o600 }))
      else if (!existsSync(file)) throw new Refusal('absent', { file })
      return await restore(spool ?? file, args.includes('--other-key'), io)
    } finally {
      if (spool) rmSync(spool, { force: true })
    }
  })
}

async function restore(path: string, otherKey: boolean, io: CommandIo): Promise<number> {
  const config = readConfig()
  const { header, end } = await checkBackup(linesOf(path))
  if (!knowsMigration(header.migration)) throw new Refusal('newer', { migration: header.migration })
  if (!otherKey && (!existsSync(config.keyFile) || keyCheck(config) !== header.keyCheck))
    throw new Refusal('otherKey', { file: config.keyFile })
  const db = createDatabase(config)
  try {
    // The rows fit the schema they were made under; later migrations then change them as they would have changed the house.
    const found = await migrationOf(db)
    if (found !== '' && found !== header.migration) throw new Refusal('notEmpty')
    await migrate(db, header.migration)
    if ((await db.selectFrom('auditEntry').select('position').limit(1).execute()).length > 0)
      throw new Refusal('notEmpty')
    await loadBackup(config, linesOf(path))
  } finally {
    await db.destroy()
  }
  const context = await openContext(config, createLogger(config))
  try {
    const audit = await verifyAudit(context.db)
    await transact(context.db, trx =>
      recordAudit(trx, context, {
        actor: SYSTEM,
        action: 'house.restore',
        subject: 'house/backup',
        details: { made: header.made, sha256: end.sha256 },
      }),
    )
    io.stdout(`${JSON.stringify({ ...header, ...end, audit })}\n`)
    io.stderr(`${sentence('restored', { rows: rowsOf(end), files: end.files })}\n`)
    return audit.ok ? 0 : 1
  } finally {
    await context.db.destroy()
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  try {
    const decoder = new StringDecoder('utf8')
    for await (const piece of createReadStream(path).pipe(createGunzip())) {
      const lines = (rest + decoder.write(piece as Buffer)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    if (error instanceof BackupError) throw error
    throw new BackupError(`the file is damaged (${error instanceof Error ? error.message : String(error)})`)
  }
  if (rest !== '') throw new BackupError('the file ends too early: the backup was cut off')
}

async function refusing(io: CommandIo, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof BackupError)) throw error
    io.stderr(`${error instanceof BackupError ? sentence('unusable', { reason: error.message }) : error.message}\n`)
    return 1
  }
}
