import { Case } from '../../../engine/evaluate/index.ts'
import { type Explanation, explainOutcome, renderExplanation } from '../../../engine/explain/index.ts'
import { type Mark, type Program, worseMark } from '../../../engine/language/index.ts'
import { engineHousehold } from './engine-household.ts'
import type { PlainHousehold, Told } from './messages.ts'

/** Every benefit that concerns the household, in sentences. The person himself reads: nothing is held back from him. */
export function tell(program: Program, plain: PlainHousehold): Told[] {
  const decided = new Case(program, engineHousehold(program.law.facts, plain))
  return decided.outcomes().flatMap(outcome => {
    const benefit = program.benefits.find(b => b.file === outcome.file)
    if (benefit === undefined) return []
    const e = explainOutcome(decided, benefit, outcome.person, { showRestricted: true, changes: false })
    return [told(e)]
  })
}

function told(e: Explanation): Told {
  // first the title, then the right, then why: the title stands above already
  const [vi, en] = [linesOf(e, 'vi'), linesOf(e, 'en')]
  const member = new Set([e.person])
  return {
    benefit: e.benefit,
    title: e.title,
    person: e.person,
    outcome: e.outcome as Told['outcome'],
    kind: e.kind,
    per: e.per,
    payer: e.payer,
    amount: e.amount,
    share: e.share,
    right: { vi: vi[0] ?? '', en: en[0] ?? '' },
    reasons: { vi: vi.slice(1), en: en.slice(1) },
    citation: e.citation,
    where: e.where,
    papers: e.papers,
    mark: markOf(e),
    missing: e.missing.map(m => ({
      fact:
        m.kind === 'law'
          ? null
          : member.has(m.person)
            ? m.key.slice((m.person ?? '').length + (m.person ? 1 : 0))
            : m.key,
      person: m.person,
      label: m.label,
      supplier: m.supplier,
      kind: m.kind === 'law' ? 'law' : 'fact',
    })),
  }
}

const linesOf = (e: Explanation, lang: 'vi' | 'en'): string[] =>
  renderExplanation(e, lang).split('\n').slice(1)

function markOf(e: Explanation): Mark {
  const marks = [...e.marks.map(m => m.mark), ...e.parameters.filter(p => p.decides).map(p => p.mark)]
  return marks.reduce<Mark>((worst, mark) => worseMark(worst, mark), 'confirmed')
}
