import { Radio, Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useUnits } from '../../shell/places.ts'
import { useCommon } from './common-fields.tsx'
import type { Draft } from './draft.ts'
import type { FormProps } from './form.ts'
import { useChangeWords } from './words.ts'

const WHERE = ['within', 'to_commune', 'outside'] as const

/** The whole household moves: to another hamlet, another commune, or out of the city. */
export function MoveForm({ file, onDraft }: FormProps) {
  const t = useChangeWords()
  const { common, fields } = useCommon()
  const [where, setWhere] = useState<(typeof WHERE)[number]>('within')
  const [hamlet, setHamlet] = useState('')
  const [commune, setCommune] = useState<string | null>(null)
  const place = hamlet.trim() === '' ? undefined : { fields: { hamlet: hamlet.trim() } }
  const draft = draftOf()
  const text = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the draft, which is made anew each time
  useEffect(() => onDraft(draft), [text, onDraft])
  return (
    <>
      <Radio.Group label={t('where_to')} value={where} onChange={v => setWhere(v as typeof where)}>
        <div className="change-row">
          {WHERE.map(w => (
            <Radio key={w} value={w} label={t(w)} size="sm" />
          ))}
        </div>
      </Radio.Group>
      <div className="change-row">
        {where === 'to_commune' && (
          <CommuneChoice value={commune} onChange={setCommune} without={file.commune_code} />
        )}
        {where !== 'outside' && (
          <TextInput
            size="xs"
            label={t('hamlet')}
            value={hamlet}
            autoComplete="off"
            w={280}
            onChange={e => setHamlet(e.currentTarget.value)}
          />
        )}
      </div>
      {fields}
    </>
  )

  function draftOf(): Draft | undefined {
    if (where === 'within')
      return place && { way: 'action', body: { kind: 'moved', ...common, household: place } }
    if (where === 'outside') return { way: 'event', body: { event: 'left_city', ...common } }
    if (commune === null) return undefined
    return {
      way: 'event',
      body: {
        event: 'moved_to',
        ...common,
        to_commune: commune,
        ...(place === undefined ? {} : { household: place }),
      },
    }
  }
}

interface CommuneProps {
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  /** The commune where they are. */
  readonly without: string
}

export function CommuneChoice({ value, onChange, without }: CommuneProps) {
  const t = useChangeWords()
  const units = useUnits()
  return (
    <Select
      size="xs"
      label={t('commune_to')}
      placeholder={t('choose')}
      searchable
      w={280}
      data={[...units.values()]
        .filter(u => u.code !== without)
        .map(u => ({ value: u.code, label: u.full_name }))
        .sort((a, b) => a.label.localeCompare(b.label, 'vi'))}
      value={value}
      onChange={onChange}
    />
  )
}
