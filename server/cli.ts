// The `minping` command: one table of names; each command reads its own arguments.
import { countUsers, findUserByUsername } from './account/account.store.ts'
import { createUser } from './account/account.ts'
import { ROLES, type Role } from './account/permission.ts'
import { SYSTEM, verifyAudit } from './audit/audit.store.ts'
import type { Context } from './context.ts'
import { isEmpty, loadDemo } from './demo/demo.ts'
import { startContext } from './start.ts'
import { minpingHelp } from './words/cli.ts'

export interface CommandIo {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}
type Command = (args: string[], io: CommandIo) => Promise<number>

const commands: Record<string, Command> = {
  serve: async () => {
    await import('./main.ts')
    return await new Promise<never>(() => undefined)
  },
  migrate: (_args, io) =>
    withContext(async context => {
      io.stdout(`${JSON.stringify({ engine: context.engine, users: await countUsers(context.db) })}\n`)
      return 0
    }),
  audit: (args, io) =>
    args[0] === 'verify'
      ? withContext(async context => {
          const verdict = await verifyAudit(context.db)
          io.stdout(`${JSON.stringify(verdict)}\n`)
          return verdict.ok ? 0 : 1
        })
      : usage(io),
  demo: (_args, io) =>
    withContext(async context => {
      if (!(await isEmpty(context))) {
        io.stderr('the house holds a campaign already; the demo was not loaded and nothing was changed\n')
        return 1
      }
      io.stdout(`${JSON.stringify(await loadDemo(context))}\n`)
      return 0
    }),
  user: addUser,
  backup: async (args, io) => (await import('./cli-backup.ts')).backupCommand(args, io),
  restore: async (args, io) => (await import('./cli-backup.ts')).restoreCommand(args, io),
  roster: async (args, io) => (await import('./roster/cli.ts')).rosterCommand(args, io),
  score: async (args, io) => (await import('./score/cli.ts')).scoreCommand(args, io),
}

async function withContext(work: (context: Context) => Promise<number>): Promise<number> {
  const context = await startContext(process.env)
  try {
    return await work(context)
  } finally {
    await context.db.destroy()
  }
}

async function addUser(args: string[], io: CommandIo): Promise<number> {
  const [verb, username, flag, role] = args
  if (verb !== 'add' || !username || flag !== '--role' || !ROLES.includes(role as Role)) {
    io.stderr(`minping user add NAME --role ${ROLES.join('|')}\n`)
    return 2
  }
  return await withContext(async context => {
    if (await findUserByUsername(context.db, username)) {
      io.stderr(`user ${username} exists already; nothing was changed\n`)
      return 1
    }
    const { password } = await createUser(context, SYSTEM, { username, name: username, role: role as Role })
    io.stdout(`${JSON.stringify({ username, role, oneTimePassword: password })}\n`)
    return 0
  })
}

async function usage(io: CommandIo): Promise<number> {
  io.stderr(minpingHelp)
  return 2
}

const io: CommandIo = {
  stdout: text => void process.stdout.write(text),
  stderr: text => void process.stderr.write(text),
}
const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  io.stderr(minpingHelp)
  process.exitCode = name === '--help' || name === 'help' ? 0 : 2
} else {
  process.exitCode = await command(args, io)
}
