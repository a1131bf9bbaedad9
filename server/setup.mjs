// What must be there before anything runs: the locked dependencies (with their Node 24) and the built pages.
// Plain JavaScript without dependencies, so that any Node from 20 on can run it on a fresh clone.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const OLDEST_NODE = 20
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i

/** Prints one line for people, Chinese first; stdout stays free for the program. */
export function say(chinese, english) {
  process.stderr.write(`${chinese}  ${english}\n`)
}

/** Ends the process with a reason and what to do about it.
 * @returns {never} */
export function giveUp(chinese, english) {
  process.stderr.write(`\n${chinese}\n${english}\n`)
  process.exit(1)
}

export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return
  giveUp(
    `需要 Node.js ${OLDEST_NODE} 或更高版本，现在是 ${process.versions.node}。请升级后重试。`,
    `Node.js ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}. Please upgrade and try again.`,
  )
}

/** Names the locked packages that are not installed in their locked version; empty when all is in place. */
export function missingPackages(folder = root) {
  const wanted = readJson(join(folder, 'package-lock.json'))?.packages ?? {}
  const installed = readJson(join(folder, 'node_modules/.package-lock.json'))?.packages ?? {}
  return Object.entries(wanted)
    .filter(([path, entry]) => path && !entry.optional)
    .filter(([path, entry]) => installed[path]?.version !== entry.version || !existsSync(join(folder, path)))
    .map(([path]) => path.replace(/^node_modules\//, ''))
}

/** Runs `npm ci` when the locked dependencies are not all there. */
export async function ensureInstalled() {
  const missing = missingPackages()
  if (missing.length === 0) return
  say('正在安装锁定版本的依赖（首次约一分钟）……', `Installing ${missing.length} locked packages (about a minute) …`)
  const { code, errors } = await run(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { ...process.env, PATH: outerPath(), npm_config_yes: 'true' },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  if (code === 0 && missingPackages().length === 0) return
  if (OFFLINE.test(errors)) {
    giveUp(
      '依赖没有装上：连不上 npm 软件源。请检查网络或代理（npm config get registry / proxy），然后再运行一次。',
      'The packages could not be installed: the npm registry was not reached. Check the network or the proxy\n' +
        '(npm config get registry / proxy) and run the same command again.',
    )
  }
  giveUp(
    '依赖没有装上，原因见上面 npm 的输出。改正后再运行一次同样的命令即可，不会留下半成品。',
    'The packages could not be installed; npm says why above. Mend that and run the same command again.',
  )
}

/** Builds the pages whose sources changed since they were last built.
 * @returns whether they stand */
export async function ensureBuilt() {
  const { code } = await run(node24(), [join(root, 'survey-ui/build.ts'), '--if-stale'], { env: houseEnv() })
  if (code !== 0) say('页面没有构建成功，原因见上。', 'The pages could not be built; the reason is above.')
  return code === 0
}

/** The pinned Node that came with the dependencies, or this one where it is new enough. */
export function node24() {
  const pinned = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return giveUp(
    '依赖里没有 Node 24（安装脚本可能被禁用）。请运行 npm config delete ignore-scripts，删除 node_modules 后重试。',
    'The Node 24 of the dependencies is missing (install scripts may be switched off). Run\n' +
      'npm config delete ignore-scripts, remove node_modules and try again.',
  )
}

/** The environment in which `node` and the tools are those of the house. */
export function houseEnv(extra = {}) {
  return { ...process.env, PATH: [join(root, 'node_modules/.bin'), outerPath()].join(delimiter), ...extra }
}

/**
 * Runs a program with its output shown live.
 * @returns its exit code (1 when it could not be started) and what it wrote to stderr where that is a pipe
 */
export function run(command, parameters, options = {}) {
  return new Promise(done => {
    const child = spawn(command, parameters, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options })
    let errors = ''
    child.stderr?.on('data', chunk => {
      process.stderr.write(chunk)
      errors = (errors + chunk).slice(-20_000)
    })
    child.on('error', error => {
      process.stderr.write(`${error.message}\n`)
      done({ code: 1, errors: error.message })
    })
    child.on('close', code => done({ code: code ?? 1, errors }))
  })
}

// npm must run on the machine's own Node: `npm ci` removes the folder the pinned one lies in.
function outerPath() {
  const parts = (process.env.PATH ?? '').split(delimiter)
  return parts.filter(part => !/node_modules[\\/]\.bin|node-gyp-bin/.test(part)).join(delimiter)
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
