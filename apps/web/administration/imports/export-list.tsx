import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { download } from '../../api/download.ts'
import { Fault, Section, today } from '../../kit/index.ts'
import { usePlace, useUnitName } from '../../shell/places.ts'
import { useImportsWords } from './words.ts'

/** The list of poor and near-poor households in the layout of the national system. */
export function ExportList() {
  const t = useImportsWords()
  const place = usePlace()
  const unitName = useUnitName()
  const [commune, setCommune] = useState(place.commune ?? '')
  const [on, setOn] = useState(today())
  const [isInWords, setInWords] = useState(false)
  const get = useMutation({
    mutationFn: () => {
      const query = new URLSearchParams({ on, words: String(isInWords) })
      if (commune !== '') query.set('commune_code', commune)
      return download(`/api/national-lists?${query}`)
    },
  })
  return (
    <Section title={t('export')}>
      <p className="soft small adm-count">{t('export_lead')}</p>
      <form
        className="adm-filters"
        onSubmit={e => {
          e.preventDefault()
          get.mutate()
        }}
      >
        {place.choices.length > 0 && (
          <Select
            label={t('at')}
            searchable
            data={[
              { value: '', label: t('export_all') },
              ...place.choices.map(code => ({ value: code, label: unitName(code) })),
            ]}
            value={commune}
            onChange={v => setCommune(v ?? '')}
          />
        )}
        <TextInput
          type="date"
          label={t('export_on')}
          value={on}
          max={today()}
          required
          withAsterisk={false}
          onChange={e => setOn(e.currentTarget.value)}
        />
        <Checkbox
          className="adm-as-is"
          label={t('export_words')}
          checked={isInWords}
          onChange={e => setInWords(e.currentTarget.checked)}
        />
        <Button type="submit" variant="default" className="adm-as-is" loading={get.isPending}>
          {t('export_go')}
        </Button>
      </form>
      <Fault error={get.error} />
    </Section>
  )
}
