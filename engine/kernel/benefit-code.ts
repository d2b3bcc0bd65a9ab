import type { LinkedBenefit } from '../language/in-force.ts'
import type { Group, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import { UNKNOWN } from '../population/index.ts'
import { Block, freshName } from './block.ts'
import { emit } from './emit.ts'
import { emitFact } from './emit-fact.ts'
import { toBase } from './emit-rate.ts'
import { asMask, type EmittedBool, type EmittedRate, type EmittedWhole, type EmittedWord } from './emitted.ts'
import { isOfHousehold } from './places.ts'
import type { Place, Unit } from './unit.ts'

/** The code that decides one benefit for a household `h` or a person `p`. */
export interface BenefitCode {
  readonly isPerson: boolean
  /** Does the head say `continue` for households that it cannot concern? */
  readonly isGuarded: boolean
  /** Once for the household. */
  readonly head: string
  /** For each person; empty for a household's benefit. */
  readonly body: string
}

/** Bodies of this length together still make a function that the machine compiles well. */
const LONGEST = 24_000

/**
 * Bodies of functions `(from, to, base)` that decide all benefits for the households of a chunk. Benefits of persons that look at every household share a
 * loop over the members; the others have their own, which most households leave at once. Outcomes are only written where a benefit applies; the chunk was cleared before.
 */
export function benefitFunctions(codes: readonly BenefitCode[]): string[] {
  const functions: string[] = []
  let [heads, bodies] = ['', '']
  const flush = (): void => {
    if (bodies !== '') functions.push(overHouseholds(`${heads}\n${overPersons(bodies)}`))
    heads = ''
    bodies = ''
  }
  for (const code of codes) {
    if (!code.isPerson) functions.push(overHouseholds(code.head))
    else if (code.isGuarded) functions.push(overHouseholds(`${code.head}\n${overPersons(code.body)}`))
    else {
      if (bodies.length + code.body.length > LONGEST) flush()
      heads += `${code.head}\n`
      bodies += `${code.body}\n`
    }
  }
  flush()
  return functions
}

const overHouseholds = (text: string): string => `for (let h = from; h < to; h++) {\n${text}\n}`
const overPersons = (text: string): string =>
  `for (let p = F[h], last = F[h + 1]; p < last; p++) {\n${text}\n}`

/** The code of one benefit; `index` is its place in the program, which names its columns. */
export function benefitCode(
  benefit: LinkedBenefit,
  index: number,
  shareBase: bigint,
  unit: Unit,
): BenefitCode {
  const isPerson = benefit.file.subject === 'person'
  const household = new Block()
  const row = isPerson ? 'p - base' : 'h - from'
  const out = `B${index}`
  const inner = isPerson ? new Block(household) : household
  const perSubject: Unit = { ...unit, householdBlock: isPerson ? household : undefined }
  const sink: Sink = { out, row, shareBase }
  const versions = benefit.versions.map(version => ({
    version,
    place: {
      file: benefit.file,
      version,
      self: isPerson ? 'p' : undefined,
      member: undefined,
    } satisfies Place,
  }))
  byTerritory(versions, household, inner, perSubject, sink)
  const head = household.text()
  return { isPerson, isGuarded: head.includes('continue;'), head, body: isPerson ? inner.text() : '' }
}

interface Sink {
  readonly out: string
  readonly row: string
  readonly shareBase: bigint
}

interface Placed {
  readonly version: Version
  readonly place: Place
}

/** One version for all, or the one of the household's half of the city. */
function byTerritory(
  versions: readonly Placed[],
  household: Block,
  block: Block,
  unit: Unit,
  sink: Sink,
): void {
  const only = versions[0]
  if (
    only &&
    versions.length === 1 &&
    (only.version.territory === 'nation' || only.version.territory === 'city')
  ) {
    scopeCode(only, 0, household, block, unit, sink)
    return
  }
  const words = unit.facts.categories.get('territory')?.words ?? []
  const territory = emitFact(
    {
      kind: 'fact',
      type: { t: 'category', of: 'territory' },
      owner: 'household',
      name: 'territory',
      start: 0,
    },
    { self: undefined, member: undefined } as Place,
    household,
    unit,
  ) as EmittedWord
  const mask = household.atom(territory.form === 'mask' ? territory.js : `1 << ${territory.js}`, 't')
  const anywhere = versions.reduce((set, v) => set | (1 << words.indexOf(v.version.territory)), 0)
  if (!territory.known || anywhere !== (1 << words.length) - 1)
    household.add(`if ((${mask} & ${anywhere}) === 0) continue;`)
  for (const [i, placed] of versions.entries()) {
    const here = 1 << words.indexOf(placed.version.territory)
    const own = new Block(block)
    // hoisting would compute the other half's conditions too: cheap, and never wrong
    scopeCode(placed, i, undefined, own, unit, sink)
    block.add(`if (${mask} === ${here}) {\n${own.text()}\n}`)
  }
  if (!territory.known) unknownTerritory(versions, words, mask, block, unit, sink)
}

/** Where the half of the city is unknown, the outcome is at most undetermined: in scope perhaps, if a version may apply. */
function unknownTerritory(
  versions: readonly Placed[],
  words: readonly string[],
  mask: string,
  block: Block,
  unit: Unit,
  sink: Sink,
): void {
  const own = new Block(block)
  const chosen = freshName('x')
  own.add(`let ${chosen} = -1;`)
  for (const [i, { version, place }] of versions.entries()) {
    const inner = new Block(own)
    const applies = version.appliesTo
      ? inner.atom(asMask(emit(version.appliesTo, place, inner, unit) as EmittedBool))
      : '2'
    own.add(
      `if (${chosen} < 0 && ${mask} & ${1 << words.indexOf(version.territory)}) {\n${inner.text()}\nif (${applies} !== 1) ${chosen} = ${i};\n}`,
    )
  }
  own.add(
    `if (${chosen} >= 0) { ${sink.out}.outcome[${sink.row}] = 3; ${sink.out}.version[${sink.row}] = ${chosen}; }`,
  )
  block.add(`if ((${mask} & (${mask} - 1)) !== 0) {\n${own.text()}\n}`)
}

/** The scope of a version, then its conditions. */
function scopeCode(
  { version, place }: Placed,
  index: number,
  household: Block | undefined,
  block: Block,
  unit: Unit,
  sink: Sink,
): void {
  const parts = version.appliesTo ? conjuncts(version.appliesTo) : []
  if (household && household !== block) {
    // leading conditions of the household alone: most households are done before their members are looked at
    while (parts[0] && isOfHousehold(parts[0], place, unit)) {
      const head = parts[0]
      const test = emit(head, place, block, unit) as EmittedBool
      household.add(test.known ? `if (!(${test.js})) continue;` : `if (${test.js} === 1) continue;`)
      if (!test.known) break
      parts.shift()
    }
  }
  if (parts.length === 0) {
    conditionCode(version, index, place, block, unit, sink)
    return
  }
  const scope = parts
    .slice(1)
    .reduce<Node>(
      (left, right) => ({ kind: 'and', type: { t: 'bool' }, left, right, start: 0 }),
      parts[0] as Node,
    )
  const applies = emit(scope, place, block, unit) as EmittedBool
  const inside = new Block(block)
  conditionCode(version, index, place, inside, unit, sink)
  if (applies.known) {
    block.add(`if (${applies.js}) {\n${inside.text()}\n}`)
    return
  }
  const mask = block.atom(applies.js)
  block.add(`if (${mask} === 3) { ${write(sink, 3, index)} }\nelse if (${mask} === 2) {\n${inside.text()}\n}`)
}

const conjuncts = (node: Node): Node[] =>
  node.kind === 'and' ? [...conjuncts(node.left), ...conjuncts(node.right)] : [node]

const write = (sink: Sink, outcome: number, version: number): string =>
  `${sink.out}.outcome[${sink.row}] = ${outcome}; ${sink.out}.version[${sink.row}] = ${version};`

/** Exceptions, condition and groups in their order, as docs/language.md 1.5 says. */
function conditionCode(
  version: Version,
  index: number,
  place: Place,
  block: Block,
  unit: Unit,
  sink: Sink,
): void {
  const label = freshName('done')
  const own = new Block(block)
  // `open` appears only when something can be undecided: the bit set of "entitled so far"
  let open: string | undefined
  const doubt = (mask: string, target: Block): void => {
    if (open === undefined) {
      open = freshName('open')
      own.lines.unshift(`let ${open} = 2;`)
    }
    target.add(`${open} = (${open} & ${mask} & 2) | ((${open} | ${mask}) & 1);`)
  }
  for (const exception of version.exceptions) {
    const e = emit(exception.when, place, own, unit) as EmittedBool
    const js = e.known ? e.js : own.atom(e.js)
    own.add(`if (${e.known ? js : `${js} === 2`}) { ${write(sink, 2, index)} break ${label}; }`)
    if (!e.known) doubt(`(${js} === 3 ? 3 : 2)`, own)
  }
  if (version.condition) {
    const c = emit(version.condition, place, own, unit) as EmittedBool
    const js = c.known ? c.js : own.atom(c.js)
    own.add(`if (${c.known ? `!(${js})` : `${js} === 1`}) { ${write(sink, 2, index)} break ${label}; }`)
    if (!c.known) doubt(js, own)
  }
  groupsCode(version, index, place, own, unit, sink, label, () => open)
  block.add(`${label}: {\n${own.text()}\n}`)
}

function groupsCode(
  version: Version,
  index: number,
  place: Place,
  own: Block,
  unit: Unit,
  sink: Sink,
  label: string,
  open: () => string | undefined,
): void {
  const before = open()
  let any: string | undefined
  const grant = (group: Group, i: number, target: Block): void => {
    const inner = new Block(target)
    grantCode(group, i, index, place, inner, unit, sink)
    const conditions = [before && `${before} === 2`, any && `${any} === 1`].filter(c => c !== undefined)
    if (conditions.length === 0) target.add(`${inner.text()}\nbreak ${label};`)
    else
      target.add(
        `if (${conditions.join(' && ')}) {\n${inner.text()}\n} else { ${write(sink, 3, index)} }\nbreak ${label};`,
      )
  }
  let ended = false
  for (const [i, group] of version.groups.entries()) {
    if (!group.when) {
      grant(group, i, own)
      ended = true
      break
    }
    const w = emit(group.when, place, own, unit) as EmittedBool
    const js = w.known ? w.js : own.atom(w.js)
    const inner = new Block(own)
    grant(group, i, inner)
    own.add(`if (${w.known ? js : `${js} === 2`}) {\n${inner.text()}\n}`)
    if (!w.known) {
      if (any === undefined) {
        any = freshName('any')
        own.lines.unshift(`let ${any} = 1;`)
      }
      own.add(`if (${js} === 3) ${any} = 3;`)
    }
  }
  if (ended) return
  own.add(
    any
      ? `if (${any} === 3) { ${write(sink, 3, index)} } else { ${write(sink, 2, index)} }`
      : write(sink, 2, index),
  )
}

function grantCode(
  group: Group,
  groupIndex: number,
  index: number,
  place: Place,
  block: Block,
  unit: Unit,
  sink: Sink,
): void {
  block.add(write(sink, 1, index))
  block.add(`${sink.out}.group[${sink.row}] = ${groupIndex};`)
  const amount = group.amount && (emit(group.amount, place, block, unit) as EmittedWhole)
  block.add(`${sink.out}.amount[${sink.row}] = ${end(amount)};`)
  const share = group.share && toBase(emit(group.share, place, block, unit) as EmittedRate, sink.shareBase)
  block.add(`${sink.out}.share[${sink.row}] = ${end(share)};`)
}

const end = (value: EmittedWhole | EmittedRate | undefined): string =>
  !value
    ? String(UNKNOWN)
    : value.known
      ? value.lo
      : `(${value.lo} === ${value.hi} ? ${value.lo} : ${UNKNOWN})`
