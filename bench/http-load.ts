/** Fifty signed-in people, two seconds between their clicks, on the served store of a whole city: how long each click takes, by what is looked at. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import autocannon from 'autocannon'
import { signInAs } from '../city/users/testing.ts'
import { killAll, serve, serveTest, stop } from '../tests/crash/processes.ts'
import { ask, withData } from '../tests/crash/store.ts'
import { noteOfPeak, peakIn } from './command.ts'

export const USERS = 50
export const THINK_SECONDS = 2

/** A right of a household or person that was decided. */
interface Right {
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly run_id: number
}

interface Call {
  readonly path: string
  readonly method?: 'POST'
  readonly body?: string
}

interface Click {
  readonly name: string
  /** Milliseconds, for 95 of 100 clicks. */
  readonly bar: number
  /** What is asked for one after the other; a browser asks at once, so this is the worse case. */
  readonly calls: readonly ((right: Right) => Call)[]
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T
const get = (path: string): Call => ({ path })
const search = (q: string): Call => ({
  path: '/api/households/search',
  method: 'POST',
  body: JSON.stringify({ q }),
})

function whyOf({ household_id, run_id, benefit, person_id }: Right, more: Record<string, string>): string {
  const person = person_id === '' ? {} : { person_id }
  const query = new URLSearchParams({ run: String(run_id), benefit, ...person, ...more })
  return `/api/households/${household_id}/explanation?${query}`
}

const NAMES = [
  ...[
    'nguyen van an',
    'tran thi hoa',
    'lê',
    'pham thi',
    'Vũ Đức Thắng',
    'hoang',
    'do thi lan',
    'hung nguyen',
  ],
  ...['van an nguyen', 'thị', 'Bùi Thị Mai Hương'],
]
const ORDERS = ['household_id', 'commune_code', 'head_name', 'income_per_head_month'] as const

const CLICKS: readonly Click[] = [
  {
    name: 'page of a household: its file, rights, and why it stands so',
    bar: 100,
    calls: [
      r => get(`/api/households/${r.household_id}`),
      r => get(`/api/households/${r.household_id}/outcomes`),
      r => get(`/api/households/${r.household_id}/explanation?run=${r.run_id}`),
    ],
  },
  { name: 'why a right is granted or not', bar: 100, calls: [r => get(whyOf(r, { changes: 'false' }))] },
  { name: 'what would change it', bar: 1000, calls: [r => get(whyOf(r, {}))] },
  {
    name: 'list of the city, by id, commune, name or income',
    bar: 200,
    calls: [() => get(`/api/households?limit=50&sort=${pick(ORDERS)}&order=${pick(['asc', 'desc'])}`)],
  },
  { name: 'search by name, with and without marks', bar: 200, calls: [() => search(pick(NAMES))] },
  {
    name: 'search by identity number',
    bar: 200,
    calls: [() => search(`099${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`)],
  },
]

/** Milliseconds of one kind of click. */
export interface Clicked {
  readonly name: string
  readonly bar: number
  readonly clicks: number
  /** Answers other than 200. */
  readonly refused: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface Served {
  readonly clicked: readonly Clicked[]
  /** kB of the server while all of this was asked. */
  readonly peakResident: number
}

/** Serves the store and clicks, so many seconds for each kind. */
export async function clickThrough(
  data: string,
  seconds: number,
  onClicked: (one: Clicked) => void,
): Promise<Served> {
  const { tokens, rights } = await people(data)
  const notes = mkdtempSync(path.join(tmpdir(), 'ansinh-bench-'))
  const peaks = path.join(notes, 'peak')
  const server = await serveTest(data, { settings: noteOfPeak(peaks) })
  const { url } = server
  try {
    const clicked: Clicked[] = []
    for (const click of CLICKS) {
      await load(url, click, tokens, rights, 5)
      const one = await load(url, click, tokens, rights, seconds)
      clicked.push(one)
      onClicked(one)
    }
    await stop(server)
    return { clicked, peakResident: existsSync(peaks) ? peakIn(peaks) : Number.NaN }
  } finally {
    await killAll()
    rmSync(notes, { recursive: true, force: true })
  }
}

/** Fifty officers of the city, for whom every list is the longest, and rights of anybody to look at. */
async function people(data: string): Promise<{ tokens: string[]; rights: Right[] }> {
  const server = await serve(data)
  try {
    return await withData(data, async store => {
      // what the determinations left to tidy up would go on in the background for minutes
      await store.pools.owner.query('vacuum (analyze)')
      const tokens: string[] = []
      for (let n = 0; n < USERS; n++) tokens.push((await signInAs(store, { role: 'city_officer' })).token)
      const rights = await ask<Right>(
        store,
        `select household_id, person_id, benefit, run_id from outcome tablesample system (0.1)
         where run_id = (select max(run_id) from determination_run) and not restricted order by md5(household_id || person_id || benefit) limit 2000`,
      )
      return { tokens, rights }
    })
  } finally {
    await stop(server)
  }
}

/**
 * autocannon lets every connection send at the beginning of its second, all of them at once; fifty people do not click together. So each connection is an
 * instance of its own that begins at its own moment: one click a second, which is two people.
 */
async function load(
  url: string,
  { name, bar, calls }: Click,
  tokens: readonly string[],
  rights: readonly Right[],
  seconds: number,
): Promise<Clicked> {
  const times: number[] = []
  let refused = 0
  let next = 0
  const clicking = async (): Promise<void> => {
    await wait(Math.random() * 1000)
    let parts: number[] = []
    const options: autocannon.Options = {
      url,
      connections: 1,
      connectionRate: calls.length,
      duration: seconds,
      requests: calls.map((call, n) => ({
        setupRequest: (request, context: { right?: Right; token?: string }) => {
          if (n === 0) Object.assign(context, { right: pick(rights), token: tokens[next++ % tokens.length] })
          const { path: at, method = 'GET', body } = call(context.right as Right)
          const headers: Record<string, string> = { cookie: `session=${context.token}`, origin: url }
          if (body !== undefined) headers['content-type'] = 'application/json'
          return { ...request, path: at, method, headers, ...(body === undefined ? {} : { body }) }
        },
      })),
    }
    await new Promise<void>((resolve, reject) => {
      autocannon(options, e => (e ? reject(e as Error) : resolve())).on(
        'response',
        (_client, status, _bytes, milliseconds) => {
          if (status !== 200) refused++
          parts.push(milliseconds)
          if (parts.length < calls.length) return
          times.push(parts.reduce((sum, ms) => sum + ms))
          parts = []
        },
      )
    })
  }
  await Promise.all(Array.from({ length: USERS / THINK_SECONDS }, clicking))
  times.sort((a, b) => a - b)
  const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? Number.NaN)
  return { name, bar, clicks: times.length, refused, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
