import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { api, bodyOf, once } from '../../api/client.ts'
import { Fault, today, useKitWords } from '../../kit/index.ts'
import { useOpenFile } from './file-context.ts'
import type { DeliveryState, Right } from './owed.ts'
import { useFileWords } from './words.ts'

const STATES: readonly DeliveryState[] = [
  'delivered',
  'unpaid',
  'approved',
  'pending',
  'never_applied',
  'returned',
]

/** Enters how far a right is, or that it arrived. Sent again after a silence it is not entered twice. */
export function Deliver({ right, month, onDone }: { right: Right; month: string; onDone: () => void }) {
  const t = useFileWords()
  const kit = useKitWords()
  const { file } = useOpenFile()
  const { outcome, gap } = right
  const [state, setState] = useState<DeliveryState>('delivered')
  const [day, setDay] = useState(today())
  const [amount, setAmount] = useState<number | string>(gap ?? outcome.amount ?? '')
  const [reference, setReference] = useState('')
  const key = useRef(once())
  const moves = state === 'delivered' || state === 'returned'
  const isMoney = outcome.amount !== null || outcome.amount_open
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/deliveries', {
          params: { header: key.current },
          body: {
            month,
            household_id: file.household_id,
            person_id: outcome.person_id,
            benefit: outcome.benefit,
            state,
            on_day: day,
            ...(moves && isMoney ? { amount: Number(amount) } : {}),
            ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
          },
        }),
      ),
    onSuccess: onDone,
    onError: () => {
      key.current = once()
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    save.mutate()
  }
  return (
    <form className="deliver no-print" onSubmit={submit}>
      <NativeSelect
        size="xs"
        label={t('deliver_state')}
        value={state}
        onChange={e => setState(e.currentTarget.value as DeliveryState)}
        data={STATES.map(value => ({ value, label: t(`state.${value}`) }))}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('deliver_day')}
        max={today()}
        required
        withAsterisk={false}
        value={day}
        onChange={e => setDay(e.currentTarget.value)}
      />
      {moves && isMoney && (
        <NumberInput
          size="xs"
          label={t('deliver_amount')}
          value={amount}
          onChange={setAmount}
          allowDecimal={false}
          min={1}
          required
          withAsterisk={false}
        />
      )}
      <TextInput
        size="xs"
        label={t('deliver_paper')}
        placeholder={t('deliver_paper_hint')}
        value={reference}
        autoComplete="off"
        onChange={e => setReference(e.currentTarget.value)}
      />
      <div className="deliver-go">
        <Button type="submit" size="xs" loading={save.isPending}>
          {t('deliver_save')}
        </Button>
        <Button variant="default" size="xs" onClick={onDone}>
          {kit('cancel')}
        </Button>
      </div>
      <Fault error={save.error} />
    </form>
  )
}
