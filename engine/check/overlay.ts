import { z } from 'zod'
import { formatDay, parseDay } from '../language/days.ts'
import type { Finding, Position } from '../language/finding.ts'
import { MARKS } from '../language/mark.ts'
import { checkShape } from '../language/shape.ts'
import type { Source } from '../language/source.ts'
import { type Path, type Raw, readYaml, type YamlFile } from '../language/yaml-file.ts'
import { VERSION } from './file-shape.ts'

const WHERE = {
  file: z.string(),
  version: z.string().optional(),
  territory: z.enum(['nation', 'city', 'east', 'west']).optional(),
}
const OVERLAY = z.strictObject({
  name: z.string(),
  citation: z.string().optional(),
  by: z.string().optional(),
  changes: z
    .array(
      z.union([
        z.strictObject({
          ...WHERE,
          set: z.string(),
          value: z.unknown(),
          mark: z.enum(MARKS).optional(),
          source: z.string().optional(),
        }),
        z.strictObject({ file: z.string(), add: VERSION }),
      ]),
    )
    .min(1),
})

type Tree = { [key: string]: Raw }

/**
 * Applies one overlay to the files (replacing them in the map by changed copies). Faults are findings at the overlay's own place, and
 * then nothing of it is applied. Returns its name and citation.
 */
export function applyOverlay(
  source: Source,
  files: Map<string, YamlFile>,
  findings: Finding[],
): { name: string; citation: string } | undefined {
  const { file: overlay, findings: faults } = readYaml(source.path, source.text)
  findings.push(...faults)
  const read = overlay && checkShape(OVERLAY, overlay, [], findings)
  if (!overlay || !read) return undefined
  const before = findings.length
  const changed = new Map<string, YamlFile>()
  for (const [i, change] of read.changes.entries()) {
    const path = `${change.file}.yaml`
    const file = changed.get(path) ?? files.get(path)
    const here = ['changes', i]
    const report = (message: string, mend: string, part: Path = []): void =>
      void findings.push({ ...overlay.at([...here, ...part]), rule: 'overlay', message, mend })
    if (!file) {
      report(
        `there is no law file ${change.file}`,
        'name the file by its id, such as hai-phong/income-support',
        ['file'],
      )
      continue
    }
    const root = structuredClone(file.root) as Tree
    const versions = root['versions'] as Tree[]
    const moved: { path: Path; from: Path }[] = []
    if ('add' in change) {
      const from = parseDay(change.add.from)
      const meets = versions.find(
        v =>
          v['territory'] === change.add.territory &&
          v['to'] === undefined &&
          from !== undefined &&
          (parseDay(String(v['from'])) ?? 0) < from,
      )
      if (meets && from !== undefined) meets['to'] = formatDay(from - 1)
      versions.push((overlay.root as { changes: { add: Tree }[] }).changes[i]?.add ?? {})
      moved.push({ path: ['versions', versions.length - 1], from: [...here, 'add'] })
    } else {
      const index = versions.findIndex(
        v =>
          (change.version === undefined || v['from'] === change.version) &&
          (change.territory === undefined || v['territory'] === change.territory),
      )
      if (index < 0) {
        report(
          `${change.file} has no version from ${change.version ?? '?'} for ${change.territory ?? 'any territory'}`,
          'name the version by its from and territory',
          ['version'],
        )
        continue
      }
      const at = setPath(
        versions[index] ?? {},
        change.set.split('.'),
        (overlay.root as { changes: Tree[] }).changes[i]?.['value'] ?? null,
        change.mark,
        change.source ?? `${read.name}${read.citation ? ` (${read.citation})` : ''}`,
      )
      if (!at) {
        report(
          `${change.set} does not exist in that version`,
          'name it as in the file: parameters.line.value.urban',
          ['set'],
        )
        continue
      }
      moved.push({ path: ['versions', index, ...at], from: [...here, 'value'] })
    }
    changed.set(path, moveTo(file, root, moved, overlay))
  }
  if (findings.length > before) return undefined
  for (const [path, file] of changed) files.set(path, file)
  return { name: read.name, citation: read.citation ?? read.by ?? '' }
}

/** Sets a value deep in a version, with the mark and source of its parameter entry. Undefined when there is no such place. */
function setPath(
  version: Tree,
  steps: string[],
  value: Raw,
  mark: string | undefined,
  source: string,
): Path | undefined {
  let part: Raw = version
  const taken: (string | number)[] = []
  let entry: Tree | undefined
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1
    const key: string | number = Array.isArray(part) ? Number(step) : step
    if (typeof part !== 'object' || part === null || (!last && (part as Tree)[key] === undefined))
      return undefined
    const holder = part as Tree
    if (last && holder[key] === undefined && !['value', 'to', 'mark'].includes(step)) return undefined
    if (step === 'value' && !Array.isArray(part)) entry = holder
    taken.push(key)
    if (last) holder[key] = value
    else part = holder[key] ?? null
  }
  if (entry) {
    entry['mark'] =
      mark ?? (entry['mark'] === 'missing' || entry['mark'] === undefined ? 'unconfirmed' : entry['mark'])
    entry['source'] = source
  }
  return taken
}

/** A file with changed content; positions of changed parts point into the overlay. */
function moveTo(
  file: YamlFile,
  root: Raw,
  moved: readonly { path: Path; from: Path }[],
  overlay: YamlFile,
): YamlFile {
  const find = (path: Path): Path | undefined => {
    const hit = moved.find(m => m.path.every((step, i) => step === path[i]))
    return hit && [...hit.from, ...path.slice(hit.path.length)]
  }
  const at = (path: Path): Position => {
    const there = find(path)
    return there ? overlay.at(there) : file.at(path)
  }
  return {
    path: file.path,
    root,
    at,
    within: (path, offset) =>
      find(path) ? overlay.within(find(path) ?? [], offset) : file.within(path, offset),
  }
}
