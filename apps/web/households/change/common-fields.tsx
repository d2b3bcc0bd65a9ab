import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { today } from '../../kit/index.ts'
import { useChangeWords } from './words.ts'

/** From when it holds and on which paper it rests: what every draft says. */
export interface Common {
  readonly effective_on: string
  readonly reference?: string
}

export function useCommon(): { readonly common: Common; readonly fields: React.ReactNode } {
  const t = useChangeWords()
  const [on, setOn] = useState(today())
  const [reference, setReference] = useState('')
  const paper = reference.trim()
  return {
    common: { effective_on: on, ...(paper === '' ? {} : { reference: paper }) },
    fields: (
      <div className="change-row">
        <TextInput
          type="date"
          size="xs"
          label={t('on')}
          max={today()}
          required
          withAsterisk={false}
          value={on}
          onChange={e => setOn(e.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={t('reference')}
          placeholder={t('reference_hint')}
          w={300}
          autoComplete="off"
          value={reference}
          onChange={e => setReference(e.currentTarget.value)}
        />
      </div>
    ),
  }
}
