/**
 * `npm run bench -- http [--households N] [--seconds N]`: fifty signed-in people, two seconds between their clicks, on a store of a whole city; the time of each answer by kind
 * of page. The bars: a household's page 100 ms, lists and search 200 ms, for 95 of 100. The store is made once and kept in .data/bench.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { currentUnits } from '../city/areas/index.ts'
import { makeCity } from '../city/synthetic/index.ts'
import { signInAs } from '../city/users/testing.ts'
import { killAll, type Role, serve, startRole, startScript, stop } from '../tests/crash/processes.ts'
import { ask, foundStore, withData } from '../tests/crash/store.ts'

const ROOT = path.join(import.meta.dirname, '..')
const USERS = 50
const THINK_SECONDS = 2

const say = (text: string): void => void process.stdout.write(`${text}\n`)

interface Kind {
  readonly name: string
  readonly bar: number
  request(ids: readonly string[]): { readonly path: string; readonly method?: 'POST'; readonly body?: string }
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

const NAMES = ['nguyen van an', 'tran thi hoa', 'lê', 'pham thi', 'Vũ Đức Thắng', 'hoang', 'do thi lan']

const KINDS: readonly Kind[] = [
  {
    name: 'page of a household',
    bar: 100,
    request: ids => ({ path: `/api/households/${encodeURIComponent(pick(ids))}` }),
  },
  { name: 'list', bar: 200, request: () => ({ path: '/api/households?limit=50' }) },
  {
    name: 'search by name',
    bar: 200,
    request: () => ({
      path: '/api/households/search',
      method: 'POST',
      body: JSON.stringify({ q: pick(NAMES) }),
    }),
  },
]

interface Measured {
  readonly name: string
  readonly bar: number
  readonly answers: number
  readonly refused: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** Runs the measurement. Gives the exit code: 0 when every bar held. */
export async function httpLoad(args: readonly string[]): Promise<number> {
  const option = (name: string, otherwise: number): number => {
    const at = args.indexOf(`--${name}`)
    return at === -1 ? otherwise : Number(args[at + 1])
  }
  const households = option('households', 650_000)
  const seconds = option('seconds', 60)
  const data = await storeOf(households)
  const { tokens, ids } = await people(data)
  const server = startScript(path.join(import.meta.dirname, 'http-server.ts'), data)
  try {
    const { url } = JSON.parse(await server.after(1, /serving/)) as { url: string }
    const before = loadavg()[0] ?? 0
    const results: Measured[] = []
    for (const kind of KINDS) {
      await load(url, kind, tokens, ids, 5)
      results.push(await load(url, kind, tokens, ids, seconds))
      say(lineOf(results.at(-1) as Measured))
    }
    keep({ households, seconds, load: [before, loadavg()[0] ?? 0], results })
    return results.every(one => one.p95 <= one.bar && one.refused === 0) ? 0 : 1
  } finally {
    await stop(server)
    await killAll()
  }
}

async function storeOf(households: number): Promise<string> {
  const home = path.join(ROOT, '.data', 'bench', `store-${households}`)
  const [data, files, done] = ['data', 'files', 'done'].map(name => path.join(home, name)) as [
    string,
    string,
    string,
  ]
  if (existsSync(done)) return data
  say(`making a store of ${households} households …`)
  mkdirSync(home, { recursive: true })
  if (!existsSync(path.join(files, 'city.json')))
    await makeCity({
      preset: 'uniform',
      households,
      unknown: 0.05,
      seed: 3,
      format: 'csv',
      threads: 2,
      out: files,
    })
  if (!existsSync(data)) await foundStore(data)
  const server: Role = await serve(data)
  await startRole('import', data, files).after(1, /^end/)
  await withData(data, store => ask(store, 'analyze household, person, action'))
  await stop(server)
  writeFileSync(done, '')
  return data
}

/** Fifty officers of the city, for whom every list is the longest, and households to look at. */
async function people(data: string): Promise<{ tokens: string[]; ids: string[] }> {
  const server = await serve(data)
  try {
    return await withData(data, async store => {
      const tokens: string[] = []
      for (let n = 0; n < USERS; n++) tokens.push((await signInAs(store, { role: 'city_officer' })).token)
      const rows = await ask<{ id: string }>(
        store,
        'select household_id as id from household order by md5(household_id) limit 2000',
      )
      return { tokens, ids: rows.map(row => row.id) }
    })
  } finally {
    await stop(server)
  }
}

async function load(
  url: string,
  kind: Kind,
  tokens: readonly string[],
  ids: readonly string[],
  seconds: number,
): Promise<Measured> {
  const times: number[] = []
  let refused = 0
  let next = 0
  const options: autocannon.Options = {
    url,
    connections: USERS,
    overallRate: USERS / THINK_SECONDS,
    duration: seconds,
    requests: [
      {
        setupRequest: request => {
          const { path: at, method = 'GET', body } = kind.request(ids)
          const headers: Record<string, string> = {
            cookie: `session=${tokens[next++ % tokens.length]}`,
            origin: url,
          }
          if (body !== undefined) headers['content-type'] = 'application/json'
          return { ...request, path: at, method, headers, ...(body === undefined ? {} : { body }) }
        },
      },
    ],
  }
  await new Promise<void>((resolve, reject) => {
    autocannon(options, e => (e ? reject(e as Error) : resolve())).on(
      'response',
      (_client, status, _bytes, milliseconds) => {
        times.push(milliseconds)
        if (status !== 200) refused++
      },
    )
  })
  times.sort((a, b) => a - b)
  const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? Number.NaN)
  return {
    name: kind.name,
    bar: kind.bar,
    answers: times.length,
    refused,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  }
}

const lineOf = (one: Measured): string =>
  `${one.name}: p50 ${one.p50} ms, p95 ${one.p95} ms (bar ${one.bar}), p99 ${one.p99} ms, ${one.answers} answers, ${one.refused} not 200`

function keep(result: {
  households: number
  seconds: number
  load: number[]
  results: readonly Measured[]
}): void {
  const date = new Date().toISOString().slice(0, 10)
  const machine = { processor: cpus()[0]?.model.trim(), cores: cpus().length, node: process.version }
  const file = path.join(import.meta.dirname, 'results', `${date}-http-${result.households}.json`)
  const said = {
    date,
    command: 'npm run bench -- http',
    machine,
    users: USERS,
    thinkSeconds: THINK_SECONDS,
    communes: currentUnits().length,
  }
  writeFileSync(file, `${JSON.stringify({ ...said, ...result }, null, 2)}\n`)
}

if (import.meta.main) process.exitCode = await httpLoad(process.argv.slice(2))
