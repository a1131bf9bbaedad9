// The load of the bench, in a process of its own: keep-alive connections, bodies made beforehand. Orders come as JSON lines on stdin.
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { connect, type Socket } from 'node:net'
import type { Hall } from './rating-hall.ts'

export interface LoadOrder {
  readonly port: number
  readonly hall: Hall
  readonly connections: number
  readonly seconds: number
  /** Requests a second, sent when due whether or not the ones before are answered; null: each connection as fast as it is answered. */
  readonly rate: number | null
  /** Visits used by the runs before. */
  readonly visitsFrom: number
}

export interface LoadResult {
  readonly seconds: number
  readonly accepted: number
  readonly refused: number
  readonly visitsTo: number
  /** Milliseconds from when a request was due to its answer. */
  readonly p50: number
  readonly p99: number
}

const LEVELS = ['very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied']
const TAGS = [['510', '517'], ['413'], ['309'], ['213', '214'], ['115']]

function makeRequests(order: LoadOrder): { next(): Buffer; visitsUsed(): number } {
  const prefix = randomBytes(6).toString('hex')
  let count = 0
  let visits = order.visitsFrom
  const make = (): Buffer => {
    const number = count++
    const level = number % 17 === 0 ? 3 + (number % 2) : number % 3
    const byLink = number % 5 === 0 && visits < order.hall.visitCodes.length
    const place = byLink
      ? { visit: order.hall.visitCodes[visits++] }
      : { window: order.hall.windowCodes[number % order.hall.windowCodes.length] }
    const body = JSON.stringify({
      ...place,
      clientId: `${prefix}-${number}`,
      level: LEVELS[level],
      tags: number % 2 === 0 ? TAGS[level] : [],
      words: number % 4 === 0 ? '办事很快，工作人员讲得清楚，谢谢。' : '',
      contact:
        number % 20 === 0 ? { name: '示例', mobile: `1990000${String(number % 10_000).padStart(4, '0')}` } : null,
      madeAt: null,
    })
    return Buffer.from(
      `POST /api/ratings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Forwarded-For: 198.51.${number % 250}.${(number >> 8) % 250}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }
  const ready = Array.from({ length: 60_000 }, make)
  let at = 0
  return { next: () => ready[at++] ?? make(), visitsUsed: () => visits }
}

/** One connection: one request at a time. */
class Connection {
  readonly #socket: Socket
  #text = ''
  #answered: ((status: number) => void) | undefined

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => this.#read(chunk))
    socket.on('close', () => this.#answered?.(0))
    socket.on('error', () => undefined)
  }

  send(request: Buffer, answered: (status: number) => void): void {
    this.#answered = answered
    this.#socket.write(request)
  }

  end(): void {
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#text += chunk
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = /content-length: (\d+)/i.exec(this.#text.slice(0, end))?.[1]
    const whole = length ? this.#text.length >= end + 4 + Number(length) : this.#text.endsWith('0\r\n\r\n')
    if (!whole) return
    const status = Number(this.#text.slice(9, 12))
    this.#text = ''
    const answered = this.#answered
    this.#answered = undefined
    answered?.(status)
  }
}

async function open(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return new Connection(socket)
}

async function drive(order: LoadOrder): Promise<LoadResult> {
  const requests = makeRequests(order)
  const connections = await Promise.all(Array.from({ length: order.connections }, async () => await open(order.port)))
  const latencies: number[] = []
  let [accepted, refused] = [0, 0]
  const started = performance.now()
  const until = started + order.seconds * 1000
  const note = (status: number, due: number): void => {
    if (status === 200) accepted += 1
    else refused += 1
    latencies.push(performance.now() - due)
  }
  await (order.rate === null ? closed() : openLoop(order.rate))
  const seconds = (performance.now() - started) / 1000
  for (const connection of connections) connection.end()
  latencies.sort((a, b) => a - b)
  const quantile = (q: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))] ?? 0
  return { seconds, accepted, refused, visitsTo: requests.visitsUsed(), p50: quantile(0.5), p99: quantile(0.99) }

  function closed(): Promise<unknown> {
    return Promise.all(
      connections.map(
        connection =>
          new Promise<void>(done => {
            const again = (): void => {
              const due = performance.now()
              if (due > until) return done()
              connection.send(requests.next(), status => {
                note(status, due)
                again()
              })
            }
            again()
          }),
      ),
    )
  }

  function openLoop(rate: number): Promise<void> {
    const free = [...connections]
    const waiting: number[] = []
    let [sent, pending] = [0, 0]
    return new Promise(done => {
      const send = (connection: Connection, due: number): void => {
        connection.send(requests.next(), status => {
          pending -= 1
          note(status, due)
          const next = waiting.shift()
          if (next === undefined) free.push(connection)
          else send(connection, next)
        })
      }
      const tick = (): void => {
        const now = performance.now()
        const due = Math.floor((Math.min(now, until) - started) * (rate / 1000))
        for (; sent < due; sent++) {
          const at = started + (sent / rate) * 1000
          pending += 1
          const connection = free.pop()
          if (connection) send(connection, at)
          else waiting.push(at)
        }
        if (now > until && pending === 0) done()
        else setTimeout(tick, 1)
      }
      tick()
    })
  }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await drive(JSON.parse(line) as LoadOrder))}\n`)
