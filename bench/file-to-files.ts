import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** One run of `./ansinh determine`: Parquet in, CSV out. */
export interface FileToFiles {
  readonly threads: number
  readonly seconds: number
  /** The most resident memory of the process with its threads, in kB. */
  readonly peakResident: number
  /** Bytes of the result files. */
  readonly bytes: number
}

const ROOT = path.join(import.meta.dirname, '..')

/** Runs the command as a user would, from a data folder to a folder that is removed afterwards. */
export async function fileToFiles(folder: string, on: string, threads: number): Promise<FileToFiles> {
  const out = mkdtempSync(path.join(tmpdir(), 'ansinh-bench-'))
  const peaks = path.join(out, 'peak')
  try {
    const env = {
      ...process.env,
      NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'peak.ts')}`,
      ANSINH_BENCH_PEAK: peaks,
    }
    const results = path.join(out, 'results')
    const start = performance.now()
    await run(
      ['determine', '--data', folder, '--on', on, '--threads', String(threads), '--out', results],
      env,
    )
    const seconds = (performance.now() - start) / 1000
    const bytes = ['standings.csv', 'decisions.csv', 'totals.csv', 'receipt.json'].reduce(
      (sum, f) => sum + statSync(path.join(results, f)).size,
      0,
    )
    const peakResident = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number))
    return { threads, seconds, peakResident, bytes }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(ROOT, 'ansinh'), args, {
      env,
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve() : reject(new Error(`ansinh determine ended with ${code}: ${said.slice(-2000)}`)),
    )
  })
}
