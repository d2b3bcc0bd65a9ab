import { Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useKitWords } from '../../kit/index.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import {
  CHOICES,
  DAY_RANGES,
  type HouseholdsSearch,
  type ListSearch,
  NUMBER_RANGES,
  noFilter,
  UNKNOWNS,
} from './list-search.ts'
import { useListWords } from './words.ts'

const STANDINGS = [
  'poor',
  'near_poor',
  'average_living',
  'above_near_poor',
  'not_poor',
  'undetermined',
] as const
const ENTRIES = ['new', 'relapsed', 'old'] as const
const STATES = ['active', 'merged', 'dissolved', 'left_city'] as const

/** The words of a choice of the filter. */
export function useChoiceWords(): (of: (typeof CHOICES)[number], value: string) => string {
  const t = useListWords()
  const kit = useKitWords()
  return (of, value) => {
    if (of === 'entry') return t(`entry.${value as (typeof ENTRIES)[number]}`)
    if (of === 'state') return t(`state.${value as (typeof STATES)[number]}`)
    return kit(`standing.${value as (typeof STANDINGS)[number]}`)
  }
}

const valuesOf = (name: (typeof CHOICES)[number]): readonly string[] =>
  name === 'entry'
    ? ENTRIES
    : name === 'state'
      ? STATES
      : name === 'recognised_standing'
        ? STANDINGS.slice(0, 3)
        : STANDINGS

/** Every condition of a list; each changes the address at once. */
export function ListFilters({ search }: { search: ListSearch }) {
  const t = useListWords()
  const setSearch = useSetSearch<HouseholdsSearch>()
  const word = useChoiceWords()
  return (
    <fieldset className="hh-filters no-print">
      <legend className="sr-only">{t('filter_of')}</legend>
      {CHOICES.map(name => (
        <MultiSelect
          key={name}
          size="xs"
          label={t(`col.${name}`)}
          data={valuesOf(name).map(value => ({ value, label: word(name, value) }))}
          value={search[name]?.split(',') ?? []}
          onChange={values => setSearch({ [name]: values.length === 0 ? undefined : values.join(',') })}
          hidePickedOptions
          placeholder={search[name] === undefined ? t('any') : ''}
        />
      ))}
      <Select
        size="xs"
        label={t('unknown')}
        allowDeselect
        clearable
        placeholder={t('any')}
        data={UNKNOWNS.map(name => ({ value: name, label: t(`col.${name}`) }))}
        value={search.unknown ?? null}
        onChange={value => setSearch({ unknown: (value ?? undefined) as ListSearch['unknown'] })}
      />
      <HamletField key={search.hamlet ?? ''} value={search.hamlet} />
      {NUMBER_RANGES.map(name => (
        <div className="hh-range" key={name}>
          {(['from', 'to'] as const).map(end => (
            <NumberField key={`${end}${search[`${name}_${end}`]}`} name={name} end={end} search={search} />
          ))}
        </div>
      ))}
      {DAY_RANGES.map(name => (
        <div className="hh-range" key={name}>
          {(['from', 'to'] as const).map(end => (
            <TextInput
              key={end}
              type="date"
              size="xs"
              label={t(end === 'from' ? 'range_from' : 'range_to', { what: t(`col.${name}`) })}
              value={search[`${name}_${end}`] ?? ''}
              onChange={e => setSearch({ [`${name}_${end}`]: e.currentTarget.value || undefined })}
            />
          ))}
        </div>
      ))}
      <Checkbox
        size="xs"
        label={t('apart')}
        checked={search.apart === true}
        onChange={e => setSearch({ apart: e.currentTarget.checked ? true : undefined })}
      />
      <div>
        <Button variant="default" size="xs" onClick={() => setSearch(noFilter(search) as never)}>
          {t('clear')}
        </Button>
      </div>
    </fieldset>
  )
}

/** Asked when it is left or confirmed, not at every letter. */
function HamletField({ value }: { value: string | undefined }) {
  const t = useListWords()
  const setSearch = useSetSearch<HouseholdsSearch>()
  const [text, setText] = useState(value ?? '')
  const done = () => setSearch({ hamlet: text.trim() || undefined })
  return (
    <TextInput
      size="xs"
      label={t('col.hamlet')}
      value={text}
      onChange={e => setText(e.currentTarget.value)}
      onBlur={done}
      onKeyDown={e => e.key === 'Enter' && done()}
    />
  )
}

function NumberField({
  name,
  end,
  search,
}: {
  name: (typeof NUMBER_RANGES)[number]
  end: 'from' | 'to'
  search: ListSearch
}) {
  const t = useListWords()
  const setSearch = useSetSearch<HouseholdsSearch>()
  const [value, setValue] = useState<string | number>(search[`${name}_${end}`] ?? '')
  const done = () => setSearch({ [`${name}_${end}`]: value === '' ? undefined : Number(value) })
  return (
    <NumberInput
      size="xs"
      label={t(end === 'from' ? 'range_from' : 'range_to', { what: t(`col.${name}`) })}
      value={value}
      onChange={setValue}
      onBlur={done}
      onKeyDown={e => e.key === 'Enter' && done()}
      allowDecimal={false}
      min={0}
    />
  )
}
