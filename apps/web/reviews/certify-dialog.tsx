import { useState } from 'react'
import { api, bodyOf, once } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { type BatchProps, refOf } from './batch.ts'
import { useBatchWords } from './batch-words.ts'
import { DayInput } from './day-input.tsx'
import { DownloadButton } from './download-button.tsx'
import { hasCertificate } from './states.ts'
import { StepDialog } from './step-dialog.tsx'
import { useWrite } from './use-write.ts'

/** Prints the certificates of many households and records that they were handed over. */
export function CertifyDialog({ cases: all, onClose }: BatchProps) {
  const t = useBatchWords()
  const [day, setDay] = useState(today())
  const cases = all.filter(hasCertificate)
  const certify = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/certificates', {
          params: { header: once() },
          body: { cases: cases.map(refOf), on: day },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('certify.title')}
      lead={t('certify.lead')}
      go={cases.length === 0 ? t('certify.nobody') : t('certify.go', { count: cases.length })}
      onGo={() => certify.mutate(undefined)}
      onClose={onClose}
      isPending={certify.isPending}
      error={certify.error}
      canGo={cases.length > 0}
    >
      {cases.length > 0 && (
        <DownloadButton
          path="/api/reviews/certificates/papers"
          body={{ cases: cases.map(c => c.case_id) }}
          label={t('certify.print', { count: cases.length })}
        />
      )}
      <DayInput label={t('day')} value={day} onChange={setDay} />
    </StepDialog>
  )
}
