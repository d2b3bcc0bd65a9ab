import { Link } from '@tanstack/react-router'
import { type Column, Section, Table, useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { keepOffice } from '../../shell/search-params.ts'
import { capital } from '../fact-words.ts'
import type { HouseholdFile } from '../queries.ts'
import { useOpenFile } from './file-context.ts'
import { useFileWords } from './words.ts'

type Action = HouseholdFile['timeline'][number]

/** What happened, newest first, with the two dates of each: from when it holds, and when it was recorded. */
export function Timeline() {
  const t = useFileWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const { file } = useOpenFile()
  const columns = useActionColumns()
  return (
    <Section title={t('timeline')} id="timeline">
      <Table
        label={t('table_of', { what: t('timeline') })}
        columns={columns}
        rows={file.timeline}
        rowKey={a => String(a.seq)}
      />
      {file.periods.length > 1 && (
        <>
          <h3 className="file-sub">{t('periods')}</h3>
          <ul>
            {file.periods.map(p => (
              <li key={p.from_on}>
                {nameOf(p.commune_code)} · {f.day(p.from_on)} –{' '}
                {p.to_on === null ? t('period_now') : f.day(p.to_on)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function useActionColumns(): readonly Column<Action>[] {
  const t = useFileWords()
  const f = useFormats()
  const language = useLanguage()
  const nameOf = useUnitName()
  const { file, names, mayWrite } = useOpenFile()
  const said = (action: Action): string =>
    Object.entries(action.said)
      .map(([of, facts]) =>
        of === 'household'
          ? t('said_household', { count: facts.length })
          : t('said_person', { name: names.of(of), count: facts.length }),
      )
      .join(' · ')
  return [
    { name: 'what', title: t('what'), cell: a => capital(a.label[language]) },
    { name: 'effective', title: t('effective'), isNumber: true, cell: a => f.day(a.effective_on) },
    { name: 'recorded', title: t('recorded'), isNumber: true, cell: a => f.moment(a.recorded_at) },
    { name: 'said', title: t('said'), isMinor: true, cell: said },
    { name: 'by', title: t('by'), isMinor: true, cell: a => a.actor },
    { name: 'where', title: t('in_commune'), isMinor: true, cell: a => nameOf(a.commune_code) },
    {
      name: 'undo',
      title: t('undo_title'),
      width: 96,
      cell: a =>
        mayWrite && a.event_id !== null && a.seq > 1 ? (
          <Link
            className="small no-print"
            to={'/households/$id/change' as never}
            params={{ id: file.household_id } as never}
            search={
              ((old: Record<string, unknown>) => ({
                ...keepOffice(old),
                what: 'undo',
                event: a.event_id,
              })) as never
            }
          >
            {t('undo')}
          </Link>
        ) : null,
    },
  ]
}
