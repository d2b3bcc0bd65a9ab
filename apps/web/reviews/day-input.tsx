import { TextInput } from '@mantine/core'
import { today } from '../kit/index.ts'

/** A day as the browser asks for it; never after today unless said. */
export function DayInput({
  label,
  value,
  onChange,
  max = today(),
  min,
  description,
  required = true,
}: {
  label: string
  value: string
  onChange: (day: string) => void
  max?: string | undefined
  min?: string | undefined
  description?: string
  required?: boolean
}) {
  return (
    <TextInput
      type="date"
      label={label}
      description={description}
      value={value}
      max={max}
      min={min}
      required={required}
      withAsterisk={false}
      className="rv-day"
      onChange={e => onChange(e.currentTarget.value)}
    />
  )
}
