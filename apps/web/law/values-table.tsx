import { Link } from '@tanstack/react-router'
import { type Column, MarkWord, Table, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { Figures, FileLink, Period, SourceText, ValueLink } from './parts.tsx'
import { anchorOf, type LawValue } from './queries.ts'
import { useLawWords } from './words.ts'

/** Values with their marks, sources and uses; `withFile`: as a list over all files, each opening its file. */
export function ValuesTable({
  values,
  label,
  withFile = false,
}: {
  values: readonly LawValue[]
  label: string
  withFile?: boolean
}) {
  const t = useLawWords()
  const two = useTwo()
  const may = useMay()
  const columns: Column<LawValue>[] = [
    {
      name: 'value',
      title: t('column.value'),
      width: '26%',
      cell: v =>
        withFile ? (
          <>
            <span className="soft small">
              <ValueLink value={v} />
            </span>
            <br />
            {two(v.label)}
          </>
        ) : (
          <span id={anchorOf(v)} tabIndex={-1} className="law-anchor">
            {two(v.label)}
          </span>
        ),
    },
    { name: 'figure', title: t('column.figure'), width: '13%', cell: v => <Figures value={v} /> },
    {
      name: 'period',
      title: t('column.period'),
      width: 130,
      cell: v => (
        <>
          <span className="num">
            <Period from={v.from} to={v.to} />
          </span>
          {v.to !== null && v.next !== null && (
            <span className={`law-cell small ${v.next === 'value' ? 'soft' : 'owed'}`}>
              {t(`work.next.${v.next}`)}
            </span>
          )}
        </>
      ),
    },
    {
      name: 'source',
      title: t('column.source'),
      isMinor: true,
      cell: v => (
        <>
          <MarkWord mark={v.mark} />
          <br />
          <SourceText source={v.source} />
        </>
      ),
    },
    { name: 'used', title: t('column.used'), isMinor: true, width: '17%', cell: v => <Uses value={v} /> },
  ]
  if (may('law.propose'))
    columns.push({
      name: 'deed',
      title: t('column.deed'),
      width: 84,
      cell: v => (v.mark === 'confirmed' ? null : <ConfirmLink value={v} />),
    })
  return (
    <Table
      label={t('rows_of', { what: label })}
      columns={columns}
      rows={values}
      rowKey={v => `${v.file.id} ${v.version.from} ${v.version.territory} ${anchorOf(v)}`}
    />
  )
}

function ConfirmLink({ value: v }: { value: LawValue }) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  return (
    <Link
      className="no-print"
      to={'/law/confirm' as never}
      search={
        ((old: Record<string, unknown>) => ({
          ...keepOffice(old),
          file: v.file.id,
          version: v.version.from,
          territory: v.version.territory,
          set: v.set,
        })) as never
      }
      aria-label={t('confirm_value', { label: two(v.label), period: t('from', { from: f.day(v.from) }) })}
    >
      {t('confirm')}
    </Link>
  )
}

function Uses({ value: v }: { value: LawValue }) {
  const two = useTwo()
  const shown = v.used_by.slice(0, 3)
  return (
    <span className="small">
      {shown.map(two).join('; ')}
      {v.used_by.length > shown.length && ` … (+${v.used_by.length - shown.length})`}
      {v.used_in.length > 0 && (
        <span className="law-cell">
          {v.used_in.slice(0, 4).map((file, i) => (
            <span key={file.id}>
              {i > 0 && ' · '}
              <FileLink file={file} />
            </span>
          ))}
          {v.used_in.length > 4 && ` … (+${v.used_in.length - 4})`}
        </span>
      )}
    </span>
  )
}
