import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Column, Loaded, Table, useFormats } from '../kit/index.ts'
import { useLanguage } from '../language/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { type Total, totalsQuery, useFactWords } from './queries.ts'
import { useRightsWords } from './words.ts'

/** Sums by benefit, group and outcome; each opens the households behind it. */
export function Totals({ run, commune, done }: { run: number; commune: string | undefined; done: number }) {
  const t = useRightsWords()
  const f = useFormats()
  const language = useLanguage()
  const factWords = useFactWords()
  const groupWord = (r: Total) => (r.group === '' ? '' : factWords(`group:${r.group}`, r.benefit).label)
  const totals = useQuery(totalsQuery(run, commune, done))
  if (done === 0) return <p className="empty">{t('totals_none')}</p>
  const columns: Column<Total>[] = [
    { name: 'benefit', title: t('benefit'), cell: r => (language === 'vi' ? r.title_vi : r.title_en) },
    {
      name: 'group',
      title: t('column.group'),
      isMinor: true,
      cell: r => <span className="soft">{r.group === 'restricted' ? t('restricted') : groupWord(r)}</span>,
    },
    {
      name: 'outcome',
      title: t('column.outcome'),
      cell: r => (
        <Link
          to={'/rights/runs/$run/outcomes' as never}
          params={{ run: String(run) } as never}
          search={
            ((old: Record<string, unknown>) => ({
              ...keepOffice(old),
              benefit: r.benefit,
              outcome: r.outcome,
            })) as never
          }
        >
          {t(`outcome.${r.outcome}`)}
        </Link>
      ),
    },
    { name: 'households', title: t('column.households'), isNumber: true, cell: r => f.number(r.households) },
    {
      name: 'persons',
      title: t('column.persons'),
      isNumber: true,
      isMinor: true,
      cell: r => f.number(r.persons),
    },
    {
      name: 'amount',
      title: t('column.amount'),
      isNumber: true,
      cell: r => (r.amount === null ? '' : f.money(r.amount)),
    },
    {
      name: 'open',
      title: t('column.open'),
      isNumber: true,
      isMinor: true,
      cell: r => (r.open_amounts === 0 ? '' : <span className="owed">{f.number(r.open_amounts)}</span>),
    },
  ]
  return (
    <Loaded of={totals} rows={8} height={400} isEmpty={d => d.length === 0} empty={t('totals_none')}>
      {rows => (
        <Table
          label={`${t('totals')} · ${run}`}
          columns={columns}
          rows={rows}
          rowKey={r => `${r.benefit} ${r.group} ${r.outcome}`}
        />
      )}
    </Loaded>
  )
}
