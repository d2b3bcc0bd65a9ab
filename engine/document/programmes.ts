import { z } from 'zod'
import type { Finding } from '../language/finding.ts'
import { MARKS } from '../language/mark.ts'
import { checkShape, TEXT2 } from '../language/shape.ts'
import type { YamlFile } from '../language/yaml-file.ts'

const PROGRAMMES = z.strictObject({
  programmes: z.record(
    z.string(),
    z.strictObject({
      modelled: z.enum(['full', 'partly', 'structure only']),
      from: z.string(),
      mark: z.enum(MARKS),
      covers: TEXT2,
      gaps: TEXT2.optional(),
    }),
  ),
})

/** What is modelled of one law file, how completely and from when. */
export type Programme = z.infer<typeof PROGRAMMES>['programmes'][string]

/** Reads law/programmes.yaml: the register by id of the law file. */
export function readProgrammes(file: YamlFile, findings: Finding[]): Map<string, Programme> {
  return new Map(Object.entries(checkShape(PROGRAMMES, file, [], findings)?.programmes ?? {}))
}
