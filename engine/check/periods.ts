import { formatDay } from '../language/days.ts'
import type { Finding } from '../language/finding.ts'
import { territoriesMeet } from '../language/in-force.ts'
import type { LawFile, Territory, Version } from '../language/law.ts'

const TODAY_OPEN = Number.MAX_SAFE_INTEGER
const end = (v: Version): number => v.to ?? TODAY_OPEN

/** Overlaps and gaps between the versions of one file, for the east and for the west. */
export function checkPeriods(file: LawFile): Finding[] {
  const findings: Finding[] = []
  const versions = file.versions
  for (const [i, a] of versions.entries()) {
    for (const b of versions.slice(i + 1)) {
      if (territoriesMeet(a.territory, b.territory) && a.from <= end(b) && b.from <= end(a)) {
        findings.push({
          ...b.position,
          rule: 'overlap',
          message: `the versions from ${formatDay(a.from)} and from ${formatDay(b.from)} are in force on one day in one territory`,
          mend: 'end the earlier one on the day before',
        })
      }
    }
  }
  for (const half of ['east', 'west'] as const satisfies readonly Territory[]) {
    const here = versions.filter(v => territoriesMeet(v.territory, half)).sort((a, b) => a.from - b.from)
    for (const [i, v] of here.entries()) {
      const next = here[i + 1]
      if (next && v.to !== undefined && next.from > v.to + 1) {
        findings.push({
          ...next.position,
          rule: 'gap',
          message: `nothing is said for the ${half} from ${formatDay(v.to + 1)} to ${formatDay(next.from - 1)}`,
          mend: 'add a version, with missing values if the law is not known',
        })
      }
      if (!next && v.to !== undefined && !(file.ended && file.ended.on === v.to)) {
        findings.push({
          ...v.position,
          rule: 'gap',
          message: `nothing is said for the ${half} after ${formatDay(v.to)}`,
          mend: 'add a version (missing, if the law is not known), or say `ended` with its reason',
        })
      }
    }
  }
  return findings
}
