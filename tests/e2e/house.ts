// A house of its own for each file of journeys: the real program, freshly started, ended when the file is done.
import { test } from 'playwright/test'
import { type Server, type ServerOptions, startServer } from '../support/server.ts'

/** The password that journeys give to the first administrator. */
export const PASSWORD = 'Journey-2026'

export interface House {
  server(): Server
}

/** Call it once at the top of a spec file. Addresses in `goto` are then relative to this house. */
export function useHouse(options: ServerOptions = { empty: true }): House {
  let running: Server | undefined
  const server = () => {
    if (!running) throw new Error('useHouse requires its file’s tests to have begun')
    return running
  }
  test.afterAll(async () => {
    await running?.stop()
  })
  test.use({
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern that nothing else is needed
    baseURL: async ({}, use) => {
      running ??= await startServer(options)
      await use(running.url)
    },
  })
  return { server }
}
