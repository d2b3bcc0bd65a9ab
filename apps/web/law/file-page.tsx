import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Loaded, Page, Section, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { Cases, UsedIn } from './file-parts.tsx'
import './law.css'
import { DayField, Period, useLawDay } from './parts.tsx'
import { fileQuery, fromAddress, type LawFile, overlaysQuery } from './queries.ts'
import { VersionSection } from './version-section.tsx'
import { useLawWords } from './words.ts'

/** One file of the law as a page that a lawyer reads, prints and signs. */
export function FilePage() {
  const t = useLawWords()
  const two = useTwo()
  const { file: address = '' } = useParams({ strict: false }) as { file?: string }
  const day = useLawDay()
  const file = useQuery(fileQuery(fromAddress(address), day))
  const isThere = file.data !== undefined
  useEffect(() => {
    if (!isThere || window.location.hash === '') return
    const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)))
    place?.closest('details')?.setAttribute('open', '')
    place?.scrollIntoView({ block: 'center' })
    place?.focus({ preventScroll: true })
  }, [isThere])
  return (
    <Page
      title={file.data === undefined ? t('title') : two(file.data.title)}
      lead={file.data?.covers ? two(file.data.covers) : undefined}
      actions={
        <div className="law-tools">
          <Link to={'/law' as never} search={keepOffice as never}>
            {t('to_index')}
          </Link>
          <DayField />
          <Button variant="default" size="xs" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      }
    >
      <Loaded of={file} rows={10} height={600}>
        {data => (
          <>
            <Facts file={data} />
            <Versions file={data} day={day} />
            {data.parts.map(v => (
              <VersionSection key={v.index} file={data} version={v} day={day} />
            ))}
            <UsedIn file={data} />
            <Cases file={data} />
            <p className="law-source">
              {t('hash')}: {data.hash}
            </p>
            <div className="law-sign print-only">
              <p>
                <strong>{t('sign.checked')}</strong>
                <br />
                {t('sign.note')}
              </p>
              <p>
                <strong>{t('sign.head')}</strong>
                <br />
                {t('sign.note')}
              </p>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ file }: { file: LawFile }) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  const overlays = useQuery({ ...overlaysQuery, enabled: file.overlays.length > 0 })
  const row = (title: string, pair: { vi: string; en: string } | null) =>
    pair && (
      <>
        <dt>{title}</dt>
        <dd>{two(pair)}</dd>
      </>
    )
  return (
    <dl className="law-facts">
      {row(t('kind'), file.kind_name)}
      {row(t('for_whom'), file.subject)}
      {row(t('payer'), file.payer)}
      {row(t('where'), file.where)}
      {row(t('papers'), file.papers)}
      {row(t('gaps'), file.gaps)}
      {file.ended && (
        <>
          <dt>{t('ended')}</dt>
          <dd>
            {f.day(file.ended.on)}: {two(file.ended.reason)}
          </dd>
        </>
      )}
      {file.overlays.length > 0 && (
        <>
          <dt>{t('applied')}</dt>
          <dd>
            {file.overlays.map(o => {
              const id = overlays.data?.find(one => one.hash === o.hash)?.id
              return (
                <span className="law-cell" key={o.hash}>
                  {id === undefined ? (
                    o.name
                  ) : (
                    <Link
                      to={'/law/overlays/$id' as never}
                      params={{ id } as never}
                      search={keepOffice as never}
                    >
                      {o.name}
                    </Link>
                  )}{' '}
                  <span className="soft small">{o.citation}</span>
                </span>
              )
            })}
          </dd>
        </>
      )}
    </dl>
  )
}

function Versions({ file, day }: { file: LawFile; day: string }) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  return (
    <Section title={t('versions')}>
      <ol className="law-versions">
        {file.parts.map(v => {
          const isNow = v.from <= day && (v.to === null || v.to >= day)
          return (
            <li key={v.index} className={isNow ? 'law-now' : undefined}>
              <a href={`#version-${v.index}`} className="num">
                <Period from={v.from} to={v.to} />
              </a>
              <span>
                {two(v.citation)} <span className="soft">· {two(v.territory)}</span>
                {isNow && <strong> · {t('version_now', { day: f.day(day) })}</strong>}
              </span>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
