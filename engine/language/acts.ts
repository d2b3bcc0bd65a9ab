import { z } from 'zod'
import type { Finding } from './finding.ts'
import type { Act } from './law.ts'
import { MARKS } from './mark.ts'
import { checkShape, TEXT2 } from './shape.ts'
import type { YamlFile } from './yaml-file.ts'

const ACTS = z.strictObject({
  acts: z.record(
    z.string(),
    z.strictObject({
      number: z.string(),
      title: TEXT2,
      issuer: TEXT2,
      dated: z.string().optional(),
      in_force: z.string().optional(),
      ended: z.string().optional(),
      ended_by: z.string().optional(),
      note: TEXT2.optional(),
      source: z.string(),
      mark: z.enum(MARKS),
    }),
  ),
})

/** Reads law/acts.yaml: the legal acts that versions cite. */
export function readActs(file: YamlFile, findings: Finding[]): Map<string, Act> {
  const read = checkShape(ACTS, file, [], findings)
  return new Map(
    Object.entries(read?.acts ?? {}).map(([key, a]) => [
      key,
      {
        key,
        number: a.number,
        title: a.title,
        issuer: a.issuer,
        dated: a.dated,
        inForce: a.in_force,
        ended: a.ended,
        endedBy: a.ended_by,
        source: a.source,
        mark: a.mark,
        position: file.at(['acts', key]),
      },
    ]),
  )
}
