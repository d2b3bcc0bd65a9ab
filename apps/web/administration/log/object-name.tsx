import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keepOffice } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import { usersQuery } from '../queries.ts'
import type { AuditEntry } from './queries.ts'
import { useLogWords } from './words.ts'

const KINDS = [
  'user',
  'household',
  'person',
  'list',
  'setting',
  'review_setting',
  'review_case',
  'review_round',
  'determination_run',
  'area_total',
  'checkpoint',
  'backup',
  'import',
  'duplicate',
  'paper',
  'overlay',
] as const

/** What an entry is about, with a way there where this person may go. */
export function ObjectName({ entry: { object } }: { entry: AuditEntry }) {
  const t = useLogWords()
  const may = useMay()
  const users = useQuery({ ...usersQuery, enabled: may('user.manage') })
  const known = KINDS.find(kind => kind === object.kind)
  const kind = known === undefined ? object.kind : t(`kinds.${known}`)
  if (object.id === '') return <>{kind}</>
  const person = object.kind === 'user' ? users.data?.find(u => u.user_id === object.id)?.name : undefined
  const id = person ?? (object.id.length > 14 ? `${object.id.slice(0, 12)}…` : object.id)
  const to =
    object.kind === 'user' && may('user.manage')
      ? `/administration/users/${encodeURIComponent(object.id)}`
      : object.kind === 'household' && may('household.read')
        ? `/households/${encodeURIComponent(object.id)}`
        : object.kind === 'review_case' && may('review.read')
          ? `/reviews/cases/${encodeURIComponent(object.id)}`
          : undefined
  return (
    <span title={object.id}>
      {kind}{' '}
      {to === undefined ? (
        <span className="soft small">{id}</span>
      ) : (
        <Link to={to as never} search={keepOffice as never}>
          {id}
        </Link>
      )}
    </span>
  )
}
