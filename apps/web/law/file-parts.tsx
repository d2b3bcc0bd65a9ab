import { type Column, Section, Table, useFormats } from '../kit/index.ts'
import { useLanguage, useTwo } from '../language/index.ts'
import { FileLink } from './parts.tsx'
import type { LawFile } from './queries.ts'
import { useLawWords } from './words.ts'

/** Which other files rest on the notions of this one. */
export function UsedIn({ file }: { file: LawFile }) {
  const t = useLawWords()
  const two = useTwo()
  if (file.used_in.length === 0) return null
  return (
    <Section title={t('used_in')}>
      <dl className="law-facts">
        {file.used_in.map(({ notion, files }) => [
          <dt key={`${notion.vi}-t`}>{two(notion)}</dt>,
          <dd key={`${notion.vi}-d`}>
            {files.map((f, i) => (
              <span key={f.id}>
                {i > 0 && ' · '}
                <FileLink file={f} />
              </span>
            ))}
          </dd>,
        ])}
      </dl>
    </Section>
  )
}

type Worked = LawFile['worked'][number]

/** The worked examples with whether they still come out as their source says. */
export function Cases({ file }: { file: LawFile }) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  const language = useLanguage()
  const columns: Column<Worked>[] = [
    { name: 'case', title: t('column.case'), cell: w => <span lang="en">{w.name}</span> },
    { name: 'on', title: t('column.on'), isNumber: true, width: 100, cell: w => f.day(w.on) },
    {
      name: 'from',
      title: t('column.from'),
      isMinor: true,
      width: '26%',
      cell: w => (
        <span className="law-source">
          {two(w.from)}
          {w.cite !== null && `: ${w.cite}`}
        </span>
      ),
    },
    {
      name: 'state',
      title: t('column.state'),
      width: 120,
      cell: w =>
        w.differences.length === 0 ? (
          t('pass')
        ) : (
          <>
            <strong className="late">{t('fail')}</strong>
            <br />
            <span className="small" lang="en">
              {w.differences.join('; ')}
            </span>
          </>
        ),
    },
  ]
  const failed = t('cases_failed', { count: file.failed })
  return (
    <Section
      title={t('cases')}
      aside={`${t('cases_count', { count: file.cases })}, ${file.failed === 0 ? t('cases_pass') : failed}`}
    >
      {file.worked.length === 0 ? (
        <p className="empty">{t('no_cases')}</p>
      ) : (
        <>
          {language === 'vi' && <p className="soft small">{t('cases_lead')}</p>}
          <Table
            label={t('rows_of', { what: t('cases') })}
            columns={columns}
            rows={file.worked}
            rowKey={w => `${w.name} ${w.on}`}
          />
        </>
      )}
    </Section>
  )
}
