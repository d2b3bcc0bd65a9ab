import { checkCoverage, readCases, type WorkedCase } from '../../engine/cases/index.ts'
import { buildLaw } from '../../engine/check/index.ts'
import { checkKernel } from '../../engine/kernel/index.ts'
import { type Finding, type Law, sortFindings } from '../../engine/language/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'

/** The law of this installation with its cases, and everything wrong with them. */
export function loadLaw(): { law: Law; cases: WorkedCase[]; findings: Finding[] } {
  const sources = readYamlFolder()
  const { law, findings } = buildLaw(sources)
  const faults = [...findings]
  const cases = sources
    .filter(s => s.path.endsWith('.cases.yaml'))
    .flatMap(s => readCases(s, law.facts, faults))
  if (faults.length === 0) faults.push(...checkCoverage(law, cases), ...checkKernel(law))
  return { law, cases, findings: sortFindings(faults) }
}
