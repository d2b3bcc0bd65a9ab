import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fault, Table, useFormats, Waiting } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { keepOffice } from '../../shell/search-params.ts'
import type { ImportSearch } from '../search.ts'
import { importRowsQuery } from './queries.ts'
import { useImportsWords } from './words.ts'

/** Each household of the file, with what is wrong with it in words. */
export function ImportRows({ id, filter }: { id: string; filter: ImportSearch }) {
  const t = useImportsWords()
  const f = useFormats()
  const two = useTwo()
  const unitName = useUnitName()
  const rows = useInfiniteQuery(importRowsQuery(id, filter))
  if (rows.isError) return <Fault error={rows.error} retry={() => void rows.refetch()} />
  if (rows.data === undefined) return <Waiting rows={6} />
  const shown = rows.data.pages.flatMap(page => page.items)
  if (shown.length === 0) return <p className="empty">{t('no_rows')}</p>
  return (
    <>
      <Table
        label={t('problems')}
        rows={shown}
        rowKey={r => String(r.row_no)}
        columns={[
          {
            name: 'row',
            title: t('row'),
            cell: r => (
              <>
                <span className="num">{r.row}</span> <span className="soft small">{r.place}</span>
              </>
            ),
          },
          { name: 'code', title: t('code'), cell: r => r.household_code ?? '' },
          { name: 'commune', title: t('at'), isMinor: true, cell: r => unitName(r.commune_code) },
          {
            name: 'persons',
            title: t('persons'),
            isNumber: true,
            isMinor: true,
            cell: r => f.number(r.persons),
          },
          {
            name: 'state',
            title: t('result_of_row'),
            cell: r => (
              <>
                <span className={r.state === 'rejected' || r.state === 'refused' ? 'adm-bad' : undefined}>
                  {t(`rows.${r.state}`)}
                </span>
                {r.household_id !== null && ['registered', 'changed', 'unchanged'].includes(r.state) && (
                  <div>
                    <Link
                      to={'/households/$id' as never}
                      params={{ id: r.household_id } as never}
                      search={keepOffice as never}
                    >
                      {t('open')}
                    </Link>
                  </div>
                )}
              </>
            ),
          },
          {
            name: 'problems',
            title: t('problems'),
            cell: r =>
              r.problems.length === 0 ? (
                <span className="soft">{t('fine')}</span>
              ) : (
                <ul className="adm-problems">
                  {r.problems.map(p => (
                    <li key={`${p.code} ${p.row} ${p.column}`}>{two(p)}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {rows.hasNextPage && (
        <Button
          className="adm-table-foot"
          variant="default"
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  )
}
