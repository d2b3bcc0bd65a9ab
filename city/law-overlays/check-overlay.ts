import { buildLaw, hashSources } from '../../engine/check/index.ts'
import { checkKernel } from '../../engine/kernel/index.ts'
import type { Finding, Source } from '../../engine/language/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'

let files: readonly Source[] | undefined

/** Findings that concern the text of the overlay stand at its own lines. */
export interface CheckedOverlay {
  readonly findings: readonly Finding[]
  /** SHA-256 of file name and text, as results name it. */
  readonly hash: string
  /** What the text itself says of its name and its citation; empty where it cannot be read. */
  readonly name: string
  readonly citation: string
}

/**
 * What is wrong with an overlay on top of the law files of this installation and of other overlays, in the order given. Without findings the law
 * with it can be decided by both runners.
 */
export function checkOverlay(overlay: Source, others: readonly Source[] = []): CheckedOverlay {
  files ??= readYamlFolder()
  const { law, findings } = buildLaw(files, [...others, overlay])
  const hash = hashSources([overlay])
  const applied = law.overlays.find(o => o.hash === hash)
  return {
    findings: findings.length > 0 ? findings : checkKernel(law),
    hash,
    name: applied?.name ?? '',
    citation: applied?.citation ?? '',
  }
}
