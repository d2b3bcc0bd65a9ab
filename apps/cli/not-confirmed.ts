import type { Law, Mark, Position } from '../../engine/language/index.ts'

/** A value or condition that nobody has read in the act itself. */
export interface Unsure extends Position {
  readonly mark: Mark
  readonly what: string
  readonly source: string
}

/** Everything in the law that is not `confirmed`, in the order of the files. */
export function notConfirmed(law: Law): Unsure[] {
  const found: Unsure[] = []
  const add = (
    position: Position,
    mark: Mark | undefined,
    what: string,
    source: string | undefined,
  ): void => {
    if (mark !== undefined && mark !== 'confirmed')
      found.push({ ...position, mark, what, source: source ?? 'no source' })
  }
  for (const act of law.acts.values()) add(act.position, act.mark, `act ${act.number}`, act.source)
  for (const file of [...law.files.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const v of file.versions) {
      add(v.position, v.mark, `${file.id}: conditions`, v.source)
      for (const p of v.parameters.values())
        for (const d of p.values)
          add(d.position, d.mark, `${file.id}: ${p.name} = ${d.written.join(' | ')}`, d.source)
      for (const r of v.rules.values()) add(r.position, r.mark, `${file.id}: rule ${r.name}`, v.source)
      for (const e of v.exceptions) add(v.position, e.mark, `${file.id}: exception ${e.id}`, e.source)
      for (const g of v.groups)
        if (g.id !== '') add(g.position, g.mark, `${file.id}: group ${g.id}`, g.source ?? v.source)
    }
  }
  return found
}
