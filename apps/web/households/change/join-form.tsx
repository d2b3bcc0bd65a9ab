import { Radio, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFactWords } from '../fact-words.ts'
import { useCommon } from './common-fields.tsx'
import type { Draft } from './draft.ts'
import type { FormProps } from './form.ts'
import { type Said, ValueInput } from './value-input.tsx'
import { useChangeWords } from './words.ts'

const HOW = ['born', 'married_in', 'member_joined'] as const
const ASKED = ['relation_to_head', 'sex', 'birth_date', 'residence'] as const

/** Somebody new: born, married in, or come to live here. What is not said stays unknown. */
export function JoinForm({ onDraft }: FormProps) {
  const t = useChangeWords()
  const words = useFactWords()
  const { common, fields } = useCommon()
  const [how, setHow] = useState<(typeof HOW)[number]>('born')
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [facts, setFacts] = useState<Readonly<Record<string, Said>>>({})
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
  const draft: Draft | undefined =
    name.trim() === '' || said['relation_to_head'] === undefined
      ? undefined
      : {
          way: 'event',
          body: {
            event: how,
            ...common,
            member: {
              facts: said,
              fields: {
                full_name: name.trim(),
                ...(number.trim() === '' ? {} : { identity_number: number.trim() }),
              },
            },
          },
        }
  const text = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the draft, which is made anew each time
  useEffect(() => onDraft(draft), [text, onDraft])
  return (
    <>
      <Radio.Group label={t('how')} value={how} onChange={v => setHow(v as typeof how)}>
        <div className="change-row">
          {HOW.map(h => (
            <Radio key={h} value={h} label={t(h)} size="sm" />
          ))}
        </div>
      </Radio.Group>
      <div className="change-row">
        <TextInput
          size="xs"
          w={260}
          label={t('full_name')}
          value={name}
          autoComplete="off"
          required
          withAsterisk={false}
          onChange={e => setName(e.currentTarget.value)}
        />
        {ASKED.map(fact => {
          const declared = words.fact('person', fact)
          return (
            declared !== undefined && (
              <ValueInput
                key={fact}
                fact={declared}
                label={words.label('person', fact)}
                value={facts[fact] ?? null}
                onChange={value => setFacts({ ...facts, [fact]: value })}
              />
            )
          )
        })}
        <TextInput
          size="xs"
          label={t('identity_number')}
          value={number}
          inputMode="numeric"
          autoComplete="off"
          onChange={e => setNumber(e.currentTarget.value)}
        />
      </div>
      {fields}
    </>
  )
}
