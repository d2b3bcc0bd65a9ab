import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../api/client.ts'
import { type Column, Loaded, Table, useFormats } from '../kit/index.ts'
import { inAddress } from '../law/queries.ts'
import { keepOffice } from '../shell/search-params.ts'
import { missingQuery, useBenefitName, useFactWords } from './queries.ts'
import { useRightsWords } from './words.ts'

type Missing = Schemas['DeterminationMissing']

/** What undetermined results wait for: facts with who can supply them, values with the law file that lacks them. */
export function MissingTable({
  run,
  commune,
  done,
}: {
  run: number
  commune: string | undefined
  done: number
}) {
  const t = useRightsWords()
  const f = useFormats()
  const { nameOf } = useBenefitName()
  const factWords = useFactWords()
  const missing = useQuery(missingQuery(run, commune, done))
  if (done === 0) return <p className="empty">{t('totals_none')}</p>
  const columns: Column<Missing>[] = [
    {
      name: 'fact',
      title: t('column.fact'),
      width: '36%',
      cell: m => (
        <Link
          to={'/rights/runs/$run/outcomes' as never}
          params={{ run: String(run) } as never}
          search={
            ((old: Record<string, unknown>) => ({
              ...keepOffice(old),
              benefit: m.benefit,
              missing: m.missing,
            })) as never
          }
        >
          {factWords(m.missing, m.benefit).label}
        </Link>
      ),
    },
    {
      name: 'supplier',
      title: t('column.supplier'),
      cell: m => {
        const { supplier, file } = factWords(m.missing, m.benefit)
        if (!m.missing.startsWith('law:')) return supplier ?? t('no_supplier')
        return (
          <Link
            to={'/law/$file' as never}
            params={{ file: inAddress(file ?? m.benefit) } as never}
            search={keepOffice as never}
          >
            {t('by_law')}
          </Link>
        )
      },
    },
    { name: 'benefit', title: t('benefit'), isMinor: true, cell: m => nameOf(m.benefit) },
    { name: 'households', title: t('column.households'), isNumber: true, cell: m => f.number(m.households) },
    { name: 'rows', title: t('column.rights'), isNumber: true, isMinor: true, cell: m => f.number(m.rows) },
  ]
  return (
    <Loaded of={missing} rows={5} height={200} isEmpty={d => d.length === 0} empty={t('missing_none')}>
      {rows => (
        <Table
          label={`${t('missing')} · ${run}`}
          columns={columns}
          rows={rows}
          rowKey={m => `${m.missing} ${m.benefit}`}
        />
      )}
    </Loaded>
  )
}
