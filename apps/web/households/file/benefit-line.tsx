import { useId, useState } from 'react'
import { Icon, useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { useFactWords } from '../fact-words.ts'
import { Deliver } from './deliver.tsx'
import { useOpenFile } from './file-context.ts'
import type { Right } from './owed.ts'
import { Why } from './why.tsx'
import { useFileWords } from './words.ts'

/** One right in one line: what, whose, how much, how far it is. Opens its explanation below itself. */
export function BenefitLine({ right, month }: { right: Right; month: string }) {
  const t = useFileWords()
  const f = useFormats()
  const language = useLanguage()
  const id = useId()
  const { names, mayDeliver } = useOpenFile()
  const [isOpen, setOpen] = useState(false)
  const [isEntering, setEntering] = useState(false)
  const { outcome, benefit, state } = right
  const title = benefit === undefined ? outcome.benefit : benefit[language === 'vi' ? 'title_vi' : 'title_en']
  const granted = outcome.outcome === 'granted'
  return (
    <li className={right.isOwed ? 'right right-owed' : 'right'}>
      <div className="right-line">
        <button
          type="button"
          className="right-open"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'down' : 'right'} size={14} />
          <span className="right-title">{title}</span>
          <span className="sr-only"> · {t('why')}</span>
        </button>
        <span className="right-who">
          {outcome.person_id === '' ? t('whole') : names.of(outcome.person_id)}
        </span>
        <span className="right-amount num">
          <Amount right={right} />
        </span>
        <span className="right-state">
          {granted ? (
            state !== undefined && (
              <>
                <span className={right.isOwed ? 'owed' : undefined}>{t(`state.${state}`)}</span>
                {right.isOwed && right.delivered > 0 && right.gap !== undefined && (
                  <span className="small"> · {t('still', { money: f.money(right.gap) })}</span>
                )}
              </>
            )
          ) : (
            <Open right={right} />
          )}
        </span>
        {mayDeliver && granted && (
          <button
            type="button"
            className="linklike small no-print"
            aria-expanded={isEntering}
            onClick={() => setEntering(!isEntering)}
          >
            {t('deliver')}
            <span className="sr-only">
              {' '}
              · {title} · {outcome.person_id === '' ? t('whole') : names.of(outcome.person_id)}
            </span>
          </button>
        )}
      </div>
      {isEntering && <Deliver right={right} month={month} onDone={() => setEntering(false)} />}
      <div id={id}>{isOpen && <Why outcome={outcome} />}</div>
    </li>
  )
}

function Amount({ right: { outcome, benefit } }: { right: Right }) {
  const t = useFileWords()
  const f = useFormats()
  if (outcome.outcome !== 'granted') return null
  const share = outcome.share === null ? '' : t('share', { part: percentOf(outcome.share) })
  if (outcome.amount_open) return <span className="owed">{t('amount_open')}</span>
  if (outcome.amount === null) return <>{share}</>
  const money = f.money(outcome.amount)
  const per = t(`per.${benefit?.per ?? ''}` as 'per.month')
  return (
    <>
      {benefit?.kind === 'loan_limit' ? t('up_to', { money }) : money}{' '}
      {!per.startsWith('per.') && <span className="small soft">{per}</span>}
      {share !== '' && <span className="small soft"> · {share}</span>}
    </>
  )
}

function percentOf(share: string): string {
  const [over = 0, under = 1] = share.split('/').map(Number)
  return `${Math.round((over / under) * 10_000) / 100} %`
}

/** Why nothing was granted, as short as it goes: the rest opens. */
function Open({ right: { outcome } }: { right: Right }) {
  const t = useFileWords()
  const words = useFactWords()
  const { names } = useOpenFile()
  if (outcome.restricted) return <span className="soft">{t('restricted')}</span>
  if (outcome.outcome === 'refused') return <span className="soft">{t('not_eligible')}</span>
  const missing = outcome.missing ?? []
  const facts = missing.filter(m => !m.startsWith('law:'))
  if (facts.length === 0) return <span>{missing.length > 0 ? t('waits_law') : t('undetermined')}</span>
  const what = facts.map(key => {
    const name = key.split('.').at(-1) ?? key
    return words
      .label(words.fact('person', name) === undefined ? 'household' : 'person', name)
      .toLocaleLowerCase('vi')
  })
  return <span>{names.say(t('waits_for', { what: [...new Set(what)].join(', ') }))}</span>
}
