import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useFormats } from '../../kit/index.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import { type Outcomes, runsQuery } from '../queries.ts'
import { useFileWords } from './words.ts'

/** Which decision is looked at: the last one, that of another month, or one that decided a month again. */
export function RunChoice({ outcomes }: { outcomes: Outcomes | undefined }) {
  const t = useFileWords()
  const f = useFormats()
  const may = useMay()
  const setSearch = useSetSearch<{ run?: number | undefined }>()
  const { run } = useSearch({ strict: false }) as { run?: number }
  const runs = useQuery({ ...runsQuery, enabled: may('outcome.read') })
  const done = (runs.data ?? []).filter(r => r.parts.done > 0)
  return (
    <span className="run-choice">
      {outcomes !== undefined && <span>{t('decided', { month: f.month(outcomes.month) })}</span>}
      <NativeSelect
        size="xs"
        className="no-print"
        aria-label={t('run')}
        value={run ?? ''}
        onChange={e =>
          setSearch({ run: e.currentTarget.value === '' ? undefined : Number(e.currentTarget.value) })
        }
        data={[
          { value: '', label: t('run_last') },
          ...done.map(r => ({
            value: String(r.run_id),
            label: t(r.kind === 'month' ? 'run_of' : 'run_again', {
              month: f.month(r.month),
              day: f.day(r.requested_at),
            }),
          })),
        ]}
      />
    </span>
  )
}
