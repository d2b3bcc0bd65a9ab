import fc from 'fast-check'

/** Who is asked: a household's rule, a person's rule, or a member inside a quantifier of either. */
export type Where = 'household' | 'person' | 'member_of_household' | 'member_of_person'

/** Rules that an expression may name, by type. */
export interface Names {
  readonly household: Readonly<Record<string, readonly string[]>>
  readonly person: Readonly<Record<string, readonly string[]>>
}

const NO_NAMES: Names = { household: {}, person: {} }

/** Random well-typed expressions as text: every operation of the language, small first so that failures shrink. */
export class Expressions {
  private readonly memo = new Map<string, fc.Arbitrary<string>>()
  private readonly names: Names
  private readonly withParameters: boolean

  constructor(names: Names = NO_NAMES, withParameters = true) {
    this.names = names
    this.withParameters = withParameters
  }

  of(type: string, where: Where, depth: number): fc.Arbitrary<string> {
    const key = `${type} ${where} ${depth}`
    const known = this.memo.get(key)
    if (known) return known
    const leaves = this.leaves(type, where)
    const all = depth <= 0 ? leaves : [...leaves, ...this.branches(type, where, depth - 1)]
    const made = fc.oneof({ withCrossShrink: true }, ...all)
    this.memo.set(key, made)
    return made
  }

  /** Names of facts and rules as they are written from a place. */
  private owned(
    household: readonly string[],
    person: readonly string[],
    where: Where,
    ruleType: string,
  ): fc.Arbitrary<string>[] {
    const h = [...household, ...(this.names.household[ruleType] ?? [])]
    const p = [...person, ...(this.names.person[ruleType] ?? [])]
    const all =
      where === 'household'
        ? h
        : where === 'person'
          ? [...p, ...h.map(n => `household.${n}`)]
          : where === 'member_of_household'
            ? [...p.map(n => `m.${n}`), ...h]
            : [...p.map(n => `m.${n}`), ...p, ...h.map(n => `household.${n}`)]
    return all.length > 0 ? [fc.constantFrom(...all)] : []
  }

  private leaves(type: string, where: Where): fc.Arbitrary<string>[] {
    const given = (...names: string[]): fc.Arbitrary<string>[] =>
      this.withParameters ? [fc.constantFrom(...names)] : []
    switch (type) {
      case 'bool':
        return [
          ...this.owned(['hb', 'hr'], ['pb', 'pr'], where, type),
          fc.constantFrom('true', 'false'),
          ...given('par_bool', 'par_bool_missing'),
        ]
      case 'count':
        return [
          ...this.owned(['hn'], ['pn'], where, type),
          fc.nat({ max: 6 }).map(String),
          ...given('par_count'),
        ]
      case 'money':
        return [
          ...this.owned(['hm'], ['pm'], where, type),
          fc.nat({ max: 6 }).map(n => `money(${n % 2 === 0 ? n * 500_000 : n * 500_000 + 1})`),
          ...given('par_money', 'par_money_by', 'par_money_missing'),
        ]
      case 'decimal':
        return [...this.owned(['hx'], [], where, type), fc.nat({ max: 900 }).map(n => (n / 100).toFixed(2))]
      case 'date':
        return [
          ...this.owned(['hd'], ['birth'], where, type),
          fc.constant('on'),
          fc.constantFrom('date("2024-02-29")', 'date("2023-12-31")', 'date("2021-02-28")'),
        ]
      case 'colour':
        return [...this.owned(['hc'], ['pk'], where, type), ...given('par_colour_by')]
      case 'level':
        return this.owned([], ['pc'], where, type).length > 0
          ? this.owned([], ['pc'], where, type)
          : [fc.constant('low')]
      case 'rate':
        return [
          fc.constantFrom(
            'rate("7/10")',
            'rate("4.5%")',
            'rate("1/3")',
            'rate("1/2")',
            'rate("1/2")',
            'rate("0")',
          ),
          ...given('par_rate', 'par_rate_by', 'par_rate_missing'),
        ]
      default:
        throw new Error(type)
    }
  }

