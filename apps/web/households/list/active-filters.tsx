import { Icon, useFormats } from '../../kit/index.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import { useChoiceWords } from './list-filters.tsx'
import { CHOICES, DAY_RANGES, type HouseholdsSearch, type ListSearch, NUMBER_RANGES } from './list-search.ts'
import { useListWords } from './words.ts'

/** The conditions of the list in words, each to be taken away. */
export function ActiveFilters({ search }: { search: ListSearch }) {
  const t = useListWords()
  const setSearch = useSetSearch<HouseholdsSearch>()
  const conditions = useConditions(search)
  if (conditions.length === 0) return null
  return (
    <ul className="hh-chips">
      {conditions.map(({ names, what }) => (
        <li key={names.join()} className="hh-chip">
          {what}
          <button
            type="button"
            className="hh-cross no-print"
            aria-label={t('remove', { what })}
            onClick={() => setSearch(Object.fromEntries(names.map(n => [n, undefined])) as never)}
          >
            <Icon name="cross" size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function useConditions(search: ListSearch): readonly { names: readonly string[]; what: string }[] {
  const t = useListWords()
  const f = useFormats()
  const word = useChoiceWords()
  const range = (name: (typeof NUMBER_RANGES | typeof DAY_RANGES)[number], show: (v: never) => string) => {
    const [from, to] = [search[`${name}_from`], search[`${name}_to`]]
    if (from === undefined && to === undefined) return []
    const ends = [
      from === undefined ? '' : `${t('from')} ${show(from as never)}`,
      to === undefined ? '' : `${t('to')} ${show(to as never)}`,
    ]
    return [
      {
        names: [`${name}_from`, `${name}_to`],
        what: `${t(`col.${name}`)} ${ends.filter(Boolean).join(' ')}`,
      },
    ]
  }
  return [
    ...CHOICES.flatMap(name => {
      const values = search[name]?.split(',') ?? []
      return values.length === 0
        ? []
        : [{ names: [name], what: `${t(`col.${name}`)}: ${values.map(v => word(name, v)).join(', ')}` }]
    }),
    ...(search.unknown === undefined
      ? []
      : [{ names: ['unknown'], what: t('unknown_of', { what: t(`col.${search.unknown}`) }) }]),
    ...(search.apart === true ? [{ names: ['apart'], what: t('apart') }] : []),
    ...(search.hamlet === undefined
      ? []
      : [{ names: ['hamlet'], what: `${t('col.hamlet')}: ${search.hamlet}` }]),
    ...NUMBER_RANGES.flatMap(name =>
      range(name, name === 'income_per_head_month' ? (v: number) => f.money(v) : (v: number) => f.number(v)),
    ),
    ...DAY_RANGES.flatMap(name => range(name, (v: string) => f.day(v))),
  ]
}
