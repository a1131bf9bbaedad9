// The tablet’s line to the hall: events while it is open, asking every quarter of a minute while it is not.

export interface TabletState {
  readonly paired: boolean
  readonly clientId?: string
  readonly mark?: string
  readonly caseNo?: string | null
}

const ASK_MS = 15_000

/** @param learn - called with every state; `null`: the hall could not be reached
 * @returns a function that asks at once */
export function linkToHall(path: string, learn: (state: TabletState | null) => void): () => void {
  let line: EventSource | undefined
  const ask = () => {
    askState(path).then(learn, () => learn(null))
  }
  const connect = () => {
    if (typeof EventSource === 'undefined') return
    line = new EventSource(`${path}/events`)
    line.addEventListener('state', event => learn(JSON.parse((event as MessageEvent<string>).data) as TabletState))
    line.addEventListener('revoked', () => {
      line?.close()
      learn({ paired: false })
    })
    line.addEventListener('error', ask)
  }
  connect()
  setInterval(() => {
    if (line?.readyState === 1) return
    ask()
    if (!line || line.readyState === 2) connect()
  }, ASK_MS)
  return ask
}

export async function askState(path: string): Promise<TabletState> {
  const answer = await fetch(`${path}/state`)
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as TabletState
}
