import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded, StandingChip, useFormats } from '../kit/index.ts'
import { useSetSearch } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { BatchDialog } from './batch-dialog.tsx'
import { CaseLink, Due } from './parts.tsx'
import { countsOf } from './progress.tsx'
import { type CaseState, type Round, settingsQuery, someCases } from './queries.ts'
import type { RoundSearch } from './routes.ts'
import { type Batch, batchesOf, MAIN, PERMISSION, STATES } from './states.ts'
import { useReviewWords } from './words.ts'

/** Cases that a column shows before one opens its list. */
const SHOWN = 8

interface BoardProps {
  readonly round: Round
  readonly progress: readonly { readonly state: string; readonly cases: number }[]
  readonly commune: string | undefined
  readonly search: RoundSearch
}

/** The round as a board: a column for each step, in each the households whose deadline comes first. */
export function Board({ round, progress, commune, search }: BoardProps) {
  const t = useReviewWords()
  const counts = countsOf(progress)
  const columns = STATES.filter(s => MAIN.includes(s) || (counts.get(s) ?? 0) > 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="rv-board" aria-label={t('board')} tabIndex={0}>
      {columns.map(state => (
        <Column
          key={state}
          state={state}
          count={counts.get(state) ?? 0}
          round={round}
          commune={commune}
          search={search}
        />
      ))}
    </section>
  )
}

interface ColumnProps {
  readonly state: CaseState
  readonly count: number
  readonly round: Round
  readonly commune: string | undefined
  readonly search: RoundSearch
}

function Column({ state, count, round, commune, search }: ColumnProps) {
  const t = useReviewWords()
  const f = useFormats()
  const setSearch = useSetSearch<RoundSearch>()
  const filter = { round: round.round_id, commune, hamlet: search.hamlet, state, due: search.due }
  const cases = useQuery({ ...someCases(filter, SHOWN), enabled: count > 0 })
  return (
    <section
      className={count === 0 ? 'rv-column rv-column-empty' : 'rv-column'}
      aria-label={t(`state.${state}`)}
    >
      <header className="rv-column-head">
        <h2>{t(`state.${state}`)}</h2>
        <span className="num soft">{f.number(count)}</span>
      </header>
      {count === 0 ? (
        <p className="small soft">{t('nobody')}</p>
      ) : (
        <>
          {round.state === 'open' && <ColumnActs {...{ state, round, commune, search }} />}
          <Loaded of={cases} rows={3} isEmpty={page => page.items.length === 0} empty={t('nobody')}>
            {page => (
              <ul className="rv-cards">
                {page.items.map(c => (
                  <li key={c.case_id} className="rv-card">
                    <CaseLink of={c} />
                    <span className="soft small">{c.hamlet}</span>
                    {c.standing !== null && <StandingChip standing={c.standing} />}
                    <Due of={c} />
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
          {(cases.data?.next_cursor ?? null) !== null && (
            <button
              type="button"
              className="linklike small"
              onClick={() => setSearch({ view: 'table', state })}
            >
              {t('all_in_column', { count: f.number(count) })}
            </button>
          )}
        </>
      )}
    </section>
  )
}

/** What can be done with everybody in a column. */
function ColumnActs({ state, round, commune, search }: Omit<ColumnProps, 'count'>) {
  const t = useReviewWords()
  const may = useMay()
  const navigate = useNavigate()
  const settings = useQuery(settingsQuery)
  const [batch, setBatch] = useState<Batch>()
  if (settings.data === undefined || commune === undefined) return null
  const asks = settings.data.some(s => s.key === 'opinion' && s.value !== 'none')
  const acts = batchesOf(state, asks).filter(b => may(PERMISSION[b], commune))
  return (
    <>
      {acts.map(act => (
        <Button
          key={act}
          variant="subtle"
          size="compact-sm"
          className="rv-column-act"
          onClick={() =>
            act === 'meet'
              ? void navigate({
                  to: '/reviews/rounds/$id/meetings/new',
                  params: { id: round.round_id },
                  search: search.hamlet === undefined ? {} : { hamlet: search.hamlet },
                } as never)
              : setBatch(act)
          }
        >
          {t(`batch.${act}`)} →
        </Button>
      ))}
      {batch !== undefined && (
        <BatchDialog
          batch={batch}
          round={round}
          filter={{ round: round.round_id, commune, hamlet: search.hamlet, state, due: search.due }}
          onClose={() => setBatch(undefined)}
        />
      )}
    </>
  )
}
