import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Loaded, Section, Table, useFormats } from '../kit/index.ts'
import { To } from './parts.tsx'
import { useReportWords } from './report-words.ts'
import { useReviewWords } from './words.ts'

const CELLS = [
  'opening',
  'to_other_list',
  'escaped',
  'other_decrease',
  'from_other_list',
  'relapsed',
  'arisen',
  'other_increase',
  'closing',
] as const
type Cell = (typeof CELLS)[number]
type List = 'poor' | 'near_poor'
interface Ends {
  readonly from: string
  readonly to: string
  readonly commune: string | undefined
}

const endsOf = ({ from, to, commune }: Ends) => ({
  from,
  to,
  ...(commune === undefined ? {} : { commune }),
})

/** Tables 2 and 3 side by side; a number opens its households. */
export function MovementTables(ends: Ends) {
  const t = useReportWords()
  const r = useReviewWords()
  const f = useFormats()
  const [open, setOpen] = useState<{ list: List; cell: Cell }>()
  const report = useQuery({
    queryKey: ['reviews', 'movement', ends],
    queryFn: () => bodyOf(api.GET('/api/reviews/movement', { params: { query: endsOf(ends) } })),
  })
  return (
    <Loaded of={report} rows={10} height={420}>
      {data => (
        <>
          <p className={data.balances ? 'soft' : 'late'}>
            {t('movement.until', { day: f.day(data.on) })}{' '}
            {t(data.balances ? 'movement.balances' : 'movement.unbalanced')}
          </p>
          <div className="rv-two">
            {(['poor', 'near_poor'] as const).map(list => (
              <Section key={list} title={t(`movement.${list}`)}>
                <Table
                  label={r('table_of', { what: t(`movement.${list}`) })}
                  rows={CELLS}
                  rowKey={cell => cell}
                  rowClass={cell => (cell === 'opening' || cell === 'closing' ? 'rv-row-sum' : undefined)}
                  columns={[
                    { name: 'cell', title: t('movement.row'), cell: c => t(`movement.cell.${c}`) },
                    {
                      name: 'households',
                      title: t('movement.households'),
                      isNumber: true,
                      cell: c => (
                        <button
                          type="button"
                          className="linklike num"
                          aria-label={t('movement.open_cell', {
                            count: data[list][c]?.households ?? 0,
                            cell: t(`movement.cell.${c}`),
                          })}
                          onClick={() => setOpen({ list, cell: c })}
                        >
                          {f.number(data[list][c]?.households ?? 0)}
                        </button>
                      ),
                    },
                    {
                      name: 'persons',
                      title: t('movement.persons'),
                      isNumber: true,
                      cell: c => f.number(data[list][c]?.persons ?? 0),
                    },
                  ]}
                />
              </Section>
            ))}
          </div>
          {open !== undefined && <Behind {...ends} {...open} onClose={() => setOpen(undefined)} />}
        </>
      )}
    </Loaded>
  )
}

/** The households behind one cell. */
function Behind({ list, cell, onClose, ...ends }: Ends & { list: List; cell: Cell; onClose: () => void }) {
  const t = useReportWords()
  const r = useReviewWords()
  const f = useFormats()
  const behind = useQuery({
    queryKey: ['reviews', 'movement', ends, list, cell],
    queryFn: () =>
      bodyOf(
        api.GET('/api/reviews/movement/households', {
          params: { query: { ...endsOf(ends), list, cell } },
        }),
      ),
  })
  return (
    <Dialog onClose={onClose} size={640} title={`${t(`movement.${list}`)}: ${t(`movement.cell.${cell}`)}`}>
      <Loaded of={behind} rows={4} isEmpty={b => b.items.length === 0} empty={t('movement.no_behind')}>
        {b => (
          <Table
            label={t('movement.behind')}
            rows={b.items}
            rowKey={h => h.household_id}
            columns={[
              {
                name: 'head',
                title: r('household'),
                cell: h => <To to={`/households/${h.household_id}`}>{h.head_name ?? r('nameless')}</To>,
              },
              { name: 'hamlet', title: r('hamlet'), cell: h => h.hamlet },
              {
                name: 'persons',
                title: t('movement.persons'),
                isNumber: true,
                cell: h => f.number(h.persons),
              },
              {
                name: 'note',
                title: t('movement.note'),
                cell: h => (h.counts ? null : <span className="soft">{t('movement.members_only')}</span>),
              },
            ]}
          />
        )}
      </Loaded>
    </Dialog>
  )
}
