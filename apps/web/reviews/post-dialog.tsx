import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, once } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { type BatchProps, refOf } from './batch.ts'
import { useBatchWords } from './batch-words.ts'
import { DayInput } from './day-input.tsx'
import { useSays } from './says.ts'
import { StepDialog } from './step-dialog.tsx'
import { useWrite } from './use-write.ts'

/** Posts the results of many households; first results and re-checks apart. */
export function PostDialog({ cases: all, onClose }: BatchProps) {
  const t = useBatchWords()
  const says = useSays()
  const navigate = useNavigate()
  const nameOf = useUnitName()
  const first = all.filter(c => c.state === 'met')
  const cases = first.length > 0 ? first : all
  const [from, setFrom] = useState(today())
  const [typed, setTyped] = useState<string>()
  const address = typed ?? t('post.office', { unit: nameOf(cases[0]?.commune_code) })
  const hamlets = new Set(cases.map(c => c.hamlet))
  const [hamlet] = hamlets
  const post = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/postings', {
          params: { header: once() },
          body: {
            cases: cases.map(refOf),
            from,
            address,
            ...(hamlets.size === 1 && hamlet ? { hamlet } : {}),
          },
        }),
      ),
    ({ posting }) => {
      onClose()
      void navigate({ to: '/reviews/postings/$id', params: { id: posting.posting_id } } as never)
    },
  )
  return (
    <StepDialog
      title={t('post.title')}
      lead={t('post.lead')}
      go={t('post.go', { count: cases.length, said: says(cases) })}
      onGo={() => post.mutate(undefined)}
      onClose={onClose}
      isPending={post.isPending}
      error={post.error}
      canGo={cases.length > 0}
    >
      {cases.length < all.length && <p className="small">{t('post.mixed')}</p>}
      <DayInput label={t('post.from')} value={from} onChange={setFrom} />
      <TextInput
        label={t('post.address')}
        description={t('post.address_hint')}
        value={address}
        onChange={e => setTyped(e.currentTarget.value)}
        minLength={3}
        maxLength={300}
        required
        withAsterisk={false}
      />
    </StepDialog>
  )
}
