import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import { type Column, Loaded, Page, Table, useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { usePlace } from '../../shell/places.ts'
import { keepOffice, useSetSearch } from '../../shell/search-params.ts'
import '../households.css'
import { duplicatesQuery } from '../queries.ts'
import { Back } from './back.tsx'
import { PAIR_STATES, type PairState } from './pair-state.ts'
import { useListsWords } from './words.ts'

type Pair = Schemas['DuplicatePair']
type Side = Pair['sides'][number]

/** Pairs of files that may be one person's. */
export function DuplicatesPage() {
  const t = useListsWords()
  const f = useFormats()
  const { commune } = usePlace()
  const { state = 'open' } = useSearch({ strict: false }) as { state?: PairState }
  const setSearch = useSetSearch<{ state?: PairState | undefined }>()
  const pairs = useQuery(duplicatesQuery(commune === '*' ? undefined : commune, state))
  const columns = useColumns()
  const until = pairs.data?.searched_until
  return (
    <Page
      title={t('duplicates.title')}
      lead={`${t('duplicates.lead')} ${until == null ? '' : t('duplicates.searched', { at: f.moment(until) })}`}
      actions={<Back />}
    >
      <div className="hh-tools no-print">
        <NativeSelect
          size="xs"
          label={t('duplicates.state')}
          value={state}
          onChange={e => setSearch({ state: e.currentTarget.value as PairState })}
          data={PAIR_STATES.map(value => ({ value, label: t(`duplicates.${value}`) }))}
        />
      </div>
      <Loaded
        of={pairs}
        rows={6}
        height={240}
        isEmpty={d => d.items.length === 0}
        empty={t('duplicates.empty')}
      >
        {data => (
          <Table
            label={t('duplicates.title')}
            columns={columns}
            rows={data.items}
            rowKey={p => p.candidate_id}
          />
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): readonly Column<Pair>[] {
  const t = useListsWords()
  const f = useFormats()
  const language = useLanguage()
  const who = (side: Side | undefined): string =>
    side?.person == null
      ? t('duplicates.foreign', { commune: side?.commune_name ?? '' })
      : [side.person.full_name ?? side.person.person_id, side.person.birth_year, side.person.hamlet]
          .filter(Boolean)
          .join(' · ')
  return [
    {
      name: 'pair',
      title: t('duplicates.pair'),
      cell: p => (
        <>
          {p.sides.map(s => (
            <div key={s.side}>{who(s)}</div>
          ))}
        </>
      ),
    },
    {
      name: 'reasons',
      title: t('duplicates.reasons'),
      cell: p => p.reasons.map(r => r[language]).join(', '),
    },
    {
      name: 'found',
      title: t('duplicates.found'),
      isNumber: true,
      isMinor: true,
      cell: p => f.day(p.found_at),
    },
    {
      name: 'compare',
      title: t('duplicates.compare'),
      cell: p => (
        <Link
          to={'/households/duplicates/$id' as never}
          params={{ id: p.candidate_id } as never}
          search={keepOffice as never}
          aria-label={t('duplicates.compare_of', { a: who(p.sides[0]), b: who(p.sides[1]) })}
        >
          {t('duplicates.compare')}
        </Link>
      ),
    },
  ]
}
