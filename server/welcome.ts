// The first start: an administrator with a one-time password, the demo when the house is empty, and the addresses to open.
import { networkInterfaces } from 'node:os'
import { createUser } from './account/account.ts'
import { countUsers, hasAdministrator } from './account/account.store.ts'
import { SYSTEM } from './audit/audit.store.ts'
import type { Context } from './context.ts'
import { loadDemo } from './demo/demo.ts'

export async function printWelcome(context: Context, port: number, options: { readonly demo: boolean }): Promise<void> {
  const named = Boolean(process.env.BASE_URL)
  const base = named ? context.config.baseUrl : `http://localhost:${port}`
  const lines = [`办公端 Console      ${base}/console`]
  const fresh = (await countUsers(context.db)) === 0
  if (!(await hasAdministrator(context.db))) {
    const { password } = await createUser(context, SYSTEM, {
      username: 'admin',
      name: '系统管理员',
      role: 'administrator',
    })
    lines.push(
      `首个管理员 Sign in   admin / ${password}   （一次性密码，首次登录须修改；one-time password, change it at first sign-in）`,
    )
  }
  if (fresh && options.demo) lines.push(...(await demoLines(context, base)))
  lines.push(`抽样核验 Inspector   ${base}/verify`)
  const nearby = named ? undefined : lanAddress()
  if (nearby)
    lines.push(
      '',
      `同一网络的手机可用 http://${nearby}:${port} 打开；要让链接和二维码显示它，请以 BASE_URL=http://${nearby}:${port} npm start 启动。`,
      `Phones in the same network can open that address; start with BASE_URL=… to have it in links and QR codes.`,
    )
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}

async function demoLines(context: Context, base: string): Promise<string[]> {
  process.stdout.write('正在载入演示数据（约十几秒，只在第一次）……  Loading the demo, once …\n')
  try {
    const { phonePath, windowPath } = await loadDemo(context)
    return [`手机答卷 Phone       ${base}${phonePath}`, `窗口评价 Window      ${base}${windowPath}`]
  } catch (error) {
    context.log.error({ err: error }, 'the demo could not be loaded')
    return ['演示数据没有载入，其余功能不受影响。 The demo could not be loaded; everything else works.']
  }
}

/** An address phones on the same network can reach, if the machine has one. */
function lanAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  return all.find(item => item.family === 'IPv4' && !item.internal)?.address
}
