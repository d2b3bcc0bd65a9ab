import { TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { lastDay, Marked, today, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice, useAsOf, useSetSearch } from '../shell/search-params.ts'
import { anchorOf, inAddress, type LawValue } from './queries.ts'
import { useLawWords } from './words.ts'

const MARKS = ['missing', 'unconfirmed', 'reported', 'confirmed'] as const

/** The day whose law is looked at: the own field of the page, else the month of the bar, else today. */
export function useLawDay(): string {
  const { on } = useSearch({ strict: false }) as { on?: string }
  const { month } = useAsOf()
  if (on !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(on)) return on
  return month === undefined ? today() : lastDay(month)
}

/** "Xem luật của ngày": any day. */
export function DayField() {
  const t = useLawWords()
  const day = useLawDay()
  const setSearch = useSetSearch<{ on?: string | undefined }>()
  return (
    <TextInput
      type="date"
      size="xs"
      label={t('day')}
      className="law-narrow"
      value={day}
      min="2015-01-01"
      max="2045-12-31"
      onChange={e => {
        const value = e.currentTarget.value
        if (value !== '') setSearch({ on: value === today() ? undefined : value })
      }}
    />
  )
}

export function FileLink({
  file,
  hash,
}: {
  file: { id: string; title: { vi: string; en: string } }
  hash?: string
}) {
  const two = useTwo()
  return (
    <Link
      to={'/law/$file' as never}
      params={{ file: inAddress(file.id) } as never}
      search={keepOffice as never}
      {...(hash === undefined ? {} : { hash })}
    >
      {two(file.title)}
    </Link>
  )
}

/** To the value on the page of its file. */
export const ValueLink = ({ value }: { value: LawValue }) => (
  <FileLink file={value.file} hash={anchorOf(value)} />
)

/** The figures of a value, each cell of a table with its word; unconfirmed ones say so on touch and on paper. */
export function Figures({ value }: { value: LawValue }) {
  const t = useLawWords()
  const two = useTwo()
  if (value.part !== 'value') return <span className="soft">{t(`part.${value.part}`)}</span>
  return (
    <Marked mark={value.mark} source={value.source ?? undefined}>
      {value.cells.map(cell => (
        <span className="law-cell" key={cell.word ?? ''}>
          {cell.label !== null && <span className="soft small">{two(cell.label)}: </span>}
          {two(cell.text)}
        </span>
      ))}
    </Marked>
  )
}

export function Period({ from, to }: { from: string; to: string | null }) {
  const t = useLawWords()
  const f = useFormats()
  return (
    <>{to === null ? t('from', { from: f.day(from) }) : t('from_to', { from: f.day(from), to: f.day(to) })}</>
  )
}

const KEPT = /\s*·?\s*sha256:([0-9a-f]{64})/

/** Where a value was read; a text that is kept here can be opened. */
export function SourceText({ source }: { source: string | null }) {
  const t = useLawWords()
  if (source === null) return null
  const sha256 = KEPT.exec(source)?.[1]
  return (
    <span className="law-source">
      {source.replace(KEPT, '')}
      {sha256 !== undefined && (
        <>
          {' · '}
          <a href={`/api/law/texts/${sha256}`}>{t('kept_text')}</a>
        </>
      )}
    </span>
  )
}

/** How many parts of a file have which mark, worst first. */
export function MarkCounts({ marks }: { marks: Readonly<Record<(typeof MARKS)[number], number>> }) {
  const t = useLawWords()
  return (
    <span className="law-counts">
      {MARKS.filter(m => marks[m] > 0).map(m => (
        <span key={m} className={`mark-word mark-word-${m}`}>
          {t(`count.${m}`, { count: marks[m] })}
        </span>
      ))}
    </span>
  )
}
