import { Select } from '@mantine/core'
import { usePlace, useUnitName } from './places.ts'
import { useSetSearch } from './search-params.ts'
import { useShellWords } from './words.ts'

const ALL = '*'

/** Where one looks: a name for whoever has one commune, a choice for whoever has more. */
export function PlaceControl() {
  const t = useShellWords()
  const { commune, choices } = usePlace()
  const nameOf = useUnitName()
  const setSearch = useSetSearch()
  if (choices.length === 0)
    return (
      <span className="bar-place">{commune === undefined || commune === '*' ? '' : nameOf(commune)}</span>
    )
  return (
    <Select
      className="bar-choice"
      aria-label={t('place')}
      size="xs"
      searchable
      data={[
        { value: ALL, label: t('whole_city') },
        ...choices
          .map(code => ({ value: code, label: nameOf(code) }))
          .sort((a, b) => a.label.localeCompare(b.label, 'vi')),
      ]}
      value={commune ?? ALL}
      onChange={value => setSearch({ commune: value === ALL || value === null ? undefined : value })}
    />
  )
}
