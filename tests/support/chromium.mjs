// Finds or brings a Chromium and Chinese fonts: Debian's where there is one, else Playwright's own download.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { houseEnv, node24, root, run, say } from '../../server/setup.mjs'

export const DEBIAN_CHROMIUM = '/usr/bin/chromium'
const FONTS = ['fonts-noto-cjk', 'fonts-wqy-microhei']

/** @returns whether there is one now */
export async function ensureChromium() {
  const packages = [
    ...(existsSync(DEBIAN_CHROMIUM) ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : FONTS.slice(0, 1)),
  ]
  if (packages.length > 0 && mayInstall()) await aptInstall(packages)
  if (!hasChineseFont() && mayInstall()) await aptInstall(FONTS.slice(1))
  if (!hasChineseFont())
    say('提示：没有中文字体，截图里的汉字会是方框。', `Note: no Chinese font (install ${FONTS[0]}).`)
  if (existsSync(DEBIAN_CHROMIUM)) return true
  say('正在下载测试用的 Chromium ……', 'Downloading a Chromium for the tests …')
  const { code } = await run(node24(), [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], {
    env: houseEnv(),
  })
  if (code === 0) return true
  say(
    '没有 Chromium，也下载不到。请安装后重试（Debian：apt-get install chromium）。',
    'There is no Chromium and none could be downloaded. Install one (Debian: apt-get install chromium) and try again.',
  )
  return false
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

async function aptInstall(packages) {
  say(`正在安装 ${packages.join('、')} ……`, `Installing ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

// Without fontconfig there is nothing to ask; Chromium's own package brings it.
function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}
