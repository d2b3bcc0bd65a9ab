import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import { Fault, Loaded, Section, useKitWords } from '../../kit/index.ts'
import { useMay } from '../../shell/session.ts'
import { useSettingsWords } from './words.ts'

/** How long sessions last, and who needs the second step. */
export function AccessPart() {
  const t = useSettingsWords()
  const access = useQuery({
    queryKey: ['access-setting'],
    queryFn: () => bodyOf(api.GET('/api/access-setting')),
  })
  return (
    <Section title={t('access')}>
      <Loaded of={access} rows={3}>
        {now => (
          <AccessForm key={`${now.idle_minutes} ${now.session_minutes} ${now.second_factor}`} now={now} />
        )}
      </Loaded>
    </Section>
  )
}

function AccessForm({ now }: { now: Schemas['AccessSetting'] }) {
  const t = useSettingsWords()
  const k = useKitWords()
  const may = useMay()
  const [setting, setSetting] = useState(now)
  const writes = may('settings.write', '*')
  const save = useMutation({ mutationFn: () => api.PUT('/api/access-setting', { body: setting }) })
  const isSame = JSON.stringify(setting) === JSON.stringify(now)
  return (
    <form
      className="adm-form"
      onSubmit={e => {
        e.preventDefault()
        save.mutate()
      }}
    >
      <NumberInput
        label={t('idle')}
        description={t('idle_hint')}
        value={setting.idle_minutes}
        allowDecimal={false}
        disabled={!writes}
        onChange={v => setSetting(old => ({ ...old, idle_minutes: Number(v) }))}
      />
      <NumberInput
        label={t('session')}
        description={t('session_hint')}
        value={setting.session_minutes}
        allowDecimal={false}
        disabled={!writes}
        onChange={v => setSetting(old => ({ ...old, session_minutes: Number(v) }))}
      />
      <Checkbox
        label={t('factor')}
        checked={setting.second_factor}
        disabled={!writes}
        onChange={e => {
          const { checked } = e.currentTarget
          setSetting(old => ({ ...old, second_factor: checked }))
        }}
      />
      <Fault error={save.error} />
      {writes ? (
        <div className="adm-act">
          <Button type="submit" disabled={isSame} loading={save.isPending}>
            {k('save')}
          </Button>
        </div>
      ) : (
        <p className="small soft">{t('only_look')}</p>
      )}
    </form>
  )
}
