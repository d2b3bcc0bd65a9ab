// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of a compiler that writes templates
/** One fault planted in the compiler: a piece of its text replaced by another. */
export interface Mutant {
  readonly name: string
  /** File below engine/kernel. */
  readonly file: string
  /** Must stand in the file exactly once. */
  readonly find: string
  readonly replace: string
}

/** Faults that a compiler of law could really have. Each must be noticed by random programs; one that survives is a fault of the suite. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'an undecided and counts as false',
    file: 'emit.ts',
    find: '`(${v} & $ & 2) | ((${v} | $) & 1)`',
    replace: '`(${v} & $) === 2 ? 2 : 1`',
  },
  {
    name: 'an undecided or counts as true',
    file: 'emit.ts',
    find: '`((${v} | $) & 2) | (${v} & $ & 1)`',
    replace: '`((${v} | $) & 2) ? 2 : 1`',
  },
  {
    name: 'exists forgets who is undecided',
    file: 'emit-members.ts',
    find: 'const step = `${v} = ((${v} | ${js}) & 2) | (${v} & ${js} & 1);`',
    replace: 'const step = `if (${js} === 2) ${v} = 2;`',
  },
  {
    name: 'all holds as soon as one member does',
    file: 'emit-members.ts',
    find: "const [start, test] = kind === 'exists' ? ['false', js] : ['true', `!${paren(js)}`]",
    replace: "const [start, test] = kind === 'exists' ? ['false', js] : ['true', `${paren(js)}`]",
  },
  {
    name: 'a count leaves out who is undecided',
    file: 'emit-members.ts',
    find: 'if (${js} & 2) ${hi}++;',
    replace: 'if (${js} === 2) ${hi}++;',
  },
  {
    name: 'a count loses its condition',
    file: 'emit-members.ts',
    find: 'step: `if (${js}) ${lo}++;`',
    replace: 'step: `${lo}++;`',
  },
  {
    name: 'an undecided condition takes the no branch',
    file: 'emit-choose.ts',
    find: '[`if (${test} & 2) {`',
    replace: '[`if (${test} === 2) {`',
  },
  {
    name: 'a difference takes its ends the wrong way',
    file: 'emit.ts',
    find: "node.kind === 'add' ? [b.lo, b.hi] : [b.hi, b.lo]",
    replace: '[b.lo, b.hi]',
  },
  {
    name: 'a choice joins only the lower ends',
    file: 'emit-choose.ts',
    find: 'if (${x.hi} > ${hi}) ${hi} = ${x.hi};',
    replace: '',
  },
  {
    name: 'count_true leaves out what may be true',
    file: 'emit-arithmetic.ts',
    find: '`(${b.js} >> 1)`',
    replace: '`(${b.js} === 2 ? 1 : 0)`',
  },
  {
    name: 'months are added to the earliest day only',
    file: 'emit.ts',
    find: '`R.monthsAfter(${day.hi}, ${n.hi})`',
    replace: '`R.monthsAfter(${day.lo}, ${n.lo})`',
  },
  {
    name: 'a value of one member is used for the next',
    file: 'emit.ts',
    find: 'const key = `rule ${rule.file.id}#${rule.version.index} ${node.name} ${row}`',
    replace: 'const key = `rule ${rule.file.id}#${rule.version.index} ${node.name}`',
  },
  {
    name: 'at most means less than',
    file: 'emit-compare.ts',
    find: "return compareWhole('>=', b, a)",
    replace: "return compareWhole('<', a, b)",
  },
  {
    name: 'an unknown number is not equal to anything',
    file: 'emit-compare.ts',
    find: '? 2 : ${a.hi} < ${b.lo} || ${b.hi} < ${a.lo} ? 1 : 3)`',
    replace: '? 2 : 1)`',
  },
  {
    name: 'a birthday counts one day late',
    file: 'emit-compare.ts',
    find: 'const day = bornBy(unit.program.on, years)',
    replace: 'const day = bornBy(unit.program.on, years) - 1',
  },
  {
    name: 'an exact age has no upper end',
    file: 'emit-compare.ts',
    find: '`(${low.js} && !(${high.js}))`',
    replace: '`(${low.js})`',
  },
  {
    name: 'an unknown text is another text',
    file: 'emit-compare.ts',
    find: 'boolMask(`(${fact.js} === ${UNKNOWN} ? 3 : ${fact.js} === ${code} ? 2 : 1)`)',
    replace: 'boolMask(`(${fact.js} === ${code} ? 2 : 1)`)',
  },
  {
    name: 'membership does not see what else is possible',
    file: 'emit-compare.ts',
    find: '+ ((${value.js} & ${~set}) !== 0 ? 1 : 0)',
    replace: '+ ((${value.js} & ${set}) === 0 ? 1 : 0)',
  },
  {
    name: 'an unknown bool is false',
    file: 'emit-fact.ts',
    find: '(${value} === ${UNKNOWN_BYTE} ? 3 : ${value} + 1)',
    replace: '(${value} === ${UNKNOWN_BYTE} ? 1 : ${value} + 1)',
  },
  {
    name: 'an unknown number is its lowest',
    file: 'emit-fact.ts',
    find: 'hi: block.atom(`(${value} <= ${NONE} ? ${bounds.hi} : ${value})`',
    replace: 'hi: block.atom(`(${value} <= ${NONE} ? ${bounds.lo} : ${value})`',
  },
  {
    name: 'an absent value counts as given',
    file: 'emit-fact.ts',
    find: 'return bool(`${array}[${rowOf(node, place)}] !== ${column.values instanceof Uint8Array ? NONE_BYTE : NONE}`)',
    replace: "return bool('true')",
  },
  {
    name: 'a table gives its lowest cell for both ends',
    file: 'emit-parameter.ts',
    find: 'hi: `R.highest(${words}, ${table(',
    replace: 'hi: `R.lowest(${words}, ${table(',
  },
  {
    name: 'rates keep their own denominators',
    file: 'emit-rate.ts',
    find: 'const factor = base / rate.base',
    replace: 'const factor = base / base',
  },
  {
    name: 'halves round down',
    file: 'runtime.ts',
    find: 'return product >= 0 ? floor + 1 : floor',
    replace: 'return floor',
  },
  { name: 'down means towards zero', file: 'runtime.ts', find: '- (rest < 0 ? 1 : 0)', replace: '' },
  {
    name: 'a doubtful group before does not matter',
    file: 'benefit-code.ts',
    find: 'any && `${any} === 1`',
    replace: 'undefined',
  },
  {
    name: 'a doubtful exception does not matter',
    file: 'benefit-code.ts',
    find: 'if (!e.known) doubt(',
    replace: 'if (!e.known && version.index < 0) doubt(',
  },
  {
    name: 'a doubtful condition does not matter',
    file: 'benefit-code.ts',
    find: 'if (!c.known) doubt(',
    replace: 'if (!c.known && version.index < 0) doubt(',
  },
  {
    name: 'nobody is told that the half of the city is unknown',
    file: 'benefit-code.ts',
    find: 'if (!territory.known) unknownTerritory(',
    replace: 'if (territory.form === "index") unknownTerritory(',
  },
  {
    name: 'a doubtful scope is in scope',
    file: 'benefit-code.ts',
    find: 'if (${mask} === 3) { ${write(sink, 3, index)} }\\nelse if (${mask} === 2) {',
    replace: 'if (${mask} & 2) {',
  },
  {
    name: 'outcomes of the last range stay',
    file: 'kernel-decider.ts',
    find: 'mine.benefits[i]?.outcome.fill(',
    replace: 'mine.benefits[i]?.outcome.subarray(',
  },
  {
    name: 'the second range reads the rules of the first',
    file: 'emit-stored.ts',
    find: "stored.entity === 'household' ? 'from' : 'base'",
    replace: "stored.entity === 'household' ? '0' : 'base'",
  },
  {
    name: 'the common loop reads what its own stage has yet to store',
    file: 'emit.ts',
    find: 'const within: Unit = { ...unit, stored: fused.stored,',
    replace: 'const within: Unit = { ...unit, stored: unit.stored,',
  },
  {
    name: 'two questions of one kind share an answer',
    file: 'emit.ts',
    find: 'const key = `${kind} ${place.file.id}#${place.version.index} ${shapeOf(each)}`',
    replace: 'const key = `${kind} ${place.file.id}#${place.version.index} ${each.kind}`',
  },
  {
    name: 'what belongs to a member is computed once for the household',
    file: 'places.ts',
    find: "n.owner !== 'household') alone = false",
    replace: "n.owner === 'self') alone = false",
  },
  {
    name: 'a chunk with doubts takes the code for chunks without',
    file: 'kernel-decider.ts',
    find: 'undecided === 0 && isOpen ? compiled.decided',
    replace: 'isOpen ? compiled.decided',
  },
  {
    name: 'an undecided number of deprivations is its least',
    file: 'kernel-decider.ts',
    find: 'column[i] = lo[i] === hi[i] ? (lo[i] ?? UNKNOWN) : UNKNOWN',
    replace: 'column[i] = lo[i] ?? UNKNOWN',
  },
  {
    name: 'missing asks for what is decided',
    file: 'missing-code.ts',
    find: "return value.known ? 'false' : `${value.js} === 3`",
    replace: "return 'true'",
  },
  {
    name: 'missing forgets the condition of a choice',
    file: 'parts-code.ts',
    find: 'visit(node.condition, block, place)',
    replace: '',
  },
  {
    name: 'reading does not stop at a decided side',
    file: 'restricted-code.ts',
    find: "if (${left} !== ${node.kind === 'and' ? 1 : 2}) {",
    replace: 'if (true || ${left}) {',
  },
]

/**
 * The text with the fault planted; undefined when the piece does not stand there exactly once. White space does not count, so that formatting
 * the compiler does not disarm the suite.
 */
export function plant(text: string, { find, replace }: Mutant): string | undefined {
  const places: number[] = []
  for (let i = 0; i < text.length; i++) if (!/\s/.test(text[i] ?? '')) places.push(i)
  const bare = text.replace(/\s/g, '')
  const wanted = find.replace(/\s/g, '')
  const at = bare.indexOf(wanted)
  if (at < 0 || bare.indexOf(wanted, at + 1) >= 0) return undefined
  return text.slice(0, places[at]) + replace + text.slice((places[at + wanted.length - 1] ?? 0) + 1)
}
