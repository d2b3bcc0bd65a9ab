import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../api/client.ts'
import { type Column, Loaded, Table, useFormats } from '../kit/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { differenceSumsQuery, type Run, useBenefitName } from './queries.ts'
import { useRightsWords } from './words.ts'

type Sum = Schemas['OutcomeDifferenceSum']

/** What is new, ended or changed, counted; of a redecision: arrears and overpayments. */
export function DifferenceSums({
  run,
  commune,
  done,
}: {
  run: Run
  commune: string | undefined
  done: number
}) {
  const t = useRightsWords()
  const f = useFormats()
  const { nameOf } = useBenefitName()
  const sums = useQuery(differenceSumsQuery(run.run_id, commune, done))
  if (done === 0) return <p className="empty">{t('totals_none')}</p>
  const columns: Column<Sum>[] = [
    { name: 'benefit', title: t('benefit'), cell: s => nameOf(s.benefit) },
    {
      name: 'change',
      title: t('column.change'),
      cell: s => (
        <Link
          to={'/rights/runs/$run/differences' as never}
          params={{ run: String(run.run_id) } as never}
          search={
            ((old: Record<string, unknown>) => ({
              ...keepOffice(old),
              benefit: s.benefit,
              change: s.change,
            })) as never
          }
        >
          {t(`change.${s.change}`)}
        </Link>
      ),
    },
    { name: 'rights', title: t('column.rights'), isNumber: true, cell: s => f.number(s.rights) },
    {
      name: 'more',
      title: t('column.more'),
      isNumber: true,
      cell: s => (s.more === 0 ? '' : f.money(s.more)),
    },
    {
      name: 'less',
      title: t('column.less'),
      isNumber: true,
      cell: s => (s.less === 0 ? '' : f.money(s.less)),
    },
    {
      name: 'unknown',
      title: t('column.unknown'),
      isNumber: true,
      isMinor: true,
      cell: s => (s.unknown === 0 ? '' : <span className="owed">{f.number(s.unknown)}</span>),
    },
  ]
  return (
    <Loaded of={sums} rows={5} height={200} isEmpty={d => d.length === 0} empty={t('differences_first')}>
      {rows => (
        <Table
          label={`${t('differences')} · ${run.run_id}`}
          columns={columns}
          rows={rows}
          rowKey={s => `${s.benefit} ${s.change}`}
        />
      )}
    </Loaded>
  )
}
