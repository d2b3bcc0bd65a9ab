import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, bodyOf } from '../api/client.ts'
import { Loaded, Section, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import { openRoundsQuery } from './queries.ts'
import { useTodayWords } from './words.ts'

const DONE = new Set(['decided', 'certified', 'refused', 'withdrawn', 'closed', 'screened_out'])

/** How the open rounds stand, and how the lists have moved between the last two annual rounds. */
export function RoundProgress() {
  const t = useTodayWords()
  const rounds = useQuery(openRoundsQuery)
  const { commune } = usePlace()
  const nameOf = useUnitName()
  return (
    <>
      <Section title={t('round')}>
        <Loaded of={rounds} rows={2} isEmpty={r => !r.some(x => x.state === 'open')} empty={t('round_none')}>
          {all => (
            <ul className="work">
              {all
                .filter(r => r.state === 'open')
                .map(r => (
                  <Round
                    key={r.round_id}
                    id={r.round_id}
                    name={r.area === '*' ? r.name : `${r.name} · ${nameOf(r.area)}`}
                  />
                ))}
            </ul>
          )}
        </Loaded>
      </Section>
      <Section title={t('movement')}>
        <Loaded of={rounds} rows={1}>
          {all => (
            <Movement
              annual={all
                .filter(r => r.kind === 'annual' && r.area === (commune ?? '*'))
                .sort((a, b) => b.year - a.year)}
            />
          )}
        </Loaded>
      </Section>
    </>
  )
}

function Round({ id, name }: { id: string; name: string }) {
  const t = useTodayWords()
  const f = useFormats()
  const { commune } = usePlace()
  const round = useQuery({
    queryKey: ['reviews', 'rounds', id, commune],
    queryFn: () =>
      bodyOf(
        api.GET('/api/reviews/rounds/{round_id}', {
          params: { path: { round_id: id }, query: commune === undefined ? {} : { commune } },
        }),
      ),
  })
  const cases = round.data?.progress ?? []
  const all = cases.reduce((n, c) => n + c.cases, 0)
  const done = cases.filter(c => DONE.has(c.state)).reduce((n, c) => n + c.cases, 0)
  return (
    <li>
      <Link
        to={'/reviews/rounds/$id' as never}
        params={{ id } as never}
        search={keepOffice as never}
        className="work-line work-plain"
      >
        <span>
          {name}
          {round.data !== undefined && (
            <span className="soft small">
              {' '}
              · {t('round_progress', { done: f.number(done), all: f.number(all) })}
            </span>
          )}
        </span>
        <progress className="round-bar" max={Math.max(1, all)} value={done} aria-label={name} />
      </Link>
    </li>
  )
}

function Movement({ annual }: { annual: readonly { round_id: string; year: number }[] }) {
  const t = useTodayWords()
  const f = useFormats()
  const { commune } = usePlace()
  const [to, from] = annual
  const ends = from === undefined || to === undefined ? undefined : { from: from.round_id, to: to.round_id }
  const movement = useQuery({
    queryKey: ['reviews', 'movement', ends, commune],
    enabled: ends !== undefined,
    queryFn: () =>
      bodyOf(
        api.GET('/api/reviews/movement', {
          params: { query: { from: '', to: '', ...ends, ...(commune === undefined ? {} : { commune }) } },
        }),
      ),
  })
  if (ends === undefined) return <p className="soft">{t('movement_none', { count: annual.length })}</p>
  return (
    <Loaded of={movement} rows={2}>
      {m => (
        <dl className="movement">
          {(['poor', 'near_poor'] as const).map(list => (
            <div key={list}>
              <dt>{t(list)}</dt>
              <dd>
                {t('movement_line', {
                  opening: f.number(m[list].opening.households),
                  closing: f.number(m[list].closing.households),
                  escaped: f.number(m[list].escaped.households),
                  arisen: f.number(m[list].arisen.households),
                  relapsed: f.number(m[list].relapsed.households),
                })}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Loaded>
  )
}
