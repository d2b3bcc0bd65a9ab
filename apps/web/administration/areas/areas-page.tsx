import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded, Marked, Page, Table, today, useFormats } from '../../kit/index.ts'
import { type Unit, useUnits } from '../../shell/places.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import '../administration.css'
import type { TotalsSearch } from '../search.ts'
import { plain } from '../users/filter-users.ts'
import { AreaDialog } from './area-dialog.tsx'
import { PasteTotals } from './paste-totals.tsx'
import { type AreaTotal, totalsQuery } from './queries.ts'
import { useAreasWords } from './words.ts'

/** The communes with their totals of a year; what is missing is said, since it hides a rate. */
export function AreasPage() {
  const t = useAreasWords()
  const f = useFormats()
  const may = useMay()
  const { year = Number(today().slice(0, 4)), missing } = useSearch({ strict: false }) as TotalsSearch
  const setSearch = useSetSearch<TotalsSearch>()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<Unit>()
  const units = useUnits()
  const totals = useQuery(totalsQuery(year))
  const [pastes, setPastes] = useState(false)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('area.write') ? (
          <Button variant="default" aria-expanded={pastes} onClick={() => setPastes(!pastes)}>
            {t('paste')}
          </Button>
        ) : undefined
      }
    >
      {pastes && (
        <section className="adm-panel" aria-label={t('paste')}>
          <PasteTotals year={year} />
        </section>
      )}
      <div className="adm-filters no-print">
        <NumberInput
          label={t('year')}
          value={year}
          min={1990}
          max={2100}
          thousandSeparator=""
          onChange={v => {
            if (Number(v) >= 1990 && Number(v) <= 2100) setSearch({ year: Number(v) })
          }}
        />
        <TextInput
          label={t('find')}
          type="search"
          className="adm-wide"
          value={typed}
          autoComplete="off"
          onChange={e => setTyped(e.currentTarget.value)}
        />
        <Checkbox
          className="adm-as-is"
          label={t('only_missing')}
          checked={missing === true}
          onChange={e => setSearch({ missing: e.currentTarget.checked ? true : undefined })}
        />
      </div>
      <Loaded of={totals} rows={8}>
        {({ totals: entered, missing: lacks }) => {
          const byCode = new Map(entered.map(one => [one.code, one]))
          const lacking = new Set(lacks)
          const shown = [...units.values()].filter(
            u =>
              (missing !== true || lacking.has(u.code)) &&
              (typed.trim() === '' || plain(`${u.full_name} ${u.code}`).includes(plain(typed.trim()))),
          )
          return (
            <>
              <p className="adm-count" role="status">
                {t('have', { have: f.number(units.size - lacks.length), all: f.number(units.size) })}{' '}
                {lacks.length > 0 && (
                  <span className="adm-warn">{t('lack', { count: f.number(lacks.length) })}</span>
                )}
              </p>
              {shown.length === 0 ? (
                <p className="empty">{t('none')}</p>
              ) : (
                <TotalsTable units={shown} totals={byCode} onOpen={setOpened} />
              )}
            </>
          )
        }}
      </Loaded>
      {opened !== undefined && (
        <AreaDialog
          unit={opened}
          year={year}
          total={totals.data?.totals.find(one => one.code === opened.code)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  )
}

interface TotalsTableProps {
  readonly units: readonly Unit[]
  readonly totals: ReadonlyMap<string, AreaTotal>
  readonly onOpen: (unit: Unit) => void
}

function TotalsTable({ units, totals, onOpen }: TotalsTableProps) {
  const t = useAreasWords()
  const f = useFormats()
  const may = useMay()
  const number = (u: Unit, n: number | null | undefined) => {
    const total = totals.get(u.code)
    return n === null || n === undefined || total === undefined ? null : (
      <Marked mark={total.mark} source={total.source}>
        {f.number(n)}
      </Marked>
    )
  }
  return (
    <Table
      label={t('title')}
      rows={units}
      rowKey={u => u.code}
      columns={[
        { name: 'unit', title: t('unit'), cell: u => u.full_name },
        { name: 'code', title: t('code'), isMinor: true, cell: u => <span className="num">{u.code}</span> },
        {
          name: 'households',
          title: t('households'),
          isNumber: true,
          cell: u =>
            number(u, totals.get(u.code)?.households) ?? <span className="adm-warn">{t('missing')}</span>,
        },
        {
          name: 'persons',
          title: t('persons'),
          isNumber: true,
          cell: u => number(u, totals.get(u.code)?.persons),
        },
        {
          name: 'source',
          title: t('source'),
          isMinor: true,
          cell: u => <span className="soft small">{totals.get(u.code)?.source}</span>,
        },
        {
          name: 'act',
          title: t('act'),
          cell: u => {
            const act = t(may('area.write', u.code) ? (totals.has(u.code) ? 'correct' : 'enter') : 'look')
            return (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`${act}: ${u.full_name}`}
                onClick={() => onOpen(u)}
              >
                {act}
              </Button>
            )
          },
        },
      ]}
    />
  )
}
