import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, once } from '../api/client.ts'
import { Fault, today, useFormats, useKitWords } from '../kit/index.ts'
import { useMay, useMe } from '../shell/session.ts'
import { useConfirmWords } from './confirm-words.ts'
import type { LawOverlay } from './queries.ts'

type Deed = 'approve' | 'refuse' | 'end'

/** What may be done with a proposal: never by the one who made it, except to take it back. */
export function OverlayDeeds({ overlay: o }: { overlay: LawOverlay }) {
  const t = useConfirmWords()
  const may = useMay()
  const me = useMe()
  const [deed, setDeed] = useState<Deed>()
  const isOwn = o.proposed_by === me.user_id
  const withdraw = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/law-overlays/{id}/withdraw', {
          params: { path: { id: o.id }, header: once() },
        } as never),
      ),
  })
  if (o.state === 'proposed' && isOwn)
    return (
      <div className="law-form no-print">
        <p className="law-says">{t('overlay.own')}</p>
        <Fault error={withdraw.error} />
        <div>
          <Button variant="default" onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
            {t('overlay.withdraw')}
          </Button>
        </div>
      </div>
    )
  if (!may('law.approve')) return null
  return (
    <div className="law-tools no-print">
      {o.state === 'proposed' && (
        <>
          <Button onClick={() => setDeed('approve')}>{t('overlay.approve')}</Button>
          <Button variant="default" onClick={() => setDeed('refuse')}>
            {t('overlay.refuse')}
          </Button>
        </>
      )}
      {o.state === 'approved' && (
        <Button variant="default" onClick={() => setDeed('end')}>
          {t('overlay.end')}
        </Button>
      )}
      {deed !== undefined && <DeedDialog overlay={o} deed={deed} onClose={() => setDeed(undefined)} />}
    </div>
  )
}

function DeedDialog({ overlay: o, deed, onClose }: { overlay: LawOverlay; deed: Deed; onClose: () => void }) {
  const t = useConfirmWords()
  const kit = useKitWords()
  const f = useFormats()
  const [reason, setReason] = useState('')
  const [day, setDay] = useState(today() < o.valid_from ? o.valid_from : today())
  const act = useMutation({
    mutationFn: () => {
      const params = { path: { id: o.id }, header: once() }
      if (deed === 'end')
        return bodyOf(api.POST('/api/law-overlays/{id}/end', { params, body: { valid_to: day } } as never))
      if (deed === 'refuse')
        return bodyOf(
          api.POST('/api/law-overlays/{id}/refuse', { params, body: { reason: reason.trim() } } as never),
        )
      return bodyOf(api.POST('/api/law-overlays/{id}/approve', { params, body: {} } as never))
    },
    onSuccess: onClose,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`overlay.${deed}_title`)}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <form
        className="law-form"
        onSubmit={e => {
          e.preventDefault()
          act.mutate()
        }}
      >
        {deed === 'approve' && <p>{t('overlay.approve_lead', { day: f.day(o.valid_from) })}</p>}
        {deed === 'refuse' && (
          <Textarea
            label={t('overlay.refuse_reason')}
            value={reason}
            onChange={e => setReason(e.currentTarget.value)}
            minRows={3}
            maxLength={2000}
            required
            withAsterisk={false}
            data-autofocus
          />
        )}
        {deed === 'end' && (
          <>
            <p>{t('overlay.end_lead')}</p>
            <TextInput
              type="date"
              label={t('overlay.last_day')}
              value={day}
              min={o.valid_from}
              onChange={e => setDay(e.currentTarget.value)}
              required
              withAsterisk={false}
              data-autofocus
            />
          </>
        )}
        <Fault error={act.error} />
        <div className="law-tools">
          <Button type="submit" loading={act.isPending}>
            {t(`overlay.${deed}`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
