import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')

/** What a command of the product took. */
export interface Took {
  readonly seconds: number
  /** The most resident memory of the application's process with its threads, in kB; its PostgreSQL is not counted. */
  readonly peakResident: number
  /** The last line that it said of itself. */
  readonly said: string
}

/** Runs `./ansinh …` as a user would. `settings` are further environment variables. */
export async function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Took> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ansinh-bench-'))
  const peaks = path.join(folder, 'peak')
  try {
    const { DATABASE_URL: _, ...outer } = process.env
    const env = { ...outer, ...settings, ...noteOfPeak(peaks) }
    const start = performance.now()
    const said = await ended(args, env)
    return { seconds: (performance.now() - start) / 1000, peakResident: peakIn(peaks), said }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Environment in which a process notes its most resident memory in a file when it ends. */
export const noteOfPeak = (file: string): Record<string, string> => ({
  NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'peak.ts')}`,
  ANSINH_BENCH_PEAK: file,
})

/** kB; of several processes the largest. */
export const peakIn = (file: string): number =>
  Math.max(...readFileSync(file, 'utf8').trim().split('\n').map(Number))

function ended(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(ROOT, 'ansinh'), args, {
      env,
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let wrong = ''
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (wrong = (wrong + bytes.toString()).slice(-4000)))
    child.on('error', reject)
    child.on('close', code =>
      code === 0
        ? resolve(lastLine(said) ?? lastLine(wrong) ?? '')
        : reject(new Error(`ansinh ${args[0]} ended with ${code}: ${wrong}`)),
    )
  })
}

/** Without the strokes of a progress bar. */
const lastLine = (text: string): string | undefined =>
  text
    .split(/[\n\r]/)
    .map(line => line.trim())
    .findLast(line => line !== '' && !line.startsWith('\u001b'))
