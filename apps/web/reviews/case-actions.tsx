import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { keepOffice } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { BatchDialog } from './batch-dialog.tsx'
import { CloseDialog, ComplainDialog, RecheckDialog, WithdrawDialog } from './case-dialogs.tsx'
import { useCaseWords } from './case-words.ts'
import { To } from './parts.tsx'
import { type Case, roundQuery, settingsQuery } from './queries.ts'
import { ScreenDialog } from './screen-dialog.tsx'
import { type Batch, batchesOf, isListed, PERMISSION } from './states.ts'
import { useReviewWords } from './words.ts'

type Act = 'screen' | 'complain' | 'recheck' | 'withdraw' | 'close'

interface CaseActionsProps {
  readonly of: {
    readonly case: Case
    readonly household: { readonly hamlet: string | null } | null
    readonly next: readonly { readonly step: string; readonly who: string; readonly permission: string }[]
  }
}

/** What this person can do with the case now. What belongs to somebody else is said in words. */
export function CaseActions({ of }: CaseActionsProps) {
  const t = useCaseWords()
  const r = useReviewWords()
  const may = useMay()
  const c = of.case
  const settings = useQuery(settingsQuery)
  const round = useQuery(roundQuery(c.round_id, c.commune_code))
  const [act, setAct] = useState<Act>()
  const [batch, setBatch] = useState<Batch>()
  if (settings.data === undefined || round.data === undefined) return <div className="rv-acts" />
  const value = (key: string) => settings.data.find(s => s.key === key)?.value
  const steps = of.next.filter(n => may(n.permission, c.commune_code)).map(n => n.step)
  const isOpen = round.data.round.state === 'open'
  if (of.next.length === 0 || !isOpen) return <p className="soft">{t('over')}</p>
  const wantsFormA =
    c.state === 'listed' &&
    value('form_a') === 'requests' &&
    c.request_id !== null &&
    !isListed(c.opening_standing)
  const batches = batchesOf(c.state, value('opinion') !== 'none').filter(b =>
    may(PERMISSION[b], c.commune_code),
  )
  const main = of.next.filter(n => n.step !== 'withdraw' && n.step !== 'close')
  const isMine = main.some(n => steps.includes(n.step))
  const hamlet = of.household?.hamlet
  return (
    <>
      <div className="rv-acts">
        {wantsFormA && steps.includes('screen') && (
          <Button onClick={() => setAct('screen')}>{t('act.screen')}</Button>
        )}
        {!wantsFormA && steps.includes('survey') && (
          <Button
            component={Link}
            variant={c.state === 'surveyed' ? 'default' : 'filled'}
            {...({ to: `/reviews/cases/${c.case_id}/form`, search: keepOffice } as never as { to: '/today' })}
          >
            {t(c.state === 'surveyed' ? 'act.survey_again' : 'act.survey')}
          </Button>
        )}
        {batches.map(b =>
          b === 'meet' ? (
            <Button
              key={b}
              component={Link}
              {...({
                to: `/reviews/rounds/${c.round_id}/meetings/new`,
                search: hamlet ? { hamlet } : {},
              } as never as { to: '/today' })}
            >
              {r('batch.meet')}
            </Button>
          ) : (
            <Button key={b} onClick={() => setBatch(b)}>
              {r(`batch.${b}`)}
            </Button>
          ),
        )}
        {(['recheck', 'complain'] as const)
          .filter(s => steps.includes(s))
          .map(s => (
            <Button key={s} variant={s === 'recheck' ? 'filled' : 'default'} onClick={() => setAct(s)}>
              {t(`act.${s}`)}
            </Button>
          ))}
        {c.state === 'proposed' && c.decision_id !== null && (
          <To to={`/reviews/decisions/${c.decision_id}`}>{t('open_decision')}</To>
        )}
        {steps.includes('withdraw') && c.request_id !== null && (
          <Button variant="subtle" onClick={() => setAct('withdraw')}>
            {t('act.withdraw')}
          </Button>
        )}
        {steps.includes('close') && (
          <Button variant="subtle" onClick={() => setAct('close')}>
            {t('act.close')}
          </Button>
        )}
      </div>
      {!isMine && main.length > 0 && (
        <p className="soft">{t('others', { who: [...new Set(main.map(n => n.who))].join('; ') })}</p>
      )}
      {act === 'screen' && <ScreenDialog of={c} onClose={() => setAct(undefined)} />}
      {act === 'complain' && <ComplainDialog of={c} onClose={() => setAct(undefined)} />}
      {act === 'recheck' && <RecheckDialog of={c} onClose={() => setAct(undefined)} />}
      {act === 'withdraw' && <WithdrawDialog of={c} onClose={() => setAct(undefined)} />}
      {act === 'close' && <CloseDialog of={c} onClose={() => setAct(undefined)} />}
      {batch !== undefined && (
        <BatchDialog
          batch={batch}
          round={round.data.round}
          filter={{
            round: c.round_id,
            commune: c.commune_code,
            state: c.state,
            ...(hamlet ? { hamlet } : {}),
          }}
          only={new Set([c.case_id])}
          onClose={() => setBatch(undefined)}
        />
      )}
    </>
  )
}
