import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildLaw } from '../../engine/check/index.ts'
import { CannotCompile, kernelDecider } from '../../engine/kernel/index.ts'
import {
  type AppliedOverlay,
  formatFinding,
  type Law,
  type Program,
  type Source,
} from '../../engine/language/index.ts'
import { populationOf } from '../../engine/population/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'
import { loadLaw, programOf } from '../determinations/index.ts'

/** The law as it is (with overlays on top) and as it would be with the reform on top of that, both on one day. */
export interface TwoLaws {
  readonly law: Law
  readonly base: Program
  readonly reform: Program
  /** The reform as it was applied. */
  readonly applied: AppliedOverlay
}

/**
 * Reads both laws. A reform is an overlay file (docs/language.md, part 7).
 *
 * @throws Failure with the findings of the base law, or else with those that the reform brings, each with file, line, column and mend
 */
export function loadTwoLaws(
  reformFile: string,
  overlays: readonly string[],
  on: number,
  sources: readonly Source[] = readYamlFolder(),
): TwoLaws {
  const law = loadLaw(overlays, sources)
  const reformSource = read(reformFile)
  const { law: reform, findings } = buildLaw(sources, [...overlays.map(read), reformSource])
  if (findings.length > 0) {
    const lines = findings.map(f =>
      formatFinding(f.file === reformSource.path ? { ...f, file: reformFile } : f),
    )
    throw new Failure(
      `${lines.join('\n')}\n${count(findings.length)}: mend the reform ${reformFile}. Nothing was simulated`,
    )
  }
  const applied = reform.overlays.at(-1)
  if (!applied) throw new Error('the reform has no finding and was not applied')
  const programs = { base: programOf(law, on), reform: programOf(reform, on) }
  mustCompile(programs.reform, reformFile)
  return { law, ...programs, applied }
}

const count = (findings: number): string => (findings === 1 ? '1 finding' : `${findings} findings`)

/** Only its name goes into the hash, so that the same reform is the same wherever it lies. */
function read(file: string): Source {
  try {
    return { path: path.basename(file), text: readFileSync(file, 'utf8') }
  } catch {
    throw new Failure(`the file ${file} cannot be read; give the path of a YAML file with a reform`)
  }
}

/** A rule may be right and still have no exact form in compiled code: that is said before any data are read. */
function mustCompile(program: Program, file: string): void {
  const someone = populationOf(
    [{ id: 'h', facts: new Map(), members: [{ id: 'p', facts: new Map() }] }],
    program.law.facts,
  )
  try {
    kernelDecider(someone, program, { households: 1, persons: 1 })
  } catch (e) {
    if (e instanceof CannotCompile)
      throw new Failure(`${file}: the law with this reform cannot be compiled: ${e.message}`)
    throw e
  }
}
