// The Chromium that journeys and pictures use, and the two screens they look at.
import { existsSync } from 'node:fs'
import type { PlaywrightTestConfig } from 'playwright/test'
import { DEBIAN_CHROMIUM } from '../support/chromium.mjs'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A place of its own at an office desk. */
export const DESK = { viewport: { width: 1366, height: 768 } }
/** A phone held upright, touched rather than clicked. */
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

export const browser: NonNullable<PlaywrightTestConfig['use']> = {
  browserName: 'chromium',
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  launchOptions: {
    args: QUIET,
    ...(existsSync(DEBIAN_CHROMIUM) ? { executablePath: DEBIAN_CHROMIUM } : {}),
  },
}
