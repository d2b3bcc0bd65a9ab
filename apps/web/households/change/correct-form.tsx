import { NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Icon } from '../../kit/index.ts'
import { type Subject, useFactWords } from '../fact-words.ts'
import { useNames } from '../file/names.ts'
import { useFileWords } from '../file/words.ts'
import { type Fact, type HouseholdFile, useFacts, type Value } from '../queries.ts'
import { KINDS, type Kind } from './answer-field.tsx'
import { useCommon } from './common-fields.tsx'
import type { ActionBody } from './draft.ts'
import type { FormProps } from './form.ts'
import { type Said, ValueInput } from './value-input.tsx'
import { useChangeWords } from './words.ts'

interface Edit {
  /** '' for the household itself. */
  readonly person: string
  readonly name: string
  readonly isField: boolean
  readonly value: Said
}

const FIELDS: Readonly<Record<Subject, readonly string[]>> = {
  household: ['hamlet'],
  person: ['full_name', 'phone', 'identity_number', 'account'],
}
const subjectOf = (person: string): Subject => (person === '' ? 'household' : 'person')

/** Any facts of the household and its members: only what is chosen changes. */
export function CorrectForm({ file, onDraft }: FormProps) {
  const t = useChangeWords()
  const names = useNames(file)
  const { common, fields } = useCommon()
  const [kind, setKind] = useState<Kind>('corrected')
  const [person, setPerson] = useState('')
  const [edits, setEdits] = useState<readonly Edit[]>([])
  const draft = edits.length === 0 ? undefined : bodyOf(kind, common, edits)
  const text = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the draft, which is made anew each time
  useEffect(() => onDraft(draft && { way: 'action', body: draft }), [text, onDraft])
  const change = (edit: Edit, value: Said) =>
    setEdits(edits.map(e => (e.person === edit.person && e.name === edit.name ? { ...e, value } : e)))
  return (
    <>
      <div className="change-row">
        <NativeSelect
          size="xs"
          label={t('kind')}
          value={kind}
          onChange={e => setKind(e.currentTarget.value as Kind)}
          data={KINDS.map(k => ({ value: k, label: t(k) }))}
        />
        <NativeSelect
          size="xs"
          label={t('whose')}
          value={person}
          onChange={e => setPerson(e.currentTarget.value)}
          data={[
            { value: '', label: t('household') },
            ...file.members.map(m => ({ value: m.person_id, label: names.of(m.person_id) })),
          ]}
        />
        <FactChoice
          key={person}
          file={file}
          person={person}
          taken={edits}
          onChoose={edit => setEdits([...edits, edit])}
        />
      </div>
      {edits.map(e => (
        <EditLine
          key={`${e.person} ${e.name}`}
          edit={e}
          who={e.person === '' ? t('household') : names.of(e.person)}
          now={valueIn(file, e.person, e.name)}
          onChange={value => change(e, value)}
          onRemove={() => setEdits(edits.filter(x => x !== e))}
        />
      ))}
      {fields}
    </>
  )
}

function bodyOf(
  kind: Kind,
  common: { effective_on: string; reference?: string },
  edits: readonly Edit[],
): ActionBody {
  const content = (person: string) => {
    const of = edits.filter(e => e.person === person)
    const pick = (isField: boolean) => {
      const said = of.filter(e => e.isField === isField).map(e => [e.name, e.value] as const)
      return said.length === 0 ? undefined : Object.fromEntries(said)
    }
    const [facts, fields] = [pick(false), pick(true)]
    return { ...(facts === undefined ? {} : { facts }), ...(fields === undefined ? {} : { fields }) }
  }
  const people = [...new Set(edits.map(e => e.person).filter(p => p !== ''))]
  return {
    kind,
    ...common,
    ...(edits.some(e => e.person === '') ? { household: content('') } : {}),
    ...(people.length === 0 ? {} : { persons: Object.fromEntries(people.map(p => [p, content(p)])) }),
  }
}

function valueIn(file: HouseholdFile, person: string, name: string): Value {
  const member = file.members.find(m => m.person_id === person)
  const facts = person === '' ? file.facts : (member?.facts ?? [])
  if (name === 'full_name') return member?.full_name ?? null
  if (name === 'phone') return member?.phone ?? null
  return facts.find(f => f.name === name)?.value ?? file.fields[name] ?? null
}

interface ChoiceProps {
  readonly file: HouseholdFile
  readonly person: string
  readonly taken: readonly Edit[]
  readonly onChoose: (edit: Edit) => void
}

function FactChoice({ file, person, taken, onChoose }: ChoiceProps) {
  const t = useChangeWords()
  const fileWords = useFileWords()
  const words = useFactWords()
  const facts = useFacts()[subjectOf(person)]
  const isTaken = (name: string) => taken.some(e => e.person === person && e.name === name)
  const choices = [
    ...facts.map(f => ({ value: f.name, label: words.label(subjectOf(person), f.name) })),
    ...FIELDS[subjectOf(person)].map(name => ({
      value: name,
      label: fileWords(`fields.${name as 'hamlet'}`),
    })),
  ].filter(c => !isTaken(c.value))
  const choose = (name: string) => {
    if (name === '') return
    const isField = FIELDS[subjectOf(person)].includes(name)
    const now = name === 'identity_number' || name === 'account' ? null : valueIn(file, person, name)
    onChoose({ person, name, isField, value: Array.isArray(now) ? null : now })
  }
  return (
    <NativeSelect
      size="xs"
      label={t('only_changed')}
      value=""
      onChange={e => choose(e.currentTarget.value)}
      data={[{ value: '', label: t('choose') }, ...choices]}
    />
  )
}

interface LineProps {
  readonly edit: Edit
  readonly who: string
  readonly now: Value
  readonly onChange: (value: Said) => void
  readonly onRemove: () => void
}

function EditLine({ edit, who, now, onChange, onRemove }: LineProps) {
  const t = useChangeWords()
  const words = useFactWords()
  const fileWords = useFileWords()
  const subject = subjectOf(edit.person)
  const label = edit.isField ? fileWords(`fields.${edit.name as 'hamlet'}`) : words.label(subject, edit.name)
  const fact = words.fact(subject, edit.name) ?? TEXT
  return (
    <div className="change-edit">
      <ValueInput
        fact={fact}
        label={`${label} · ${who}`}
        description={t('now', { value: now === null ? t('unknown') : words.word(subject, edit.name, now) })}
        value={edit.value}
        onChange={onChange}
      />
      <button
        type="button"
        className="hh-cross"
        aria-label={t('remove_fact', { what: label })}
        onClick={onRemove}
      >
        <Icon name="cross" size={14} />
      </button>
    </div>
  )
}

/** A field of the registry, which the law does not declare. */
const TEXT: Fact = {
  name: '',
  type: 'text',
  places: 0,
  label: { vi: '', en: '' },
  supplier: null,
  optional: true,
  restricted: false,
  words: [],
}
