import { SegmentedControl, Select } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useSetSearch } from '../shell/search-params.ts'
import type { RoundSearch } from './routes.ts'
import { STATES } from './states.ts'
import { useReviewWords } from './words.ts'

const ANY = '*'

/** View, hamlet, deadline and step: all of it stands in the address. */
export function Filters({ hamlets }: { hamlets: readonly { readonly hamlet: string | null }[] }) {
  const t = useReviewWords()
  const search = useSearch({ strict: false }) as RoundSearch
  const setSearch = useSetSearch<RoundSearch>()
  const names = [...new Set(hamlets.flatMap(h => (h.hamlet === null ? [] : [h.hamlet])))].sort((a, b) =>
    a.localeCompare(b, 'vi', { numeric: true }),
  )
  return (
    <div className="rv-filters no-print">
      <SegmentedControl
        aria-label={t('view')}
        value={search.view ?? 'board'}
        onChange={view => setSearch({ view: view === 'table' ? 'table' : undefined })}
        data={[
          { value: 'board', label: t('board') },
          { value: 'table', label: t('table') },
        ]}
      />
      {names.length > 0 && (
        <Select
          label={t('hamlet')}
          size="sm"
          searchable
          value={search.hamlet ?? ANY}
          data={[{ value: ANY, label: t('all_hamlets') }, ...names.map(n => ({ value: n, label: n }))]}
          onChange={hamlet => setSearch({ hamlet: hamlet === ANY || hamlet === null ? undefined : hamlet })}
        />
      )}
      <Select
        label={t('due')}
        size="sm"
        value={search.due ?? ANY}
        data={[
          { value: ANY, label: t('any_due') },
          { value: 'overdue', label: t('overdue') },
          { value: 'due_soon', label: t('due_soon') },
          { value: 'in_time', label: t('in_time') },
        ]}
        onChange={due =>
          setSearch({ due: due === ANY || due === null ? undefined : (due as RoundSearch['due']) })
        }
      />
      {search.view === 'table' && (
        <Select
          label={t('state_label')}
          size="sm"
          value={search.state ?? ANY}
          data={[
            { value: ANY, label: t('all_states') },
            ...STATES.map(s => ({ value: s, label: t(`state.${s}`) })),
          ]}
          onChange={state =>
            setSearch({
              state: state === ANY || state === null ? undefined : (state as RoundSearch['state']),
            })
          }
        />
      )}
    </div>
  )
}
