import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../kit/index.ts'
import { useMay } from '../shell/session.ts'
import { BatchDialog } from './batch-dialog.tsx'
import { useBatchWords } from './batch-words.ts'
import { DownloadButton } from './download-button.tsx'
import { roundQuery } from './queries.ts'
import type { Decision, Item } from './says.ts'
import { isListed } from './states.ts'

/** Certificates of those whom a signed decision recognises as poor or near-poor. */
export function CertifyDecided({ decision, items }: { decision: Decision; items: readonly Item[] }) {
  const t = useBatchWords()
  const may = useMay()
  const round = useQuery(roundQuery(decision.round_id, decision.commune_code))
  const [isOpen, setOpen] = useState(false)
  const given = items.filter(i => i.outcome === 'recognise' && isListed(i.standing))
  const waiting = given.filter(i => i.state === 'decided')
  if (given.length === 0) return null
  const body = { cases: given.map(i => i.case_id) }
  return (
    <Section title={t('decision.certificates')}>
      {waiting.length === 0 && <p>{t('decision.all_certified')}</p>}
      <div className="rv-acts">
        <DownloadButton
          path="/api/reviews/certificates/papers"
          body={body}
          label={t('certify.print', { count: given.length })}
          variant="filled"
        />
        <DownloadButton
          path="/api/reviews/certificates/papers?as=archive"
          body={body}
          label={t('docx_each')}
        />
        {waiting.length > 0 && may('review.write', decision.commune_code) && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('certify.go', { count: waiting.length })}
          </Button>
        )}
      </div>
      {isOpen && round.data !== undefined && (
        <BatchDialog
          batch="certify"
          round={round.data.round}
          filter={{ round: decision.round_id, commune: decision.commune_code, state: 'decided' }}
          only={new Set(waiting.map(i => i.case_id))}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  )
}
