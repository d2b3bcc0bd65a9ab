import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { capital } from '../fact-words.ts'
import { useCommon } from './common-fields.tsx'
import type { Draft } from './draft.ts'
import type { FormProps } from './form.ts'
import { useChangeWords } from './words.ts'

/** An event is made as if it had never been; the chain keeps both. */
export function UndoForm({ file, onDraft }: FormProps) {
  const t = useChangeWords()
  const f = useFormats()
  const language = useLanguage()
  const { event } = useSearch({ strict: false }) as { event?: string }
  const { common, fields } = useCommon()
  const action = file.timeline.find(a => a.event_id === event)
  const draft: Draft | undefined =
    event === undefined ? undefined : { way: 'event', body: { event: 'undone', ...common, event_id: event } }
  const text = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the draft, which is made anew each time
  useEffect(() => onDraft(draft), [text, onDraft])
  return (
    <>
      {action !== undefined && (
        <p>
          {t('undo_of', {
            what: capital(action.label[language]),
            day: f.day(action.effective_on),
            at: f.moment(action.recorded_at),
          })}
        </p>
      )}
      {fields}
    </>
  )
}
