import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded, Page, Table, useFormats } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { useUnitName, useUnits } from '../../shell/places.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import '../administration.css'
import { rolesQuery, type User, useRoleName, usersQuery } from '../queries.ts'
import { USER_STATES, type UsersSearch } from '../search.ts'
import { filterUsers } from './filter-users.ts'
import { type MadeUser, NewUser } from './new-user.tsx'
import { OneTimePassword } from './one-time-password.tsx'
import { useUsersWords } from './words.ts'

/** The accounts within what this person manages. What is typed to find one stands in no address. */
export function UsersPage() {
  const t = useUsersWords()
  const users = useQuery(usersQuery)
  const search = useSearch({ strict: false }) as UsersSearch
  const [typed, setTyped] = useState('')
  const [isNew, setNew] = useState(false)
  const [made, setMade] = useState<MadeUser>()
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button onClick={() => setNew(true)} disabled={isNew}>
          {t('new')}
        </Button>
      }
    >
      {isNew && (
        <NewUser
          onMade={user => {
            setMade(user)
            setNew(false)
          }}
          onCancel={() => setNew(false)}
        />
      )}
      {made !== undefined && (
        <OneTimePassword
          key={made.id}
          name={made.name}
          password={made.password}
          onKept={() => setMade(undefined)}
        >
          <Link to={'/administration/users/$id' as never} params={{ id: made.id } as never}>
            {t('give_next')}
          </Link>
        </OneTimePassword>
      )}
      <Filters typed={typed} onType={setTyped} />
      <Loaded of={users} rows={8}>
        {all => {
          const shown = filterUsers(all, typed, search)
          return shown.length === 0 ? <p className="empty">{t('none')}</p> : <UserTable users={shown} />
        }}
      </Loaded>
    </Page>
  )
}

function Filters({ typed, onType }: { typed: string; onType: (text: string) => void }) {
  const t = useUsersWords()
  const two = useTwo()
  const units = useUnits()
  const roles = useQuery(rolesQuery)
  const { role, area, state } = useSearch({ strict: false }) as UsersSearch
  const setSearch = useSetSearch<UsersSearch>()
  const any = { value: '', label: t('any') }
  const of = (value: string | null): string | undefined => value || undefined
  return (
    <div className="adm-filters no-print">
      <TextInput
        className="adm-wide"
        label={t('search')}
        type="search"
        value={typed}
        onChange={e => onType(e.currentTarget.value)}
        autoComplete="off"
      />
      <Select
        label={t('role')}
        data={[any, ...(roles.data?.roles ?? []).map(r => ({ value: r.role, label: two(r.name) }))]}
        value={role ?? ''}
        onChange={value => setSearch({ role: of(value) })}
      />
      <Select
        label={t('area')}
        searchable
        data={[
          any,
          { value: '*', label: t('everywhere') },
          ...[...units.values()].map(u => ({ value: u.code, label: u.full_name })),
        ]}
        value={area ?? ''}
        onChange={value => setSearch({ area: of(value) })}
      />
      <Select
        label={t('state')}
        data={[any, ...USER_STATES.map(s => ({ value: s, label: t(`states.${s}`) }))]}
        value={state ?? ''}
        onChange={value => setSearch({ state: of(value) as UsersSearch['state'] })}
      />
    </div>
  )
}

function UserTable({ users }: { users: readonly User[] }) {
  const t = useUsersWords()
  const f = useFormats()
  const roleName = useRoleName()
  const unitName = useUnitName()
  return (
    <>
      <p className="soft small adm-count" role="status">
        {t('count', { count: users.length })}
      </p>
      <Table
        label={t('title')}
        rows={users}
        rowKey={u => u.user_id}
        columns={[
          {
            name: 'name',
            title: t('name'),
            cell: u => (
              <>
                <Link to={'/administration/users/$id' as never} params={{ id: u.user_id } as never}>
                  {u.name}
                </Link>
                <div className="soft small">{u.username}</div>
              </>
            ),
          },
          {
            name: 'roles',
            title: t('roles'),
            cell: u =>
              u.grants.length === 0 ? (
                <span className="soft">{t('no_roles')}</span>
              ) : (
                u.grants.map(g => (
                  <div key={g.grant_id}>
                    {roleName(g.role)} · {g.area === '*' ? t('everywhere') : unitName(g.area)}
                  </div>
                ))
              ),
          },
          {
            name: 'factor',
            title: t('factor'),
            isMinor: true,
            cell: u => (u.second_factor ? t('on') : <span className="soft">{t('off')}</span>),
          },
          {
            name: 'state',
            title: t('state'),
            cell: u =>
              u.banned ? (
                <span className="adm-bad">{t('states.banned')}</span>
              ) : u.one_time_until !== null ? (
                <span className="adm-warn">{t('states.one_time')}</span>
              ) : (
                t('states.open')
              ),
          },
          {
            name: 'since',
            title: t('since'),
            isMinor: true,
            cell: u => <span className="num">{f.day(u.created_at)}</span>,
          },
        ]}
      />
    </>
  )
}
