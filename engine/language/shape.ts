import { z } from 'zod'
import type { Finding } from './finding.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** A text in Vietnamese and English. */
export const TEXT2 = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

/** Validates a part of a file; every fault of its shape becomes a finding at its place. Undefined when there was one. */
export function checkShape<T>(
  shape: z.ZodType<T>,
  file: YamlFile,
  path: Path,
  findings: Finding[],
): T | undefined {
  let part: unknown = file.root
  for (const step of path) part = (part as Record<string | number, unknown> | undefined)?.[step]
  const read = shape.safeParse(part)
  if (read.success) return read.data
  for (const issue of read.error.issues) {
    const where = [...path, ...issue.path.map(p => (typeof p === 'symbol' ? String(p) : p))]
    findings.push({
      ...file.at(where),
      rule: issue.code === 'unrecognized_keys' ? 'unknown_key' : 'shape',
      message: `${where.join('.') || 'the file'}: ${issue.message}`,
      mend: 'see docs/language.md, part 1, for what may stand here',
    })
  }
  return undefined
}
