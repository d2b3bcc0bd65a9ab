import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { useFormats } from '../kit/index.ts'
import { leftOf } from './progress.tsx'
import { type Round, roundQuery } from './queries.ts'
import { StepDialog } from './step-dialog.tsx'
import { on, useWrite } from './use-write.ts'
import { useReviewWords } from './words.ts'

/** Closes a round; unfinished households go on into the next only when said so. */
export function CloseRound({ round, onClose }: { round: Round; onClose: () => void }) {
  const t = useReviewWords()
  const f = useFormats()
  const [carry, setCarry] = useState(false)
  const now = useQuery(roundQuery(round.round_id, undefined))
  const left = leftOf(now.data?.progress ?? [])
  const close = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/rounds/{round_id}/close', {
          params: {
            path: { round_id: round.round_id },
            header: on(now.data?.round.version ?? round.version),
          },
          body: { carry },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('close_title', { name: round.name })}
      lead={t('close_lead')}
      go={left === 0 ? t('close_round') : t('close_go', { left: f.number(left) })}
      onGo={() => close.mutate(undefined)}
      onClose={onClose}
      isPending={close.isPending}
      error={close.error}
      canGo={now.data !== undefined && (left === 0 || carry)}
    >
      {left > 0 && (
        <Checkbox
          label={t('carry', { left: f.number(left) })}
          checked={carry}
          onChange={e => setCarry(e.currentTarget.checked)}
        />
      )}
    </StepDialog>
  )
}
