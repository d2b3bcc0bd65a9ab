import { expressionsOf } from '../check/index.ts'
import type { Law, LawFile } from '../language/law.ts'
import { walk } from '../language/nodes/index.ts'

/** Which files ask the rules that a file gives, by the name of the rule; sorted. Only standards and definitions give any. */
export function usersOf(law: Law, file: LawFile): ReadonlyMap<string, readonly LawFile[]> {
  const users = new Map<string, Set<LawFile>>()
  if (file.kind !== 'standard' && file.kind !== 'definitions') return new Map()
  const given = new Set(file.versions.flatMap(v => [...v.rules.values()].map(r => `${r.entity}.${r.name}`)))
  for (const other of law.files.values()) {
    if (other === file) continue
    for (const version of other.versions) {
      for (const { node } of expressionsOf(version)) {
        walk(node, n => {
          if (n.kind !== 'rule') return
          const entity = n.owner === 'household' ? 'household' : 'person'
          if (version.rules.get(n.name)?.entity === entity || !given.has(`${entity}.${n.name}`)) return
          const set = users.get(n.name) ?? new Set<LawFile>()
          set.add(other)
          users.set(n.name, set)
        })
      }
    }
  }
  return new Map(
    [...users]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, files]) => [name, [...files].sort((a, b) => (a.id < b.id ? -1 : 1))]),
  )
}
