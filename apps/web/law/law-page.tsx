import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { Schemas } from '../api/client.ts'
import { type Column, Loaded, MarkWord, Page, Section, Table, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice, useSetSearch } from '../shell/search-params.ts'
import './law.css'
import { DayField, FileLink, MarkCounts, useLawDay } from './parts.tsx'
import { lawQuery, type Summary } from './queries.ts'
import { useLawWords } from './words.ts'

type Act = Schemas['LawAct']
const GROUPS = ['standard', 'cash', 'premium', 'fee_waiver', 'loan_limit', 'service'] as const

/** Letters without their marks, so that one may type with or without dấu. */
const bare = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase()

/** All files of the law by what they are about, with how sure each is, as of any day. */
export function LawPage() {
  const t = useLawWords()
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const setSearch = useSetSearch<{ q?: string | undefined }>()
  const day = useLawDay()
  const law = useQuery(lawQuery(day))
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Link to={'/law/values' as never} search={keepOffice as never}>
            {t('to_values')}
          </Link>
          <Link to={'/law/overlays' as never} search={keepOffice as never}>
            {t('to_overlays')}
          </Link>
        </>
      }
    >
      <div className="law-tools no-print">
        <TextInput
          size="xs"
          type="search"
          className="law-grow"
          label={t('find')}
          placeholder={t('find_hint')}
          value={q}
          onChange={e => setSearch({ q: e.currentTarget.value || undefined })}
        />
        <DayField />
        <Button variant="default" size="xs" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <Loaded of={law} rows={12} height={600}>
        {({ files, acts, hash }) => {
          const wanted = bare(q)
          const fits = (f: Summary) =>
            bare(
              `${f.title.vi} ${f.title.en} ${f.id} ${f.versions.map(v => v.citation.vi).join(' ')}`,
            ).includes(wanted)
          const found = files.filter(fits)
          return (
            <>
              {found.length === 0 && <p className="empty">{t('nothing_found')}</p>}
              {GROUPS.map(group => {
                const rows = found.filter(f => (f.kind === 'definitions' ? 'standard' : f.kind) === group)
                return rows.length === 0 ? null : (
                  <Section key={group} title={t(`group.${group}`)}>
                    <Files rows={rows} label={t(`group.${group}`)} day={day} />
                  </Section>
                )
              })}
              <Acts
                rows={acts.filter(a => bare(`${a.number} ${a.title.vi} ${a.title.en}`).includes(wanted))}
              />
              <p className="law-source">
                {t('hash')}: {hash}
              </p>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Files({ rows, label, day }: { rows: readonly Summary[]; label: string; day: string }) {
  const t = useLawWords()
  const two = useTwo()
  const columns: Column<Summary>[] = [
    {
      name: 'file',
      title: t('column.file'),
      width: '30%',
      cell: f => (
        <>
          <FileLink file={f} />
          <br />
          <span className="soft small">
            {[f.subject, f.per, f.payer].flatMap(w => (w === null ? [] : [two(w)])).join(' · ')}
          </span>
        </>
      ),
    },
    {
      name: 'now',
      title: t('column.now'),
      width: '26%',
      cell: f => {
        const now = f.versions.filter(v => v.from <= day && (v.to === null || v.to >= day))
        if (now.length === 0) return <span className="soft">{t('none_in_force')}</span>
        return now.map(v => (
          <span className="law-cell" key={`${v.from}${v.territory.vi}`}>
            {two(v.citation)} <span className="soft small">{two(v.territory)}</span>
          </span>
        ))
      },
    },
    { name: 'marks', title: t('column.marks'), cell: f => <MarkCounts marks={f.marks} /> },
    {
      name: 'cases',
      title: t('column.cases'),
      isMinor: true,
      width: 150,
      cell: f => (
        <>
          {t('cases_count', { count: f.cases })}
          {f.failed > 0 ? (
            <span className="late">, {t('cases_failed', { count: f.failed })}</span>
          ) : (
            f.cases > 0 && <span className="soft small">, {t('cases_pass')}</span>
          )}
        </>
      ),
    },
  ]
  return <Table label={t('rows_of', { what: label })} columns={columns} rows={rows} rowKey={f => f.id} />
}

function Acts({ rows }: { rows: readonly Act[] }) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  if (rows.length === 0) return null
  const day = (d: string | null) => (d === null ? '' : f.day(d))
  const columns: Column<Act>[] = [
    {
      name: 'act',
      title: t('column.act'),
      cell: a => (
        <>
          {a.number}
          <br />
          <span className="soft small">
            {two(a.title)}. {two(a.issuer)}
          </span>
        </>
      ),
    },
    { name: 'dated', title: t('column.dated'), isNumber: true, isMinor: true, cell: a => day(a.dated) },
    { name: 'in_force', title: t('column.in_force'), isNumber: true, cell: a => day(a.in_force) },
    { name: 'ended', title: t('column.ended'), isNumber: true, isMinor: true, cell: a => day(a.ended) },
    {
      name: 'mark',
      title: t('column.mark'),
      isMinor: true,
      width: 200,
      cell: a => <MarkWord mark={a.mark} />,
    },
  ]
  return (
    <Section title={t('acts')}>
      <Table label={t('rows_of', { what: t('acts') })} columns={columns} rows={rows} rowKey={a => a.key} />
    </Section>
  )
}
