import { Radio, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Fault } from '../../kit/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { type Hit, peopleQuery } from '../list/list-queries.ts'
import { useChangeWords } from './words.ts'

interface FinderProps {
  readonly value: string | undefined
  readonly onChange: (household: string) => void
  /** The household that looks for another one. */
  readonly without?: string
}

/** Another household, found by the name of somebody in it. */
export function HouseholdFinder({ value, onChange, without }: FinderProps) {
  const t = useChangeWords()
  const nameOf = useUnitName()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 120)
  const found = useQuery(peopleQuery(q, undefined))
  const hits = q.length < 2 ? [] : ((found.data?.items ?? []) as readonly Hit[])
  const households = [
    ...new Map(hits.filter(h => h.household_id !== without).map(h => [h.household_id, h])).values(),
  ].slice(0, 8)
  return (
    <div className="change-found">
      <TextInput
        size="xs"
        type="search"
        label={t('find_household')}
        w={320}
        autoComplete="off"
        value={text}
        onChange={e => setText(e.currentTarget.value)}
      />
      <Fault error={found.error} />
      <Radio.Group value={value ?? ''} onChange={onChange} label={t('to_household')}>
        <div className="hh-stack">
          {households.map(h => (
            <Radio
              key={h.household_id}
              value={h.household_id}
              size="sm"
              label={[
                h.household?.head_name ?? h.full_name,
                h.household?.hamlet,
                nameOf(h.commune_code),
                h.household_id,
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </div>
      </Radio.Group>
    </div>
  )
}
