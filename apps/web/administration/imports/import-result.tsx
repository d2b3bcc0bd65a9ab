import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Section, useFormats } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import { type ImportSearch, ROW_STATES } from '../search.ts'
import { ImportRows } from './import-rows.tsx'
import type { ImportWithCounts } from './queries.ts'
import { useImportsWords } from './words.ts'

/** Counts of the trial, its reasons, and the households behind each of them. */
export function ImportResult({ one }: { one: ImportWithCounts }) {
  const t = useImportsWords()
  const f = useFormats()
  const two = useTwo()
  const unitName = useUnitName()
  const { state, problem } = useSearch({ strict: false }) as ImportSearch
  const setSearch = useSetSearch<ImportSearch>()
  const states = ROW_STATES.filter(s => one.counts[s] > 0)
  const without = one.communes_without_totals ?? []
  return (
    <Section title={t(one.state === 'checked' ? 'result' : 'result_applied')}>
      <p>{t('total', { households: f.number(one.households ?? 0), persons: f.number(one.persons ?? 0) })}</p>
      {(one.ignored_rows ?? 0) > 0 && (
        <p className="small soft">{t('ignored', { count: f.number(one.ignored_rows ?? 0) })}</p>
      )}
      {(one.other_sheets ?? []).length > 0 && (
        <p className="small soft">{t('sheets', { sheets: (one.other_sheets ?? []).join(', ') })}</p>
      )}
      {(one.unmatched_registry ?? 0) > 0 && (
        <p className="small adm-warn">{t('unmatched', { count: f.number(one.unmatched_registry ?? 0) })}</p>
      )}
      {without.length > 0 && (
        <p className="small soft">
          {t('no_totals', { communes: without.map(unitName).join(', ') })}{' '}
          <Link to={'/administration/areas' as never} search={{ missing: true } as never}>
            {t('enter_totals')}
          </Link>
        </p>
      )}
      <fieldset className="adm-chips adm-table-foot" aria-label={t('result_of_row')} style={PLAIN}>
        <Chip isOn={state === undefined} onClick={() => setSearch({ state: undefined })}>
          {t('all_rows')}
        </Chip>
        {states.map(s => (
          <Chip key={s} isOn={state === s} onClick={() => setSearch({ state: s })}>
            {t(`rows.${s}`)} · <span className="num">{f.number(one.counts[s])}</span>
          </Chip>
        ))}
      </fieldset>
      {(one.problems ?? []).length > 0 && (
        <fieldset className="adm-chips" aria-label={t('problems')} style={PLAIN}>
          <Chip isOn={problem === undefined} onClick={() => setSearch({ problem: undefined })}>
            {t('all_problems')}
          </Chip>
          {one.problems?.map(p => (
            <Chip key={p.code} isOn={problem === p.code} onClick={() => setSearch({ problem: p.code })}>
              <span className={p.severity === 'reject' ? 'adm-bad' : undefined}>
                {t('problem_count', { count: f.number(p.households) })}
              </span>
              {' · '}
              {two(p)}
            </Chip>
          ))}
        </fieldset>
      )}
      <ImportRows id={one.import_id} filter={{ state, problem }} />
    </Section>
  )
}

const PLAIN = { border: 0, padding: 0, margin: '12px 0', minWidth: 0 } as const

function Chip({ isOn, onClick, children }: { isOn: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="adm-chip" aria-pressed={isOn} onClick={onClick}>
      {children}
    </button>
  )
}
