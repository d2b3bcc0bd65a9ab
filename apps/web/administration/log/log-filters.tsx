import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useUnits } from '../../shell/places.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import { areasOf, useMay, useMe } from '../../shell/session.ts'
import { usersQuery } from '../queries.ts'
import type { LogSearch } from '../search.ts'
import { DEEDS, useDeed } from './deeds.ts'
import { useLogWords } from './words.ts'

const NOTHING = {
  area: undefined,
  actor: undefined,
  action: undefined,
  kind: undefined,
  object: undefined,
  from: undefined,
  to: undefined,
}

/** Area, who, what, object, days; all stand in the address. */
export function LogFilters() {
  const t = useLogWords()
  const deed = useDeed()
  const may = useMay()
  const units = useUnits()
  const me = useMe()
  const search = useSearch({ strict: false }) as LogSearch
  const setSearch = useSetSearch<LogSearch>()
  const users = useQuery({ ...usersQuery, enabled: may('user.manage') })
  const isCity = areasOf(me).includes('*')
  const of = (value: string | null): string | undefined => value || undefined
  const people = (users.data ?? []).map(u => ({ value: u.user_id, label: `${u.name} (${u.username})` }))
  const actors =
    search.actor === undefined || people.some(p => p.value === search.actor)
      ? people
      : [...people, { value: search.actor, label: search.actor }]
  const deeds = Object.keys(DEEDS)
    .filter(action => action !== 'household.look')
    .map(action => ({ value: action, label: deed(action) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'))
  return (
    <div className="adm-filters no-print">
      <Select
        label={t('area')}
        searchable
        data={[
          { value: '', label: t('all_areas') },
          ...(isCity
            ? [
                { value: 'system', label: t('system') },
                { value: 'city', label: t('city') },
              ]
            : []),
          ...[...units.values()]
            .filter(u => isCity || may('audit.read', u.code))
            .map(u => ({ value: u.code, label: u.full_name })),
        ]}
        value={search.area ?? ''}
        onChange={v => setSearch({ area: of(v) })}
      />
      <Select
        label={t('actor')}
        searchable
        data={[{ value: '', label: t('anybody') }, ...actors]}
        value={search.actor ?? ''}
        onChange={v => setSearch({ actor: of(v) })}
      />
      <Select
        label={t('action')}
        searchable
        data={[
          { value: '', label: t('any_action') },
          ...deeds,
          ...(search.action !== undefined && DEEDS[search.action] === undefined
            ? [{ value: search.action, label: search.action }]
            : []),
        ]}
        value={search.action ?? ''}
        onChange={v => setSearch({ action: of(v) })}
      />
      <ObjectFilter key={search.object ?? ''} />
      <TextInput
        type="date"
        label={t('from')}
        value={search.from ?? ''}
        onChange={e => setSearch({ from: of(e.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={search.to ?? ''}
        onChange={e => setSearch({ to: of(e.currentTarget.value) })}
      />
      <Button variant="default" className="adm-as-is" onClick={() => setSearch(NOTHING)}>
        {t('clear')}
      </Button>
    </div>
  )
}

/** An id is asked for when it is whole, not at each letter. */
function ObjectFilter() {
  const t = useLogWords()
  const { object } = useSearch({ strict: false }) as LogSearch
  const setSearch = useSetSearch<LogSearch>()
  const [typed, setTyped] = useState(object ?? '')
  const ask = (e?: FormEvent) => {
    e?.preventDefault()
    if (typed.trim() !== (object ?? '')) setSearch({ object: typed.trim() || undefined, kind: undefined })
  }
  return (
    <form onSubmit={ask}>
      <TextInput
        label={t('object')}
        value={typed}
        onChange={e => setTyped(e.currentTarget.value)}
        onBlur={() => ask()}
        autoComplete="off"
        spellCheck={false}
      />
    </form>
  )
}
