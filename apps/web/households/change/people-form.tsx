import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFactWords } from '../fact-words.ts'
import { useNames } from '../file/names.ts'
import { useCommon } from './common-fields.tsx'
import type { FormProps } from './form.ts'
import { HouseholdFinder } from './household-finder.tsx'
import { CommuneChoice } from './move-form.tsx'
import { type Choice, draftOf, HOWS, type PeopleWhat } from './people-draft.ts'
import { useChangeWords } from './words.ts'

/** Some of the members: they leave, die, go to another household, make their own, or all go into another one. */
export function PeopleForm({ file, what, onDraft }: FormProps & { what: PeopleWhat }) {
  const t = useChangeWords()
  const { common, fields } = useCommon()
  const ids = file.members.map(m => m.person_id)
  const [choice, setChoice] = useState<Choice>({
    how: HOWS[what][0],
    people: what === 'merge' ? ids : [],
    relations: {},
    to: undefined,
    commune: undefined,
    hamlet: '',
  })
  const set = (change: Partial<Choice>) => setChoice({ ...choice, ...change })
  const draft = draftOf(choice, common, ids)
  const text = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the draft, which is made anew each time
  useEffect(() => onDraft(draft), [text, onDraft])
  const staying = ids.filter(id => !choice.people.includes(id))
  const isGoing = ['transfer', 'split', 'merge'].includes(what)
  return (
    <>
      {HOWS[what].length > 1 && (
        <Radio.Group label={t('how')} value={choice.how} onChange={how => set({ how: how as Choice['how'] })}>
          <div className="change-row">
            {HOWS[what].map(how => (
              <Radio key={how} value={how} size="sm" label={t(how as 'member_left')} />
            ))}
          </div>
        </Radio.Group>
      )}
      {what !== 'merge' && (
        <People
          file={file}
          chosen={choice.people}
          isOne={choice.how === 'announced'}
          onChange={people => set({ people })}
        />
      )}
      {choice.how === 'announced' && (
        <CommuneChoice
          value={choice.commune ?? null}
          without={file.commune_code}
          onChange={code => set({ commune: code ?? undefined })}
        />
      )}
      {(what === 'transfer' || what === 'merge') && (
        <HouseholdFinder value={choice.to} without={file.household_id} onChange={to => set({ to })} />
      )}
      {isGoing && choice.people.length > 0 && (
        <Relations
          file={file}
          people={choice.people}
          title={t('relation_there')}
          choice={choice}
          onChange={set}
        />
      )}
      {what !== 'merge' && choice.people.length > 0 && staying.length > 0 && (
        <Relations file={file} people={staying} title={t('new_head')} choice={choice} onChange={set} />
      )}
      {what === 'split' && (
        <TextInput
          size="xs"
          w={280}
          label={t('hamlet')}
          autoComplete="off"
          value={choice.hamlet}
          onChange={e => set({ hamlet: e.currentTarget.value })}
        />
      )}
      {what !== 'merge' && what !== 'split' && choice.people.length > 0 && staying.length === 0 && (
        <p className="small">{t('dissolve')}</p>
      )}
      {fields}
    </>
  )
}

interface PeopleProps {
  readonly file: FormProps['file']
  readonly chosen: readonly string[]
  readonly isOne: boolean
  readonly onChange: (people: readonly string[]) => void
}

function People({ file, chosen, isOne, onChange }: PeopleProps) {
  const t = useChangeWords()
  const names = useNames(file)
  const words = useFactWords()
  return (
    <fieldset className="change-people">
      <legend>{t('who')}</legend>
      {file.members.map(m => {
        const is = chosen.includes(m.person_id)
        const relation = m.facts.find(f => f.name === 'relation_to_head')?.value
        return (
          <Checkbox
            key={m.person_id}
            size="sm"
            label={`${names.of(m.person_id)} · ${words.word('person', 'relation_to_head', relation)}`}
            checked={is}
            onChange={() =>
              onChange(
                is
                  ? chosen.filter(id => id !== m.person_id)
                  : isOne
                    ? [m.person_id]
                    : [...chosen, m.person_id],
              )
            }
          />
        )
      })}
    </fieldset>
  )
}

interface RelationsProps {
  readonly file: FormProps['file']
  readonly people: readonly string[]
  readonly title: string
  readonly choice: Choice
  readonly onChange: (change: Partial<Choice>) => void
}

/** A household has one head: who stands how to the head from now on. */
function Relations({ file, people, title, choice, onChange }: RelationsProps) {
  const t = useChangeWords()
  const names = useNames(file)
  const words = useFactWords()
  const options = words.fact('person', 'relation_to_head')?.words ?? []
  return (
    <fieldset className="change-people">
      <legend>{title}</legend>
      <div className="change-row">
        {people.map(id => (
          <NativeSelect
            key={id}
            size="xs"
            label={names.of(id)}
            value={choice.relations[id] ?? ''}
            onChange={e => onChange({ relations: { ...choice.relations, [id]: e.currentTarget.value } })}
            data={[
              { value: '', label: t('unchanged') },
              ...options.map(o => ({
                value: o.word,
                label: words.word('person', 'relation_to_head', o.word),
              })),
            ]}
          />
        ))}
      </div>
    </fieldset>
  )
}
