import { Link } from '@tanstack/react-router'
import { Page, Section } from '../kit/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { holds, useMe } from '../shell/session.ts'
import './today.css'
import { useTodayWords } from './words.ts'

const LISTS = [
  { to: '/households', word: 'households', permission: 'household.read' },
  { to: '/rights', word: 'gaps', permission: 'delivery.read' },
  { to: '/rights/runs', word: 'runs', permission: 'outcome.read' },
  { to: '/reviews', word: 'reviews', permission: 'review.read' },
  { to: '/administration/log', word: 'log', permission: 'audit.read' },
  { to: '/law', word: 'law', permission: undefined },
] as const

/** For those who read: inspectors, partners, administrators. What they may see, and nothing that pretends to be work. */
export function ReadingDesk() {
  const t = useTodayWords()
  const me = useMe()
  return (
    <Page title={t('title')} lead={holds(me, 'user.manage') ? undefined : t('reading.lead')}>
      <Section title={t('reading.title')}>
        <ul className="work">
          {LISTS.filter(l => l.permission === undefined || holds(me, l.permission)).map(l => (
            <li key={l.to}>
              <Link to={l.to as never} search={keepOffice as never} className="work-line work-plain">
                {t(`reading.${l.word}`)}
              </Link>
            </li>
          ))}
          {holds(me, 'user.manage') && (
            <li>
              <Link
                to={'/administration' as never}
                search={keepOffice as never}
                className="work-line work-plain"
              >
                {t('administration')}
              </Link>
            </li>
          )}
        </ul>
      </Section>
    </Page>
  )
}
