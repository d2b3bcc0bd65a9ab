import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import { Fault, Loaded, type Mark, MarkWord, Section, useFormats, useKitWords } from '../../kit/index.ts'
import { useMay } from '../../shell/session.ts'
import { useSettingsWords } from './words.ts'

type Keep = Schemas['KeepSetting']
const MARKS: readonly Mark[] = ['confirmed', 'reported', 'unconfirmed', 'missing']

/** For how long what somebody was given must stay accountable. */
export function KeepPart() {
  const t = useSettingsWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const f = useFormats()
  const keep = useQuery({
    queryKey: ['privacy-setting'],
    queryFn: () => bodyOf(api.GET('/api/privacy-setting')),
  })
  return (
    <Section title={t('privacy')}>
      <Loaded of={keep} rows={2}>
        {now => (
          <div className="adm-setting">
            <div className="adm-setting-head">
              <h3>{t('keep')}</h3>
              <span className="adm-value">{t('keep_now', { months: f.number(now.keep_months) })}</span>
            </div>
            <p className="small soft">
              <MarkWord mark={now.mark} /> · {now.source}
              {now.set_at === null ? '' : ` · ${f.moment(now.set_at)}`}
            </p>
            {isOpen ? (
              <KeepForm now={now} onDone={() => setOpen(false)} />
            ) : (
              may('settings.write', '*') && (
                <div className="adm-act no-print">
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t('change_named', { name: t('keep') })}
                    onClick={() => setOpen(true)}
                  >
                    {t('change')}
                  </Button>
                </div>
              )
            )}
          </div>
        )}
      </Loaded>
    </Section>
  )
}

function KeepForm({ now, onDone }: { now: Keep; onDone: () => void }) {
  const t = useSettingsWords()
  const k = useKitWords()
  const [months, setMonths] = useState<string | number>(now.keep_months)
  const [source, setSource] = useState('')
  const [mark, setMark] = useState<Mark>(now.mark)
  const save = useMutation({
    mutationFn: () =>
      bodyOf(api.PUT('/api/privacy-setting', { body: { keep_months: Number(months), source, mark } })),
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
      <NumberInput label={t('keep')} value={months} min={0} allowDecimal={false} onChange={setMonths} />
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
        data={MARKS.map(m => ({ value: m, label: k(`mark.${m}`) }))}
        value={mark}
        onChange={m => setMark((m ?? 'unconfirmed') as Mark)}
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
