import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCommand } from './command.ts'

/** One run of `./ansinh determine`: Parquet in, CSV out. */
export interface FileToFiles {
  readonly threads: number
  readonly seconds: number
  /** The most resident memory of the process with its threads, in kB. */
  readonly peakResident: number
  /** Bytes of the result files. */
  readonly bytes: number
}

/** Runs the command as a user would, from a data folder to a folder that is removed afterwards. */
export async function fileToFiles(folder: string, on: string, threads: number): Promise<FileToFiles> {
  const out = mkdtempSync(path.join(tmpdir(), 'ansinh-bench-'))
  try {
    const results = path.join(out, 'results')
    const { seconds, peakResident } = await runCommand([
      ...['determine', '--data', folder, '--on', on, '--threads', String(threads), '--out', results],
    ])
    const bytes = ['standings.csv', 'decisions.csv', 'totals.csv', 'receipt.json'].reduce(
      (sum, f) => sum + statSync(path.join(results, f)).size,
      0,
    )
    return { threads, seconds, peakResident, bytes }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
