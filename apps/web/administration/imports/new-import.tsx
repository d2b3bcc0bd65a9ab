import { Button, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, once } from '../../api/client.ts'
import { Fault, today, useKitWords } from '../../kit/index.ts'
import { usePlace, useUnitName, useUnits } from '../../shell/places.ts'
import { useImportsWords } from './words.ts'

/** What kind of file comes, of which day; then the page of the import, where the files are sent. */
export function NewImport({ onCancel }: { onCancel: () => void }) {
  const t = useImportsWords()
  const k = useKitWords()
  const navigate = useNavigate()
  const place = usePlace()
  const units = useUnits()
  const unitName = useUnitName()
  const [kind, setKind] = useState<'national' | 'contract'>('national')
  const [on, setOn] = useState(today())
  const [escapedOn, setEscapedOn] = useState('')
  const [commune, setCommune] = useState(place.commune ?? '')
  const begin = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/imports', {
          params: { header: once() },
          body: {
            kind,
            effective_on: on,
            ...(kind === 'national' && escapedOn !== '' ? { escaped_on: escapedOn } : {}),
            ...(commune === '' ? {} : { commune_code: commune }),
          },
        }),
      ),
    onSuccess: made =>
      void navigate({
        to: '/administration/imports/$id',
        params: { id: made.import_id },
      } as never),
  })
  const communes =
    place.choices.length > 0 ? place.choices : [...units.keys()].filter(c => c === place.commune)
  return (
    <section className="adm-panel" aria-label={t('new')}>
      <form
        className="adm-form"
        onSubmit={e => {
          e.preventDefault()
          begin.mutate()
        }}
      >
        <Radio.Group label={t('kind')} value={kind} onChange={v => setKind(v as typeof kind)}>
          <Stack gap={8} mt={6}>
            <Radio value="national" label={t('kinds.national')} />
            <Radio value="contract" label={t('kinds.contract')} />
          </Stack>
        </Radio.Group>
        <TextInput
          type="date"
          label={t('effective_on')}
          description={t('effective_hint')}
          value={on}
          max={today()}
          required
          withAsterisk={false}
          onChange={e => setOn(e.currentTarget.value)}
        />
        {kind === 'national' && (
          <TextInput
            type="date"
            label={t('escaped_on')}
            description={t('escaped_hint')}
            value={escapedOn}
            max={today()}
            onChange={e => setEscapedOn(e.currentTarget.value)}
          />
        )}
        <Select
          label={t('commune')}
          description={t('commune_hint')}
          searchable
          data={[
            { value: '', label: t('in_file') },
            ...communes.map(code => ({ value: code, label: unitName(code) })),
          ]}
          value={commune}
          onChange={v => setCommune(v ?? '')}
        />
        <Fault error={begin.error} />
        <div className="adm-act">
          <Button type="submit" loading={begin.isPending}>
            {t('begin')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {k('cancel')}
          </Button>
        </div>
      </form>
    </section>
  )
}
