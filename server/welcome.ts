// The first start: an administrator with a one-time password, the demo when the house is empty, and the addresses to open.
import { createUser } from './account/account.ts'
import { countUsers } from './account/account.store.ts'
import { SYSTEM } from './audit/audit.store.ts'
import type { Context } from './context.ts'

export async function printWelcome(context: Context, port: number, options: { readonly demo: boolean }): Promise<void> {
  const base = context.config.port === port ? context.config.baseUrl : `http://localhost:${port}`
  const lines = [`办公端 Console      ${base}/console`]
  if ((await countUsers(context.db)) === 0) {
    const { password } = await createUser(context, SYSTEM, {
      username: 'admin',
      name: '系统管理员',
      role: 'administrator',
    })
    lines.push(
      `首个管理员 Sign in   admin / ${password}   （一次性密码，首次登录须修改；one-time password, change it at first sign-in）`,
    )
  }
  if (options.demo) lines.push(...(await demoLines(context, base)))
  lines.push(`抽样核验 Inspector   ${base}/verify`)
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}

async function demoLines(_context: Context, _base: string): Promise<string[]> {
  return []
}
