import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildLaw } from '../../engine/check/index.ts'
import {
  formatDay,
  formatFinding,
  inForce,
  type Law,
  type Program,
  type Source,
  yearStart,
} from '../../engine/language/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'

/**
 * The law of this installation with overlay files on top, in the order given.
 *
 * @throws Failure with every finding
 */
export function loadLaw(
  overlays: readonly string[] = [],
  sources: readonly Source[] = readYamlFolder(),
): Law {
  const { law, findings } = buildLaw(sources, overlays.map(readOverlay))
  if (findings.length > 0)
    throw new Failure(
      `${findings.map(formatFinding).join('\n')}\n${findings.length} findings: mend the law files first`,
    )
  return law
}

/** Only its name goes into the hash, so that the same overlay is the same wherever it lies. */
function readOverlay(file: string): Source {
  try {
    return { path: path.basename(file), text: readFileSync(file, 'utf8') }
  } catch {
    throw new Failure(`the overlay ${file} cannot be read; give the path of a YAML file`)
  }
}

/**
 * The law of a day.
 *
 * @throws Failure where no poverty standard is in force
 */
export function programOf(law: Law, on: number): Program {
  const program = inForce(law, on, yearStart(on))
  if (program.standard) return program
  const versions = [...law.files.values()].filter(f => f.kind === 'standard').flatMap(f => f.versions)
  const starts = versions.map(v => v.from)
  const known =
    versions.length === 0
      ? 'the law files hold none'
      : `the first known here begins on ${formatDay(Math.min(...starts))}`
  throw new Failure(`no poverty standard is in force on ${formatDay(on)}: ${known}. Choose another --on`)
}
