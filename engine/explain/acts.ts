import type { Act, Law, Version } from '../language/law.ts'
import type { Text2 } from '../language/types.ts'
import { both, two } from './text.ts'

/** What an act is called, from the letters of its number. */
const KINDS: readonly (readonly [RegExp, Text2])[] = [
  [/\/NQ-|\/NQ$/, two('Nghị quyết', 'Resolution')],
  [/\/NĐ-/, two('Nghị định', 'Decree')],
  [/\/TT-/, two('Thông tư', 'Circular')],
  [/\/QĐ-/, two('Quyết định', 'Decision')],
  [/\/CT-/, two('Chỉ thị', 'Directive')],
  [/\/QH\d+/, two('Luật', 'Law')],
]

/** `Nghị quyết 04/2022/NQ-HĐND`; an act whose number is not known by its title. */
export function actName(act: Act | undefined, key: string): Text2 {
  if (!act) return two(key, key)
  const kind = KINDS.find(([pattern]) => pattern.test(act.number))?.[1]
  if (!kind) return both(lang => `${act.title[lang]} (${lang === 'vi' ? 'số' : 'number'}: ${act.number})`)
  return both(lang => `${kind[lang]} ${act.number}`)
}

/** The act and the article of a version, or of a part that has its own article. */
export function citation(law: Law, version: Version, article = version.article): Text2 {
  const name = actName(law.acts.get(version.act), version.act)
  return article === undefined ? name : two(`${name.vi}, Điều ${article}`, `${name.en}, Article ${article}`)
}
