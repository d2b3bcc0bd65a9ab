import { Link } from '@tanstack/react-router'
import { keepOffice } from './search-params.ts'
import { deskOf, holds, type Me, useMe } from './session.ts'
import { useShellWords } from './words.ts'

const PARTS = [
  { to: '/today', word: 'today', shows: () => true },
  { to: '/households', word: 'households', shows: (me: Me) => holds(me, 'household.read') },
  { to: '/reviews', word: 'reviews', shows: (me: Me) => holds(me, 'review.read') },
  {
    to: '/rights',
    word: 'rights',
    shows: (me: Me) => holds(me, 'outcome.read') || holds(me, 'determination.run'),
  },
  { to: '/law', word: 'law', shows: () => true },
  {
    to: '/administration',
    word: 'administration',
    shows: (me: Me) =>
      deskOf(me) === 'administrator' ||
      ['user.manage', 'audit.read', 'import.run', 'review.settings'].some(p => holds(me, p)),
  },
] as const

/** The parts of the work that this person has. */
export function Rail() {
  const t = useShellWords()
  const me = useMe()
  return (
    <nav aria-label={t('nav')}>
      <ul className="rail-list">
        {PARTS.filter(p => p.shows(me)).map(p => (
          <li key={p.to}>
            <Link
              to={p.to}
              search={keepOffice as never}
              className="rail-link"
              activeProps={{ className: 'rail-link rail-here' }}
            >
              {t(p.word)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
