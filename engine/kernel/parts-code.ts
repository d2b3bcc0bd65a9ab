import type { ChooseNode, MembersNode, Node } from '../language/nodes/index.ts'
import { Block, freshName } from './block.ts'
import { emit } from './emit.ts'
import { asMask, type EmittedBool } from './emitted.ts'
import type { Place, Unit } from './unit.ts'

/** Emits what a walk over an expression does to one of its parts. */
export type Visit = (node: Node, block: Block, place: Place) => void

/** The condition, then only the branches that can be taken. */
export function visitChoice(node: ChooseNode, place: Place, block: Block, unit: Unit, visit: Visit): void {
  visit(node.condition, block, place)
  const c = block.atom(asMask(emit(node.condition, place, block, unit) as EmittedBool))
  for (const [branch, bit] of [
    [node.yes, 2],
    [node.no, 1],
  ] as const) {
    const inner = new Block(block)
    visit(branch, inner, place)
    if (inner.lines.length > 0) block.add(`if (${c} & ${bit}) {\n${inner.text()}\n}`)
  }
}

/** What is asked of the members, for every one of them. */
export function visitMembers(node: MembersNode, place: Place, block: Block, visit: Visit): void {
  if (!node.each) return
  const m = freshName('p')
  const inner = new Block(block)
  visit(node.each, inner, { ...place, member: m })
  if (inner.lines.length > 0)
    block.add(`for (let ${m} = F[h], e = F[h + 1]; ${m} < e; ${m}++) {\n${inner.text()}\n}`)
}
