import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, once } from '../../api/client.ts'
import { Fault, type Mark, useKitWords } from '../../kit/index.ts'
import { type Setting, useChoiceWord } from './setting-value.ts'
import { useSettingsWords } from './words.ts'

const MARKS: readonly Mark[] = ['confirmed', 'reported', 'unconfirmed', 'missing']

/** Sets a value of reviews, with its source and how sure it is. */
export function ReviewForm({ setting, onDone }: { setting: Setting; onDone: () => void }) {
  const t = useSettingsWords()
  const k = useKitWords()
  const choiceWord = useChoiceWord()
  const [value, setValue] = useState<string | number>(setting.value)
  const [unit, setUnit] = useState(setting.unit)
  const [source, setSource] = useState('')
  const [mark, setMark] = useState<Mark | ''>(setting.mark ?? '')
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        api.PUT('/api/reviews/settings/{key}', {
          params: { path: { key: setting.key }, header: once() },
          body: { value, unit, source, mark: mark === '' ? null : mark },
        }),
      ),
    onSuccess: onDone,
  })
  return (
    <form
      className="adm-form"
      onSubmit={e => {
        e.preventDefault()
        save.mutate()
      }}
    >
      {setting.choices !== null ? (
        <Select
          label={t('value')}
          data={setting.choices.map(c => ({ value: c, label: choiceWord(c) }))}
          value={String(value)}
          onChange={v => setValue(v ?? '')}
        />
      ) : unit === 'month_day' ? (
        <TextInput
          label={t('value')}
          description={t('month_day_hint')}
          value={String(value)}
          onChange={e => setValue(e.currentTarget.value)}
        />
      ) : (
        <NumberInput label={t('value')} value={value} min={1} allowDecimal={false} onChange={setValue} />
      )}
      {setting.units.length > 1 && (
        <Select
          label={t('unit')}
          data={setting.units.map(u => ({ value: u, label: t(`units.${u}`) }))}
          value={unit}
          onChange={v => setUnit((v ?? unit) as Setting['unit'])}
        />
      )}
      <TextInput
        label={t('source')}
        value={source}
        minLength={3}
        maxLength={500}
        required
        withAsterisk={false}
        onChange={e => setSource(e.currentTarget.value)}
      />
      <Select
        label={t('mark')}
        data={[
          ...MARKS.map(m => ({ value: m as string, label: k(`mark.${m}`) })),
          ...(setting.shipped.mark === null ? [{ value: '', label: t('own_choice') }] : []),
        ]}
        value={mark}
        onChange={m => setMark((m ?? '') as Mark | '')}
      />
      <Fault error={save.error} />
      <div className="adm-act">
        <Button type="submit" loading={save.isPending}>
          {k('save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {k('cancel')}
        </Button>
      </div>
    </form>
  )
}
