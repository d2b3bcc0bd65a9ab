import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Fault, StandingChip } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { useCaseWords } from './case-words.ts'

export interface Chosen {
  readonly id: string
  readonly name: string
  readonly said: string
}

/** Finds the household of somebody at the counter. What is typed goes by POST and stands in no address. */
export function FindHousehold({ onChoose }: { onChoose: (chosen: Chosen) => void }) {
  const t = useCaseWords()
  const nameOf = useUnitName()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useQuery({
    queryKey: ['search', asked, 'counter'],
    queryFn: ({ signal }) =>
      bodyOf(api.POST('/api/households/search', { body: { q: asked, limit: 8 }, signal })),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const people = asked.length < 2 ? [] : (found.data?.items ?? [])
  return (
    <div>
      <TextInput
        label={t('requests.find')}
        description={t('requests.find_hint')}
        type="search"
        value={text}
        onChange={e => setText(e.currentTarget.value)}
        onKeyDown={e => {
          // Enter would send the form before anybody is chosen
          if (e.key === 'Enter') e.preventDefault()
        }}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <Fault error={found.error} />
      {people.length > 0 && (
        <ul className="rv-found">
          {people.map(p => (
            <li key={`${p.household_id} ${p.person_id}`}>
              <button
                type="button"
                className="rv-hit"
                onClick={() =>
                  onChoose({
                    id: p.household_id,
                    name: p.full_name ?? p.household_id,
                    said: [p.full_name, p.birth_year, p.household?.hamlet].filter(Boolean).join(' · '),
                  })
                }
              >
                <span className="rv-hit-name">{p.full_name}</span>{' '}
                <span className="num soft">{p.birth_year}</span>{' '}
                <span className="soft small">
                  {p.household?.hamlet} · {nameOf(p.commune_code)}
                </span>{' '}
                {p.household?.standing && <StandingChip standing={p.household.standing} />}
              </button>
            </li>
          ))}
        </ul>
      )}
      {asked.length >= 2 && people.length === 0 && !found.isFetching && (
        <p className="small" role="status">
          {t('requests.found_none')}
        </p>
      )}
      <p className="small">
        <a href="/households">{t('requests.new_household')}</a>
      </p>
    </div>
  )
}
