import { axisY, line, plot, ruleY, text } from '@observablehq/plot'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Section, Table, today, useFormats } from '../kit/index.ts'
import { useReportWords } from './report-words.ts'
import { resultQuery } from './result-table.tsx'
import { useReviewWords } from './words.ts'

/** Years that are shown. */
const YEARS = 6

interface Point {
  readonly year: number
  readonly on: string
  readonly poor: number
  readonly near_poor: number
}

/** Poor and near-poor households at the end of each year, in steps, with the table behind them. */
export function YearsChart({ commune }: { commune: string | undefined }) {
  const t = useReportWords()
  const f = useFormats()
  const r = useReviewWords()
  const now = today()
  const thisYear = Number(now.slice(0, 4))
  const days = Array.from({ length: YEARS }, (_, i) => {
    const year = thisYear - YEARS + 1 + i
    return { year, on: year === thisYear ? now : `${year}-12-31` }
  })
  const results = useQueries({ queries: days.map(d => resultQuery(commune, d.on)) })
  const points: Point[] = results.flatMap(({ data }, i) => {
    const day = days[i]
    return data === undefined || day === undefined
      ? []
      : [{ ...day, poor: data.poor.households, near_poor: data.near_poor.households }]
  })
  const isThere = points.length === days.length
  return (
    <Section title={t('movement.years')}>
      <p className="soft">{t('movement.years_lead')}</p>
      {isThere && !points.some(p => p.poor + p.near_poor > 0) ? (
        <p className="empty">{t('movement.no_years')}</p>
      ) : (
        <Steps
          points={isThere ? points : []}
          poor={t('movement.r_poor')}
          nearPoor={t('movement.r_near_poor')}
        />
      )}
      <details className="rv-details">
        <summary>{t('movement.figures')}</summary>
        <Table
          label={r('table_of', { what: t('movement.years') })}
          rows={points}
          rowKey={p => String(p.year)}
          columns={[
            { name: 'year', title: t('movement.year'), cell: p => f.day(p.on) },
            { name: 'poor', title: t('movement.r_poor'), isNumber: true, cell: p => f.number(p.poor) },
            {
              name: 'near',
              title: t('movement.r_near_poor'),
              isNumber: true,
              cell: p => f.number(p.near_poor),
            },
          ]}
        />
      </details>
    </Section>
  )
}

/** The drawing itself; what it shows stands in the table, so it is hidden from screen readers. */
function Steps({ points, poor, nearPoor }: { points: readonly Point[]; poor: string; nearPoor: string }) {
  const f = useFormats()
  const frame = useRef<HTMLDivElement>(null)
  const said = JSON.stringify([points, poor, nearPoor])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` holds all that is drawn.
  useEffect(() => {
    const at = frame.current
    if (at === null || points.length === 0) return
    const lines = [
      { key: 'poor' as const, name: poor, color: 'var(--poor)' },
      { key: 'near_poor' as const, name: nearPoor, color: 'var(--near-poor)' },
    ]
    const last = points.at(-1)
    const drawn = plot({
      width: Math.max(320, Math.min(at.clientWidth, 860)),
      height: 240,
      marginRight: 120,
      marginLeft: 48,
      x: { tickFormat: (d: number) => String(d), ticks: points.map(p => p.year), label: null },
      y: { label: null, grid: true, nice: true, zero: true },
      style: { background: 'transparent', fontSize: '12px', fontFamily: 'inherit' },
      marks: [
        axisY({ tickFormat: (d: number) => f.number(d), ticks: 5, label: null }),
        ruleY([0], { stroke: 'var(--rule-strong)' }),
        ...lines.flatMap(l => [
          line(points, { x: 'year', y: l.key, curve: 'step-after', stroke: l.color, strokeWidth: 2 }),
          text(last === undefined ? [] : [last], {
            x: 'year',
            y: l.key,
            text: () => l.name,
            textAnchor: 'start',
            dx: 8,
            dy: l.key === 'poor' ? 6 : -6,
            fill: l.color,
          }),
        ]),
      ],
    })
    at.replaceChildren(drawn)
    return () => at.replaceChildren()
  }, [said, f])
  return <div ref={frame} className="rv-chart" aria-hidden />
}
