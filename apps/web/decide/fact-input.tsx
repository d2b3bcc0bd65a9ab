import { NumberInput, Radio, TextInput } from '@mantine/core'
import { useLanguage, useTwo } from '../language/index.ts'
import { choicesOf, faultOf } from './choices.ts'
import './fact-input.css'
import type { FactInfo, Plain } from './messages.ts'
import { useDecideWords } from './words.ts'

interface FactInputProps {
  readonly fact: FactInfo
  readonly label: string
  readonly isLabelHidden?: boolean
  /** undefined: not answered; null: does not know. */
  readonly value: Plain | undefined
  readonly unknownWord: string
  readonly onChange: (value: Plain) => void
  readonly size?: 'md' | 'lg'
}

const UNKNOWN = '?'

/** One fact: words to choose from, or a number with its thousands as one types it, or a day. "I do not know" is an answer. */
export function FactInput(props: FactInputProps) {
  const { fact, label, isLabelHidden = false, value, unknownWord, onChange, size = 'md' } = props
  const two = useTwo()
  const choices = choicesOf(fact)
  if (choices === undefined) return <TypedInput {...props} />
  const written = value === undefined ? null : value === null ? UNKNOWN : String(value)
  return (
    <Radio.Group
      className="fact-input"
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      size={size}
      value={written}
      onChange={text => onChange(choices.find(c => String(c.value) === text)?.value ?? null)}
    >
      <div className="fact-input-words">
        {choices.map(c => (
          <Radio key={String(c.value)} value={String(c.value)} label={capital(two(c.label))} size={size} />
        ))}
        <Radio value={UNKNOWN} label={unknownWord} size={size} />
      </div>
    </Radio.Group>
  )
}

function TypedInput({ fact, label, isLabelHidden = false, value, onChange, size = 'md' }: FactInputProps) {
  const t = useDecideWords()
  const language = useLanguage()
  const aria = isLabelHidden ? { 'aria-label': label } : { label }
  const fault = faultOf(fact, value ?? null)
  if (fact.type === 'date' || fact.type === 'text')
    return (
      <TextInput
        {...aria}
        className="fact-input"
        size={size}
        type={fact.type === 'date' ? 'date' : 'text'}
        value={value === undefined || value === null ? '' : String(value)}
        onChange={e => onChange(e.currentTarget.value === '' ? null : e.currentTarget.value)}
      />
    )
  const scale = 10 ** fact.places
  return (
    <NumberInput
      {...aria}
      className="fact-input"
      size={size}
      value={value === undefined || value === null ? '' : Number(value)}
      thousandSeparator={language === 'vi' ? '.' : ','}
      decimalSeparator={language === 'vi' ? ',' : '.'}
      decimalScale={fact.places}
      allowNegative={false}
      inputMode={fact.places > 0 ? 'decimal' : 'numeric'}
      suffix={fact.type === 'money' ? ' đ' : ''}
      error={
        fault === undefined
          ? undefined
          : t(fault, { lowest: (fact.lowest ?? 0) / scale, highest: (fact.highest ?? 0) / scale })
      }
      onChange={typed =>
        onChange(typed === '' ? null : fact.places > 0 ? Number(typed).toFixed(fact.places) : Number(typed))
      }
    />
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
