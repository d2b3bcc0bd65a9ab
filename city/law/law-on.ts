import { Programs, readCases, runCase } from '../../engine/cases/index.ts'
import { buildLaw, hashSources } from '../../engine/check/index.ts'
import { type Documented, readProgrammes } from '../../engine/document/index.ts'
import { formatFinding, readYaml, type Source } from '../../engine/language/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'

/** The law with some overlays on top, its worked examples and the register of what is modelled. */
export interface DocumentedLaw extends Documented {
  /** Of files and overlays together. */
  readonly key: string
}

let files: readonly Source[] | undefined
const known = new Map<string, DocumentedLaw>()
const KEPT = 4

/**
 * The law files of this installation with overlays on top, ready to be shown. Built once for each set of overlays and kept: building takes most of a
 * second. Throws Failure with every finding.
 */
export function documentedLaw(
  overlays: readonly { readonly file_name: string; readonly yaml: string }[],
): DocumentedLaw {
  files ??= readYamlFolder()
  const sources = files
  const texts = overlays.map(o => ({ path: o.file_name, text: o.yaml }))
  const key = texts.map(t => hashSources([t])).join(' ')
  const found = known.get(key)
  if (found) return found
  const { law, findings } = buildLaw(sources, texts)
  if (findings.length > 0) throw new Failure(findings.map(formatFinding).join('\n'))
  const register = readYaml(
    'programmes.yaml',
    sources.find(s => s.path === 'programmes.yaml')?.text ?? '',
  ).file
  const programs = new Programs(law)
  const cases = sources
    .filter(s => s.path.endsWith('.cases.yaml'))
    .flatMap(s => readCases(s, law.facts, []))
    .map(worked => runCase(worked, programs))
  const made: DocumentedLaw = {
    key: hashSources([{ path: law.hash, text: key }]),
    law,
    cases,
    programmes: register ? readProgrammes(register, []) : new Map(),
  }
  if (known.size >= KEPT) known.delete(known.keys().next().value ?? '')
  known.set(key, made)
  return made
}
