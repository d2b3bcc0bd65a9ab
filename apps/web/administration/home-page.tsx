import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page, today, useFormats } from '../kit/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import './administration.css'
import { totalsQuery } from './areas/queries.ts'
import { erasuresQuery } from './erasures.ts'
import { importsQuery } from './imports/queries.ts'
import { healthQuery, settingsQuery, usersQuery } from './queries.ts'
import { useAdministrationWords } from './words.ts'

/** What this person administers, each with one line of its state; only what the permissions give. */
export function HomePage() {
  const t = useAdministrationWords()
  const may = useMay()
  const lines = [
    may('user.manage') && <UsersLine key="users" />,
    (may('import.run') || may('export.run')) && <ImportsLine key="imports" />,
    (may('area.write') || may('settings.write')) && <AreasLine key="areas" />,
    (may('review.settings') || may('settings.write')) && <SettingsLine key="settings" />,
    may('audit.read') && <LogLine key="log" />,
    (may('settings.write', '*') || may('user.manage', '*')) && <HealthLine key="health" />,
    (may('privacy.erase') || may('privacy.copy')) && <PrivacyLine key="privacy" />,
  ].filter(Boolean)
  return (
    <Page title={t('title')} lead={t('lead')}>
      {lines.length === 0 ? <p className="empty">{t('nothing')}</p> : <ul className="adm-lines">{lines}</ul>}
    </Page>
  )
}

function Line({ to, title, children }: { to: string; title: string; children: ReactNode }) {
  return (
    <li className="adm-line">
      <Link className="adm-line-title" to={to as never} search={keepOffice as never}>
        {title}
      </Link>
      <span className="soft">{children}</span>
    </li>
  )
}

function UsersLine() {
  const t = useAdministrationWords()
  const f = useFormats()
  const { data } = useQuery(usersQuery)
  const count = (is: (u: NonNullable<typeof data>[number]) => boolean) => (data ?? []).filter(is).length
  const parts = [
    ['users.one_time', count(u => u.one_time_until !== null)],
    ['users.no_role', count(u => u.grants.length === 0)],
    ['users.banned', count(u => u.banned)],
  ] as const
  return (
    <Line to="/administration/users" title={t('users.title')}>
      {data !== undefined &&
        [
          t('users.says', { all: f.number(data.length) }),
          ...parts.filter(([, n]) => n > 0).map(([key, n]) => t(key, { count: f.number(n) })),
        ].join(' · ')}
    </Line>
  )
}

function ImportsLine() {
  const t = useAdministrationWords()
  const f = useFormats()
  const { data } = useInfiniteQuery(importsQuery)
  const open = (data?.pages ?? [])
    .flatMap(page => page.items)
    .filter(i => i.state !== 'applied' && i.state !== 'discarded').length
  return (
    <Line to="/administration/imports" title={t('imports.title')}>
      {data !== undefined && (open > 0 ? t('imports.open', { count: f.number(open) }) : t('imports.none'))}
    </Line>
  )
}

function AreasLine() {
  const t = useAdministrationWords()
  const f = useFormats()
  const year = Number(today().slice(0, 4))
  const { data } = useQuery(totalsQuery(year))
  return (
    <Line to="/administration/areas" title={t('areas.title')}>
      {data !== undefined &&
        (data.missing.length > 0
          ? t('areas.lack', { year, count: f.number(data.missing.length) })
          : t('areas.full', { year }))}
    </Line>
  )
}

function SettingsLine() {
  const t = useAdministrationWords()
  const { data } = useQuery(settingsQuery)
  const open = (data ?? []).filter(s => s.mark === 'missing' || s.mark === 'unconfirmed').length
  return (
    <Line to="/administration/settings" title={t('settings.title')}>
      {data !== undefined &&
        (open > 0 ? (
          <span className="adm-warn">{t('settings.open', { count: open })}</span>
        ) : (
          t('settings.fine')
        ))}
    </Line>
  )
}

function LogLine() {
  const t = useAdministrationWords()
  const f = useFormats()
  const may = useMay()
  const isOperator = may('settings.write', '*') || may('user.manage', '*')
  const { data } = useQuery({ ...healthQuery, enabled: isOperator })
  const day = data?.kept_checkpoint
  return (
    <Line to="/administration/log" title={t('log.title')}>
      {[t('log.says'), ...(day ? [t('log.kept', { day: f.day(day) })] : [])].join(' · ')}
    </Line>
  )
}

function HealthLine() {
  const t = useAdministrationWords()
  const f = useFormats()
  const { data } = useQuery(healthQuery)
  const sum = (of: 'waiting' | 'failed') => (data?.queues ?? []).reduce((n, q) => n + q[of], 0)
  return (
    <Line to="/administration/health" title={t('health_line.title')}>
      {data !== undefined && (
        <>
          <span className={data.ready ? undefined : 'adm-bad'}>
            {t(data.ready ? 'health_line.ready' : 'health_line.not_ready')}
          </span>
          {sum('waiting') > 0 && ` · ${t('health_line.waiting', { count: f.number(sum('waiting')) })}`}
          {sum('failed') > 0 && ` · ${t('health_line.failed', { count: f.number(sum('failed')) })}`}
          {' · '}
          {data.last_backup === null ? (
            <span className="adm-warn">{t('health_line.no_backup')}</span>
          ) : (
            t('health_line.backup', { at: f.moment(data.last_backup) })
          )}
        </>
      )}
    </Line>
  )
}

function PrivacyLine() {
  const t = useAdministrationWords()
  const f = useFormats()
  const { data } = useInfiniteQuery(erasuresQuery)
  const open = (data?.pages ?? []).flatMap(page => page.items).filter(r => r.state === 'proposed').length
  return (
    <Line to="/administration/privacy" title={t('privacy_line.title')}>
      {data !== undefined &&
        (open > 0 ? t('privacy_line.open', { count: f.number(open) }) : t('privacy_line.none'))}
    </Line>
  )
}
