/** Real processes that are killed without warning, and what they said before. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { runningCluster } from '../../platform/db/index.ts'

export interface Role {
  readonly child: ChildProcess
  /** Lines of standard output so far. */
  readonly lines: readonly string[]
  /** Everything on standard error. */
  said(): string
  /** Settles with the first line, from the beginning, that has `wanted` lines like it; rejects when the process ends before. */
  after(wanted: number, like: RegExp): Promise<string>
  /** Settles when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
}

const CLI = path.resolve(import.meta.dirname, '../../apps/cli/main.ts')
const all = new Set<Role>()

/** Starts a script of tests/crash/roles. */
export const startRole = (name: string, ...args: string[]): Role =>
  start(path.resolve(import.meta.dirname, 'roles', `${name}.ts`), args)

/** Starts the command line, as an officer does. */
export const startCli = (...args: string[]): Role => start(CLI, args)

function start(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Role {
  const { DATABASE_URL: _, ...outer } = process.env
  const env = { ...outer, ...settings }
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let rest = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = `${rest}${chunk}`.split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    for (const look of waiting) look()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  )
  const role: Role = {
    child,
    lines,
    said: () => errors,
    ended,
    after: (wanted, like) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.filter(line => like.test(line))[wanted - 1]
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void ended.then(({ code, signal }) => {
          look()
          reject(
            new Error(
              `${path.basename(script)} ended with ${code ?? signal} too early: ${errors || lines.slice(-3).join('\n')}`,
            ),
          )
        })
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
  all.add(role)
  void ended.then(() => all.delete(role))
  return role
}

/** Serves a data folder; settles when it does. */
export async function serve(data: string): Promise<Role & { readonly url: string }> {
  const role = startCli('serve', '--data', data, '--port', '0')
  const line = await role.after(1, /"msg":"serving"/)
  return Object.assign(role, { url: (JSON.parse(line) as { url: string }).url })
}

/** Serves a data folder to people who are signed in without passwords (`signInAs`), with further environment variables. */
export async function serveTest(
  data: string,
  options: { readonly workers?: number; readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<Role & { readonly url: string }> {
  const script = path.resolve(import.meta.dirname, 'roles', 'server.ts')
  const role = start(script, [data, String(options.workers ?? 0)], options.settings)
  const line = await role.after(1, /^serving/)
  return Object.assign(role, { url: line.slice('serving '.length) })
}

/** Ends a server as an administrator does. */
export async function stop(role: Role): Promise<void> {
  role.child.kill('SIGTERM')
  await role.ended
}

/** kill -9 of the PostgreSQL that runs on a data folder. */
export function killPostgres(data: string): void {
  const running = runningCluster(data)
  if (running === undefined) throw new Error('no PostgreSQL runs on the folder')
  process.kill(running.pid, 'SIGKILL')
}

/** Nothing that a test started outlives it. */
export async function killAll(): Promise<void> {
  await Promise.all([...all].map(role => role.kill()))
}
