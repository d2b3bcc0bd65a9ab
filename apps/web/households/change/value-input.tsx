import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useKitWords } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { capital } from '../fact-words.ts'
import type { Fact } from '../queries.ts'
import { useChangeWords } from './words.ts'

export type Said = string | number | boolean | null

interface ValueInputProps {
  readonly fact: Fact
  readonly label: string
  readonly description?: string | undefined
  /** null: nothing said. */
  readonly value: Said
  readonly onChange: (value: Said) => void
  readonly hideLabel?: boolean
}

/** The field of a declared fact: a choice, a day, a number with thousands separators. */
export function ValueInput({
  fact,
  label,
  description,
  value,
  onChange,
  hideLabel = false,
}: ValueInputProps) {
  const t = useChangeWords()
  const kit = useKitWords()
  const language = useLanguage()
  const common = {
    size: 'xs',
    ...(hideLabel ? { 'aria-label': label } : { label: capital(label) }),
    ...(description === undefined ? {} : { description }),
  } as const
  const choice = (data: readonly { value: string; label: string }[], read: (word: string) => Said) => (
    <NativeSelect
      {...common}
      value={value === null ? '' : String(value)}
      onChange={e => onChange(e.currentTarget.value === '' ? null : read(e.currentTarget.value))}
      data={[{ value: '', label: t('choose') }, ...data]}
    />
  )
  switch (fact.type) {
    case 'bool':
      return choice(
        [
          { value: 'true', label: kit('yes') },
          { value: 'false', label: kit('no') },
        ],
        word => word === 'true',
      )
    case 'category':
      return choice(
        fact.words.map(w => ({ value: w.word, label: capital(w.label[language]) })),
        word => word,
      )
    case 'money':
    case 'count':
      return (
        <NumberInput
          {...common}
          value={value === null ? '' : Number(value)}
          onChange={v => onChange(v === '' ? null : Number(v))}
          allowDecimal={false}
          {...(fact.type === 'money' ? { suffix: ' đ' } : {})}
        />
      )
    case 'decimal':
      return (
        <NumberInput
          {...common}
          value={value === null ? '' : String(value)}
          onChange={v => onChange(v === '' ? null : String(v))}
          decimalScale={fact.places}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          type={fact.type === 'date' ? 'date' : 'text'}
          autoComplete="off"
          value={value === null ? '' : String(value)}
          onChange={e => onChange(e.currentTarget.value === '' ? null : e.currentTarget.value)}
        />
      )
  }
}
