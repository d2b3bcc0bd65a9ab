import { daysOfChange } from '../check/programs.ts'
import { formatDay, yearStart } from '../language/days.ts'
import { type Finding, LawFault } from '../language/finding.ts'
import { inForce } from '../language/in-force.ts'
import type { Law } from '../language/law.ts'
import { populationOf } from '../population/index.ts'
import { CannotCompile } from './emitted.ts'
import { kernelDecider } from './kernel-decider.ts'

/** Compiles the law of every day of change, once for complete and once for incomplete data: what cannot be expressed exactly is a finding. */
export function checkKernel(law: Law): Finding[] {
  const findings: Finding[] = []
  const unknown = populationOf(
    [{ id: 'h', facts: new Map(), members: [{ id: 'p', facts: new Map() }] }],
    law.facts,
  )
  for (const on of daysOfChange(law)) {
    try {
      kernelDecider(unknown, inForce(law, on, yearStart(on)), { households: 1, persons: 1 })
    } catch (e) {
      if (!(e instanceof CannotCompile) && !(e instanceof LawFault)) throw e
      const finding: Finding = {
        file: 'law',
        line: 1,
        column: 1,
        rule: 'cannot_compile',
        message: `law of ${formatDay(on)}: ${e.message}`,
        mend: 'write the rule with operations that both runners have',
      }
      if (!findings.some(f => f.message.split(': ')[1] === finding.message.split(': ')[1]))
        findings.push(finding)
    }
  }
  return findings
}
