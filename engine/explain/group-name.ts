import type { Text2 } from '../language/types.ts'
import { both, two } from './text.ts'

/** What a group is called: by the act's own letter (`nhóm a`), else by the beginning of what it means (`nhóm “hộ nghèo”`). */
export function groupName(id: string, means: Text2 | null | undefined): Text2 {
  if (id.length <= 2 || !means) return two(`nhóm ${id}`, `group ${id}`)
  const short = both(l => means[l].split(/[;.:]/)[0] ?? means[l])
  return two(`nhóm “${short.vi}”`, `group “${short.en}”`)
}
