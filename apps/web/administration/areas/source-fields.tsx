import { Select, TextInput } from '@mantine/core'
import { useKitWords } from '../../kit/index.ts'
import { MARKS } from './queries.ts'
import { useAreasWords } from './words.ts'

export type TotalMark = (typeof MARKS)[number]
export interface Sourced {
  readonly source: string
  readonly mark: TotalMark
}

/** Where a figure was read, and how sure it is. */
export function SourceFields({ value, onChange }: { value: Sourced; onChange: (value: Sourced) => void }) {
  const t = useAreasWords()
  const k = useKitWords()
  return (
    <>
      <TextInput
        label={t('source')}
        description={t('source_hint')}
        value={value.source}
        minLength={3}
        maxLength={500}
        required
        withAsterisk={false}
        onChange={e => onChange({ ...value, source: e.currentTarget.value })}
      />
      <Select
        label={t('mark')}
        data={MARKS.map(m => ({ value: m, label: k(`mark.${m}`) }))}
        value={value.mark}
        onChange={m => onChange({ ...value, mark: (m ?? 'unconfirmed') as TotalMark })}
      />
    </>
  )
}
