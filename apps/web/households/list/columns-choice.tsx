import { Button, Checkbox, Popover } from '@mantine/core'
import { useSetSearch } from '../../shell/search-params.ts'
import { COLUMNS, type ColumnName, columnsOf, type HouseholdsSearch, type ListSearch } from './list-search.ts'
import { useListWords } from './words.ts'

/** Which columns are shown; the head of the household always is. */
export function ColumnsChoice({ search }: { search: ListSearch }) {
  const t = useListWords()
  const setSearch = useSetSearch<HouseholdsSearch>()
  const shown = columnsOf(search)
  const toggle = (name: ColumnName) =>
    setSearch({
      columns: COLUMNS.filter(c => (c === name ? !shown.includes(c) : shown.includes(c))).join(','),
    })
  return (
    <Popover trapFocus position="bottom-start">
      <Popover.Target>
        <Button variant="default" size="xs">
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="hh-columns">
          <legend className="sr-only">{t('columns')}</legend>
          {COLUMNS.map(name => (
            <Checkbox
              key={name}
              size="xs"
              label={t(`col.${name}`)}
              checked={shown.includes(name)}
              disabled={name === 'head_name'}
              onChange={() => toggle(name)}
            />
          ))}
        </fieldset>
        <button type="button" className="linklike small" onClick={() => setSearch({ columns: undefined })}>
          {t('columns_usual')}
        </button>
      </Popover.Dropdown>
    </Popover>
  )
}
