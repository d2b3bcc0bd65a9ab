import { Button, Menu } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { download } from '../../api/download.ts'
import { Fault, Page, Section, Table, useFormats, Waiting } from '../../kit/index.ts'
import { usePlace, useUnitName } from '../../shell/places.ts'
import { keepOffice, useAsOf, useSetSearch } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import '../households.css'
import { ActiveFilters } from './active-filters.tsx'
import { ColumnsChoice } from './columns-choice.tsx'
import { useListColumns } from './list-columns.tsx'
import { ListFilters } from './list-filters.tsx'
import { countQuery, exportPath, listQuery } from './list-queries.ts'
import { filterOf, type HouseholdsSearch, type ListSearch, listSearch } from './list-search.ts'
import { PeopleSearch } from './people-search.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { useListWords } from './words.ts'

/** People by name, and the list of households: filtered, sorted, counted, taken along. */
export function ListPage() {
  const t = useListWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const search = listSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const { commune } = usePlace()
  const { month } = useAsOf()
  const count = useQuery(countQuery(search, commune))
  const said =
    count.data === undefined
      ? ' '
      : t(count.data.exact ? 'count' : 'count_more', { count: f.number(count.data.households) })
  return (
    <Page
      title={t('title')}
      lead={`${said}${commune === undefined || commune === '*' ? '' : ` · ${nameOf(commune)}`}`}
      actions={<Ways />}
    >
      {month !== undefined && <p className="small soft">{t('no_past', { month: f.month(month) })}</p>}
      <div className="no-print">
        <PeopleSearch />
      </div>
      <Section title={t('list')} aside={<span className="no-print">{said}</span>}>
        <Tools search={search} commune={commune} />
        <ActiveFilters search={search} />
        <List search={search} commune={commune} said={said} />
      </Section>
    </Page>
  )
}

function Ways() {
  const t = useListWords()
  return (
    <nav className="hh-ways" aria-label={t('title')}>
      {(['arrivals', 'duplicates', 'choices'] as const).map(word => (
        <Link
          key={word}
          to={`/households/${word === 'choices' ? 'area-choices' : word}` as never}
          search={keepOffice as never}
        >
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}

interface Of {
  readonly search: ListSearch
  readonly commune: string | undefined
}

function Tools({ search, commune }: Of) {
  const t = useListWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const conditions = Object.keys(filterOf(search)).length
  const take = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => download(exportPath(search, commune, format)),
  })
  return (
    <>
      <div className="hh-tools no-print">
        <Button
          size="xs"
          variant={conditions > 0 ? 'light' : 'default'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('filter')}
          {conditions > 0 ? ` (${conditions})` : ''}
        </Button>
        <ColumnsChoice search={search} />
        <SavedFilters search={search} />
        <span className="hh-tools-gap" />
        {may('export.run') && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="default" loading={take.isPending}>
                {t('export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(['xlsx', 'csv'] as const).map(format => (
                <Menu.Item key={format} onClick={() => take.mutate(format)}>
                  {t('export_as', { format: `.${format}` })}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button size="xs" variant="default" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <Fault error={take.error} />
      {isOpen && <ListFilters search={search} />}
    </>
  )
}

function List({ search, commune, said }: Of & { said: string }) {
  const t = useListWords()
  const f = useFormats()
  const setSearch = useSetSearch<HouseholdsSearch>()
  const columns = useListColumns(search)
  const list = useInfiniteQuery(listQuery(search, commune))
  if (list.data === undefined)
    return list.isError ? (
      <Fault error={list.error} retry={() => void list.refetch()} />
    ) : (
      <Waiting rows={12} height={600} />
    )
  const rows = list.data.pages.flatMap(p => p.items)
  const isFiltered = Object.keys(filterOf(search)).length > 0
  if (rows.length === 0) return <p className="empty">{t(isFiltered ? 'empty' : 'empty_all')}</p>
  return (
    <div className={list.isPlaceholderData ? 'hh-stale' : undefined} aria-busy={list.isPlaceholderData}>
      <Table
        label={`${t('list')}: ${said}`}
        columns={columns}
        rows={rows}
        rowKey={row => row.household_id}
        sort={{ by: search.sort ?? 'head_name', order: search.order ?? 'asc' }}
        onSort={(by, order) => setSearch({ sort: by as ListSearch['sort'], order })}
      />
      <div className="hh-more no-print">
        <span className="small soft">
          {t('shown', { shown: f.number(rows.length), count: said.replace(/\D+$/, '') })}
        </span>
        {list.hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </div>
    </div>
  )
}