  private branches(type: string, where: Where, depth: number): fc.Arbitrary<string>[] {
    const sub = (t: string, w: Where = where): fc.Arbitrary<string> => this.of(t, w, depth)
    const both = (t: string, ops: readonly string[]): fc.Arbitrary<string> =>
      fc.tuple(sub(t), fc.constantFrom(...ops), sub(t)).map(([a, op, b]) => `(${a} ${op} ${b})`)
    const choose = fc.tuple(sub('bool'), sub(type), sub(type)).map(([c, a, b]) => `(${c} ? ${a} : ${b})`)
    const extreme = fc
      .tuple(fc.constantFrom('min', 'max'), sub(type), sub(type))
      .map(([f, a, b]) => `${f}(${a}, ${b})`)
    const canAsk = where === 'household' || where === 'person'
    const inside: Where = where === 'household' ? 'member_of_household' : 'member_of_person'
    const members = where === 'household' ? 'members' : 'household.members'
    const ask = (f: readonly string[], t: string): fc.Arbitrary<string>[] =>
      canAsk
        ? [fc.tuple(fc.constantFrom(...f), sub(t, inside)).map(([q, e]) => `${members}.${q}(m, ${e})`)]
        : []
    switch (type) {
      case 'bool':
        return [
          sub('bool').map(a => `!(${a})`),
          both('bool', ['&&', '||', '&&', '||', '==', '!=']),
          both('count', ['==', '!=', '<', '<=', '>', '>=']),
          both('money', ['<', '<=', '>', '>=', '==', '!=']),
          both('date', ['<', '<=', '>', '>=', '==']),
          both('decimal', ['<', '>=', '==']),
          fc.tuple(sub('decimal'), sub('count')).map(([a, b]) => `(${a} < ${b})`),
          fc
            .tuple(sub('rate'), fc.constantFrom('<', '>=', '=='), sub('rate'))
            .map(([a, op, b]) => `(${a} ${op} ${b})`),
          fc
            .tuple(sub('colour'), fc.constantFrom('==', '!='), fc.constantFrom('red', 'green', 'blue'))
            .map(([a, op, w]) => `((${a}) ${op} ${w})`),
          both('colour', ['==', '!=']),
          fc
            .tuple(sub('colour'), fc.constantFrom('[red]', '[red, blue]', 'par_words'))
            .map(([a, l]) => `((${a}) in ${this.withParameters ? l : '[green]'})`),
          ...this.levels(where),
          this.ages(where, depth),
          this.texts(where),
          ...this.optional(where, depth),
          ...ask(['exists', 'all'], 'bool'),
          ...this.meetings(where),
          choose,
        ]
      case 'count':
        return [
          both('count', ['+', '-']),
          fc.tuple(sub('count'), fc.nat({ max: 3 })).map(([a, n]) => `(${a} * ${n})`),
          fc.tuple(sub('bool'), sub('bool'), sub('bool')).map(b => `count_true(${b.join(', ')})`),
          fc.tuple(sub('date'), sub('date')).map(([a, b]) => `age_on(${a}, ${b})`),
          sub('count').map(a => `-(${a})`),
          ...(canAsk ? [fc.constant(`${members}.count()`)] : []),
          ...ask(['count'], 'bool'),
          ...ask(['sum'], 'count'),
          extreme,
          choose,
        ]
      case 'money':
        return [
          both('money', ['+', '-']),
          fc.tuple(sub('money'), fc.nat({ max: 3 })).map(([a, n]) => `(${a} * ${n})`),
          fc
            .tuple(sub('money'), sub('rate'), fc.constantFrom('down', 'up', 'half_up', 'half_even'))
            .map(([a, r, mode]) => `share(${a}, ${r}, ${mode})`),
          ...ask(['sum'], 'money'),
          extreme,
          choose,
        ]
      case 'decimal':
        return [both('decimal', ['+', '-']), sub('count').map(n => `(1.25 * ${n})`), extreme, choose]
      case 'date':
        return [
          fc
            .tuple(sub('date'), fc.constantFrom('months(36)', 'months(1)', '12', 'par_months'))
            .map(([d, n]) => `months_after(${d}, ${this.withParameters ? n : 'months(2)'})`),
          sub('date').map(d => `year_start(${d})`),
          extreme,
          choose,
        ]
      case 'colour':
      case 'level':
      case 'rate':
        return [choose]
      default:
        throw new Error(type)
    }
  }

  private levels(where: Where): fc.Arbitrary<string>[] {
    const facts = this.owned([], ['pc'], where, 'level')
    if (where === 'household' || facts.length === 0) return []
    return [
      fc
        .tuple(
          facts[0] as fc.Arbitrary<string>,
          fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
          fc.constantFrom('low', 'mid', 'high', 'top'),
        )
        .map(([a, op, w]) => `(${a} ${op} ${w})`),
    ]
  }

  /** Ages against constants take a short cut in the kernel. */
  private ages(where: Where, depth: number): fc.Arbitrary<string> {
    const birth = where === 'household' ? 'hd' : where === 'person' ? 'birth' : 'm.birth'
    return fc
      .tuple(
        fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
        fc.oneof(fc.integer({ min: 0, max: 40 }).map(String), this.of('count', where, Math.min(depth, 0))),
      )
      .map(([op, n]) => `(age_on(${birth}, on) ${op} ${n})`)
  }

  /** One rule asked of the person and of each member in one expression: two rows, two values. */
  private meetings(where: Where): fc.Arbitrary<string>[] {
    if (where !== 'person' || this.names.person['bool'] === undefined) return []
    return [
      fc.constantFrom(
        '(q0 && household.members.exists(m, !m.q0))',
        'household.members.exists(m, m.q1 > q1)',
        '(household.members.count(m, m.q0 == q0) > 1)',
      ),
    ]
  }

  private texts(where: Where): fc.Arbitrary<string> {
    const fact = where === 'household' ? 'ht' : where === 'person' ? 'pt' : 'm.pt'
    return fc
      .constantFrom(
        `${fact} == "Kinh"`,
        `${fact} != "Tày"`,
        `${fact} in ["Hoa", "Kinh"]`,
        `${fact} in ["Mường"]`,
      )
      .map(t => `(${t})`)
  }

  private optional(where: Where, depth: number): fc.Arbitrary<string>[] {
    const h = where === 'household' || where === 'member_of_household' ? '' : 'household.'
    const n = this.of('count', where, depth)
    return [
      fc.constant(`(has(${h}hod) && ${h}hod <= on)`),
      n.map(c => `(!has(${h}hon) || ${h}hon > ${c})`),
      n.map(c => `(has(${h}hon) ? ${h}hon == ${c} : ${h === '' ? 'hb' : 'household.hb'})`),
      fc.constantFrom('red', 'blue').map(w => `(has(${h}hoc) && ${h}hoc == ${w})`),
    ]
  }
}
