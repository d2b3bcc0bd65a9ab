import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { PlainPerson } from '../../decide/messages.ts'
import { Icon } from '../../kit/index.ts'
import { useCitizenWords } from '../words.ts'
import { bornAged } from './course.ts'

const MOST = 20

/** Who lives in the household: only ages. */
export function PeopleStep({
  day,
  members,
  onDone,
}: {
  day: string
  members: readonly PlainPerson[]
  onDone: (members: readonly PlainPerson[]) => void
}) {
  const t = useCitizenWords()
  const last = useRef(members.length || 1)
  const [rows, setRows] = useState<readonly { id: string; age: number | '' }[]>(
    members.length === 0
      ? [{ id: 'p1', age: '' }]
      : members.map(m => ({
          id: m.id,
          age: Number(day.slice(0, 4)) - Number(String(m.facts['birth_date']).slice(0, 4)),
        })),
  )
  const [isWrong, setWrong] = useState(false)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (rows.some(r => r.age === '')) return setWrong(true)
    onDone(rows.map(r => ({ id: r.id, facts: { birth_date: bornAged(Number(r.age), day) } })))
  }
  return (
    <form onSubmit={submit}>
      <h1>{t('check.title')}</h1>
      <p className="citizen-lead">{t('check.lead')}</p>
      <p className="check-promise">
        <Icon name="check" size={20} /> {t('check.private')}
      </p>
      <fieldset className="check-field">
        <legend>{t('check.people')}</legend>
        <ul className="check-people">
          {rows.map((row, i) => (
            <li key={row.id}>
              <NumberInput
                size="lg"
                label={i === 0 ? t('check.age_first') : t('check.age', { n: i + 1 })}
                value={row.age}
                min={0}
                max={120}
                clampBehavior="strict"
                allowDecimal={false}
                allowNegative={false}
                inputMode="numeric"
                suffix={` ${t('check.years')}`}
                error={isWrong && row.age === '' ? t('check.age_missing') : undefined}
                onChange={v =>
                  setRows(rows.map(r => (r.id === row.id ? { ...r, age: v === '' ? '' : Number(v) } : r)))
                }
              />
              {rows.length > 1 && (
                <button
                  type="button"
                  className="check-remove"
                  aria-label={t('check.remove', { n: i + 1 })}
                  onClick={() => setRows(rows.filter(r => r.id !== row.id))}
                >
                  <Icon name="cross" size={20} />
                </button>
              )}
            </li>
          ))}
        </ul>
        {rows.length < MOST && (
          <Button
            type="button"
            variant="default"
            size="lg"
            leftSection={<Icon name="plus" />}
            onClick={() => {
              last.current += 1
              setRows([...rows, { id: `p${last.current}`, age: '' }])
            }}
          >
            {t('check.add')}
          </Button>
        )}
      </fieldset>
      <div className="check-actions">
        <Button type="submit" size="lg">
          {t('check.begin')}
        </Button>
      </div>
    </form>
  )
}
