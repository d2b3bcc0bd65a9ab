import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../api/client.ts'
import { Fault, today, useFormats, useKitWords } from '../kit/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import type { Run } from './queries.ts'
import { useRightsWords } from './words.ts'

type Started = Schemas['DeterminationStarted']
type When = 'then' | 'now'

/** Goes to the run that was started. */
function useOpenRun(): (started: Started) => void {
  const navigate = useNavigate()
  return ({ run_id }) =>
    void navigate({
      to: '/rights/runs/$run',
      params: { run: String(run_id) },
      search: keepOffice,
    } as never)
}

/** Says what a run does, asks for the month, and starts it. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const t = useRightsWords()
  const kit = useKitWords()
  const openRun = useOpenRun()
  const [month, setMonth] = useState(today().slice(0, 7))
  const start = useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/runs', { params: { header: once() }, body: { month } })) as Promise<Started>,
    onSuccess: openRun,
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    start.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={t('start')} closeButtonProps={{ 'aria-label': kit('close') }}>
      <form className="rights-form" onSubmit={submit}>
        <p>{t('start_lead')}</p>
        <TextInput
          type="month"
          label={t('start_month')}
          value={month}
          placeholder="2026-10"
          pattern="\d{4}-\d{2}"
          onChange={e => setMonth(e.currentTarget.value)}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Fault error={start.error} />
        <div className="rights-tools">
          <Button type="submit" loading={start.isPending}>
            {t('start_go')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** A past month once more, with the law and the facts of then or of now. */
export function RedecideDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useRightsWords()
  const kit = useKitWords()
  const f = useFormats()
  const openRun = useOpenRun()
  const [law, setLaw] = useState<When>('now')
  const [facts, setFacts] = useState<When>('now')
  const start = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/runs/{run}/redecisions', {
          params: { path: { run: run.run_id }, header: once() },
          body: { law, facts },
        }),
      ) as Promise<Started>,
    onSuccess: started => {
      onClose()
      openRun(started)
    },
  })
  const choice = (label: string, value: When, set: (w: When) => void) => (
    <NativeSelect
      label={label}
      value={value}
      data={[
        { value: 'now', label: t('of_now') },
        { value: 'then', label: t('of_then') },
      ]}
      onChange={e => set(e.currentTarget.value === 'then' ? 'then' : 'now')}
    />
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('redecide')}: ${f.month(run.month)}`}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <form
        className="rights-form"
        onSubmit={e => {
          e.preventDefault()
          start.mutate()
        }}
      >
        <p>{t('redecide_lead')}</p>
        {choice(t('redecide_law'), law, setLaw)}
        {choice(t('redecide_facts'), facts, setFacts)}
        <Fault error={start.error} />
        <div className="rights-tools">
          <Button type="submit" loading={start.isPending}>
            {t('start_go')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
