import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Column, Fault, StandingChip, Table } from '../../kit/index.ts'
import { usePlace, useUnitName } from '../../shell/places.ts'
import { useFactWords } from '../fact-words.ts'
import { FileLink } from '../file-link.tsx'
import { type Hit, peopleQuery } from './list-queries.ts'
import { useListWords } from './words.ts'

/** People by name with or without marks, by number or code, answered while one types. */
export function PeopleSearch() {
  const t = useListWords()
  const { commune } = usePlace()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 120)
  const found = useQuery(peopleQuery(q, commune))
  const people = q.length < 2 ? [] : ((found.data?.items ?? []) as readonly Hit[])
  const columns = useHitColumns()
  return (
    <search className="hh-search">
      <TextInput
        type="search"
        label={t('people')}
        description={t('people_hint')}
        value={text}
        onChange={e => setText(e.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <span className="sr-only" role="status">
        {q.length >= 2 && !found.isFetching ? t('people_found', { count: people.length }) : ''}
      </span>
      <Fault error={found.error} />
      {q.length >= 2 && people.length > 0 && (
        <>
          <Table
            label={t('people_found', { count: people.length })}
            columns={columns}
            rows={people}
            rowKey={p => `${p.household_id} ${p.person_id}`}
          />
          {found.data?.next_cursor != null && <p className="small soft">{t('people_more')}</p>}
        </>
      )}
      {q.length >= 2 && people.length === 0 && found.data !== undefined && !found.isFetching && (
        <p className="empty">{t('people_none')}</p>
      )}
    </search>
  )
}

function useHitColumns(): readonly Column<Hit>[] {
  const t = useListWords()
  const nameOf = useUnitName()
  const words = useFactWords()
  return [
    {
      name: 'name',
      title: t('name'),
      cell: p => <FileLink id={p.household_id}>{p.full_name ?? p.household_id}</FileLink>,
    },
    { name: 'born', title: t('born'), isNumber: true, cell: p => p.birth_year ?? '–' },
    {
      name: 'relation',
      title: t('relation'),
      isMinor: true,
      cell: p => words.word('person', 'relation_to_head', p.relation_to_head),
    },
    {
      name: 'head',
      title: t('head'),
      isMinor: true,
      cell: p => (p.relation_to_head === 'head' ? '–' : (p.household?.head_name ?? '–')),
    },
    {
      name: 'standing',
      title: t('col.standing'),
      cell: p => (p.household === null ? '–' : <StandingChip standing={p.household.standing} />),
    },
    {
      name: 'place',
      title: t('place'),
      cell: p => [p.household?.hamlet, nameOf(p.commune_code)].filter(Boolean).join(' · '),
    },
  ]
}
