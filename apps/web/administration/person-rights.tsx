import { Button, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { download } from '../api/download.ts'
import { Fault } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { useMay } from '../shell/session.ts'
import { useAdministrationWords } from './words.ts'

const GROUNDS = ['asked', 'purpose_done', 'ordered', 'mistake'] as const

/** One person: what must still be kept, a copy of it, a request to erase it. The id stands in no address of the page. */
export function PersonRights() {
  const t = useAdministrationWords()
  const two = useTwo()
  const may = useMay()
  const [person, setPerson] = useState('')
  const person_id = person.trim()
  const duties = useMutation({
    mutationFn: () =>
      bodyOf(api.GET('/api/persons/{person_id}/erasure-duties', { params: { path: { person_id } } })),
  })
  const copy = useMutation({
    mutationFn: () => download(`/api/persons/${encodeURIComponent(person_id)}/copy.html`),
  })
  return (
    <div className="adm-panel">
      <form
        className="adm-form"
        onSubmit={e => {
          e.preventDefault()
          duties.mutate()
        }}
      >
        <TextInput
          label={t('privacy.person')}
          description={t('privacy.person_hint')}
          value={person}
          autoComplete="off"
          spellCheck={false}
          required
          withAsterisk={false}
          onChange={e => {
            setPerson(e.currentTarget.value)
            duties.reset()
          }}
        />
        <div className="adm-act">
          {may('privacy.erase') && (
            <Button type="submit" variant="default" loading={duties.isPending}>
              {t('privacy.ask')}
            </Button>
          )}
          {may('privacy.copy') && (
            <Button
              variant="default"
              disabled={person_id === ''}
              loading={copy.isPending}
              onClick={() => copy.mutate()}
            >
              {t('privacy.copy')}
            </Button>
          )}
        </div>
        <Fault error={duties.error ?? copy.error} />
      </form>
      <div role="status">
        {duties.data !== undefined &&
          (duties.data.duties.length === 0 ? (
            <p className="adm-good">{t('privacy.free')}</p>
          ) : (
            <>
              <p className="adm-warn">{t('privacy.duties')}</p>
              <ul className="fault-list">
                {duties.data.duties.map(d => (
                  <li key={d.code}>{two(d)}</li>
                ))}
              </ul>
            </>
          ))}
      </div>
      {duties.data?.duties.length === 0 && <Propose personId={person_id} />}
    </div>
  )
}

function Propose({ personId }: { personId: string }) {
  const t = useAdministrationWords()
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('asked')
  const [reference, setReference] = useState('')
  const propose = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/erasures', { body: { person_id: personId, ground, reference } })),
    onSuccess: () => setReference(''),
  })
  return (
    <form
      className="adm-form"
      onSubmit={e => {
        e.preventDefault()
        propose.mutate()
      }}
    >
      <Select
        label={t('privacy.ground')}
        data={GROUNDS.map(g => ({ value: g, label: t(`privacy.grounds.${g}`) }))}
        value={ground}
        onChange={g => setGround((g ?? 'asked') as typeof ground)}
      />
      <TextInput
        label={t('privacy.reference')}
        description={t('privacy.reference_hint')}
        value={reference}
        maxLength={60}
        required
        withAsterisk={false}
        onChange={e => setReference(e.currentTarget.value)}
      />
      <Fault error={propose.error} />
      <div className="adm-act">
        <Button type="submit" loading={propose.isPending}>
          {t('privacy.propose')}
        </Button>
        <span role="status" className="small adm-good">
          {propose.isSuccess ? t('privacy.proposed') : ''}
        </span>
      </div>
    </form>
  )
}
