import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Fault, StandingChip } from '../kit/index.ts'
import { useUnitName } from './places.ts'
import { keepOffice } from './search-params.ts'
import { useMay } from './session.ts'
import { useShellWords } from './words.ts'

/** Answers while one types, with or without marks; what is typed goes by POST and stands in no address. `/` and Ctrl K come here. */
export function SearchBox() {
  const t = useShellWords()
  const may = useMay()
  const navigate = useNavigate()
  const nameOf = useUnitName()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 120)
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const focus = () => input.current?.focus()
  useHotkeys([
    ['/', focus],
    ['mod+K', focus],
  ])
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) =>
      bodyOf(api.POST('/api/households/search', { body: { q: asked, limit: 8 }, signal })),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  })
  if (!may('household.read')) return <span className="bar-search" />
  const people = asked.length < 2 ? [] : (found.data?.items ?? [])
  return (
    <div className="bar-search">
      <Combobox
        store={box}
        onOptionSubmit={id => {
          box.closeDropdown()
          setText('')
          void navigate({ to: '/households/$id', params: { id }, search: keepOffice as never } as never)
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={input}
            size="xs"
            type="search"
            aria-label={t('search')}
            placeholder={`${t('search')}  ( / )`}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={e => {
              setText(e.currentTarget.value)
              box.openDropdown()
              box.updateSelectedOptionIndex()
            }}
            onFocus={() => box.openDropdown()}
            onBlur={() => box.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={text.trim() === ''}>
          <Combobox.Options mah={420} style={{ overflowY: 'auto' }} aria-label={t('search')}>
            {found.isError ? (
              <Fault error={found.error} />
            ) : asked.length < 2 ? (
              <Combobox.Empty>{t('search_short')}</Combobox.Empty>
            ) : people.length === 0 && !found.isFetching ? (
              <Combobox.Empty>{t('search_none')}</Combobox.Empty>
            ) : (
              people.map(p => (
                <Combobox.Option value={p.household_id} key={`${p.household_id} ${p.person_id}`}>
                  <span className="hit">
                    <span className="hit-name">{p.full_name}</span>
                    <span className="soft num">{p.birth_year}</span>
                    <span className="soft small hit-place">
                      {p.household?.hamlet} · {nameOf(p.commune_code)}
                    </span>
                    {p.household?.standing && <StandingChip standing={p.household.standing} />}
                  </span>
                </Combobox.Option>
              ))
            )}
          </Combobox.Options>
          <Combobox.Footer>
            <span className="soft small">{t('search_hint')}</span>
          </Combobox.Footer>
        </Combobox.Dropdown>
      </Combobox>
      <span className="sr-only" role="status">
        {asked.length >= 2 && !found.isFetching ? t('search_count', { count: people.length }) : ''}
      </span>
    </div>
  )
}
