import { createHash } from 'node:crypto'
import { buildLaw } from '../../engine/check/index.ts'
import { formatFinding, type Law, type Program, parseDay, type Source } from '../../engine/language/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'
import { programOf } from '../determinations/index.ts'
import { groundsOfBenefit } from '../simulations/index.ts'
import type { RunRow } from './tables.ts'

/** An overlay of the store as a run applies it. */
export interface RunOverlay {
  readonly id: string
  readonly file_name: string
  readonly yaml: string
}

let files: readonly Source[] | undefined
const known = new Map<string, Law>()
const KEPT = 4

/**
 * The law files of this installation with overlays on top, in the order given. Built once and kept: a worker decides commune after commune
 * under the same law. Throws Failure with every finding.
 */
export function lawWith(overlays: readonly RunOverlay[]): Law {
  files ??= readYamlFolder()
  const key = overlays.map(o => o.id).join(' ')
  const found = known.get(key)
  if (found) return found
  const { law, findings } = buildLaw(
    files,
    overlays.map(o => ({ path: o.file_name, text: o.yaml })),
  )
  if (findings.length > 0)
    throw new Failure(
      `${findings.map(formatFinding).join('\n')}\n${findings.length} findings: mend the law files or end the overlay first`,
    )
  if (known.size >= KEPT) known.delete(known.keys().next().value ?? '')
  known.set(key, law)
  return law
}

const programs = new WeakMap<Law, Map<string, Program>>()

/**
 * The law of the day with whose benefits a run decides: the same object for the same law and day, so that what was compiled for it is found again. Throws
 * Failure where no poverty standard is in force.
 */
export function programOn(law: Law, day: string): Program {
  const known = programs.get(law) ?? new Map<string, Program>()
  programs.set(law, known)
  let program = known.get(day)
  if (program === undefined) {
    const on = parseDay(day)
    if (on === undefined) throw new Failure(`${day} is no day`)
    program = programOf(law, on)
    known.set(day, program)
  }
  return program
}

/**
 * The program of a run, made again from what it recorded. Throws Failure when the law files installed here are not those of the run: then nobody
 * can say any more what it decided, except a program with those files.
 */
export function programOfRun(
  run: Pick<RunRow, 'run_id' | 'law_hash' | 'decided_on'>,
  overlays: readonly RunOverlay[],
): Program {
  const law = lawWith(overlays)
  if (law.hash !== run.law_hash)
    throw new Failure(
      `lần xét ${run.run_id} dùng bộ tệp luật ${run.law_hash.slice(0, 12)}, còn ở đây cài bộ ${law.hash.slice(0, 12)}: hãy dùng đúng phiên bản An Sinh đã chạy lần xét đó, hoặc xét lại từ đầu\n` +
        `(run ${run.run_id} rests on law files ${run.law_hash.slice(0, 12)}, installed are ${law.hash.slice(0, 12)}: use the version of An Sinh that decided it, or start a new run)`,
    )
  return programOn(law, run.decided_on)
}

/** One text for all rules and values that decide a benefit on the program's day: equal texts, equal law. By benefit. */
export function fingerprints(program: Program): Map<string, string> {
  return new Map(
    program.benefits.map(benefit => [
      benefit.file.id,
      createHash('sha256')
        .update(groundsOfBenefit(program, benefit, new Set()).text)
        .digest('hex')
        .slice(0, 32),
    ]),
  )
}
