import { formatValue } from '../cases/index.ts'
import { type Case, type Context, isKnown, type Range, type Value } from '../evaluate/index.ts'
import { formatDay } from '../language/days.ts'
import type { LawFile, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import { citation } from './acts.ts'
import { holdsOf, Ledger } from './asking.ts'
import { ask } from './conditions.ts'
import type {
  Condition,
  ExplainOptions,
  LawReceipt,
  ParameterUse,
  StandingExplanation,
} from './explanation.ts'
import { missingParts } from './missing-parts.ts'
import { bare } from './nouns.ts'
import { both, day, two } from './text.ts'
import { showValue } from './values.ts'
import { because, becauseOfValue, decisive, leavesOfValue, usesOf } from './why.ts'

const UNDETERMINED = two('chưa phân loại được', 'not yet determined')

/** Why a household stands where it stands on the day of the case. Throws where the law has no poverty standard on that day. */
export function explainStanding(decided: Case, options: ExplainOptions = {}): StandingExplanation {
  const { program, household } = decided
  const { standard } = program
  if (!standard) throw new Error('the law has no poverty standard on this day')
  const { file, version } = standard
  const result = decided.standing()
  const hidden = result.restricted && options.showRestricted !== true
  const context = decided.context(file, version)
  const ledger = new Ledger()
  const word = (name: string): { word: string | null; label: Text2 } =>
    wordOf(name, result.values.get(name), version, context)
  const [standing, computed, basis] = [word('standing'), word('computed_standing'), word('standing_basis')]
  const tree = (name: string): Condition =>
    ask(ruleNode(name, version), context, { ledger, stopAtStanding: false }, name)
  const trees = hidden
    ? []
    : ['computed_standing', 'newly_escaped'].filter(n => version.rules.has(n)).map(tree)
  const indicators = hidden ? [] : version.indicators.map(name => ({ name, asked: tree(name) }))
  const chain = trees[0]?.parts[0]
  const reasons = chain ? becauseOfValue(chain) : []
  const deciding = new Set((chain ? leavesOfValue(chain) : []).flatMap(c => [...usesOf(c)]))
  const count = result.values.get('deprivation_count')
  return {
    household: household.id,
    on: formatDay(program.on),
    title: file.title,
    standing: standing.word,
    label: standing.word === null ? UNDETERMINED : standing.label,
    basis: basis.word,
    basisLabel: basis.word === 'recognised' ? recognition(decided, basis.label) : basis.label,
    computed: hidden ? null : computed.word,
    computedLabel: hidden ? two('', '') : computed.word === null ? UNDETERMINED : computed.label,
    disagree:
      !hidden &&
      basis.word === 'recognised' &&
      computed.word !== null &&
      standing.word !== null &&
      computed.word !== standing.word,
    newlyEscaped: holdsOf(result.values.get('newly_escaped')),
    deprivationCount: !hidden && count !== undefined && isKnown(count) ? Number((count as Range).lo) : null,
    indicators: indicators.map(({ name, asked }) => ({
      name,
      label: version.rules.get(name)?.label ?? bare(name),
      deprived: asked.holds ?? 'unknown',
      because: because(asked.parts.flatMap(decisive)),
    })),
    because: reasons,
    conditions: trees,
    citation: citation(program.law, version),
    parameters: hidden ? [] : withDecides(ledger, deciding),
    marks: [
      {
        part: two('tiêu chí phân loại hộ', 'the criteria of the standing'),
        citation: citation(program.law, version),
        source: version.source ?? '',
        mark: version.mark,
      },
      ...(hidden ? [] : ledger.marks.values()),
    ],
    missing: hidden ? [] : missingParts(result.missing, decided, version),
    restricted: result.restricted,
    hidden,
    receipt: receipt(decided, file, version),
  }
}

/** Which law decided, so that anyone can decide again. */
export function receipt(decided: Case, file: LawFile | undefined, version: Version | undefined): LawReceipt {
  const { law, on } = decided.program
  return {
    law: law.hash,
    overlays: law.overlays.map(o => ({ name: o.name, citation: o.citation, hash: o.hash })),
    on: formatDay(on),
    version:
      file && version ? { file: file.id, from: formatDay(version.from), territory: version.territory } : null,
  }
}

export const withDecides = (ledger: Ledger, deciding: ReadonlySet<string>): ParameterUse[] =>
  [...ledger.parameters.values()]
    .map(p => ({ ...p, decides: deciding.has(p.key) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))

const ruleNode = (name: string, version: Version): Node => ({
  kind: 'rule',
  type: version.rules.get(name)?.type ?? { t: 'bool' },
  owner: 'household',
  name,
  start: 0,
})

function wordOf(
  name: string,
  value: Value,
  version: Version,
  context: Context,
): { word: string | null; label: Text2 } {
  const type = version.rules.get(name)?.type ?? { t: 'bool' as const }
  const known = isKnown(value)
  return {
    word: known ? formatValue(type, value, context.program.law.facts) : null,
    label: showValue(type, value, context.program.law.facts),
  }
}

/** `theo quyết định công nhận có hiệu lực từ 01-01-2023`. */
function recognition(decided: Case, label: Text2): Text2 {
  const { facts } = decided.household
  const [from, until] = [facts.get('recognised_on'), facts.get('recognised_until')]
  const known = (v: unknown): v is number | bigint => typeof v === 'number' || typeof v === 'bigint'
  const begin = known(from) ? two(` có hiệu lực từ ${day(from)}`, ` in force from ${day(from)}`) : two('', '')
  const end = known(until) ? two(` đến ${day(until)}`, ` to ${day(until)}`) : two('', '')
  return both(l => `${label[l]}${begin[l]}${end[l]}`)
}
