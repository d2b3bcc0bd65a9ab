import { Link } from '@tanstack/react-router'
import type { Schemas } from '../api/client.ts'
import { type Column, Section, Table, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice, withOffice } from '../shell/search-params.ts'
import { useTodayWords } from './words.ts'

type Today = Schemas['Today']

/** What the page says first: how much is owed and has not arrived. An amount that no text gives is named, never counted as nothing. */
export function Owed({ today }: { today: Today }) {
  const t = useTodayWords()
  const f = useFormats()
  const { owed, month } = today
  if (owed === null || month === null) return <p className="today-lead">{t('none_yet')}</p>
  if (owed.rights === 0) return <p className="today-lead">{t('owed.none', { month: f.month(month) })}</p>
  return (
    <section className="today-owed" aria-label={t('owed.label')}>
      <Link to={'/rights' as never} search={keepOffice as never} className="today-number">
        <span className="today-count num">{f.number(owed.rights)}</span>{' '}
        <span className="today-what">{t('owed.rights')}</span>
      </Link>
      <p className="today-facts">
        <span>{t('owed.sum', { money: f.money(owed.gap) })}</span>
        {owed.open_amounts > 0 && (
          <Link to={'/rights' as never} search={withOffice({ amount_open: true }) as never}>
            {t('owed.open', { count: f.number(owed.open_amounts) })}
          </Link>
        )}
        {owed.oldest_month !== null && owed.oldest_month !== month && (
          <Link to={'/rights' as never} search={withOffice({ month: owed.oldest_month }) as never}>
            {t('owed.oldest', { month: f.month(owed.oldest_month) })}
          </Link>
        )}
      </p>
    </section>
  )
}

/** Benefits whose amount no legal text gives, in words and with their people. */
export function WithoutText({ today }: { today: Today }) {
  const t = useTodayWords()
  const f = useFormats()
  const two = useTwo()
  const [first, ...others] = today.without_text.filter(b => b.waiting > 0)
  if (first === undefined) return null
  const nameOf = (b: Today['without_text'][number]) => two({ vi: b.title_vi, en: b.title_en })
  const listOf = (benefit: string) => withOffice({ benefit }) as never
  return (
    <section className="today-without" aria-label={t('without.title')}>
      <p>
        <Link to={'/rights' as never} search={listOf(first.benefit)} className="today-without-first">
          {t('without.line', { title: nameOf(first), count: f.number(first.waiting) })}
        </Link>{' '}
        {t('without.why')}
      </p>
      {others.length > 0 && (
        <p className="small">
          {t('without.also')}{' '}
          {others.map((b, i) => (
            <span key={b.benefit}>
              {i > 0 && ' · '}
              <Link to={'/rights' as never} search={listOf(b.benefit)}>
                {nameOf(b)}
              </Link>{' '}
              <span className="num">{f.number(b.waiting)}</span>
            </span>
          ))}
        </p>
      )}
    </section>
  )
}

type Benefit = Today['owed_by_benefit'][number]

/** What is owed, benefit by benefit; each opens its list. */
export function OwedByBenefit({ today }: { today: Today }) {
  const t = useTodayWords()
  const f = useFormats()
  const two = useTwo()
  if (today.owed_by_benefit.length === 0) return null
  const columns: Column<Benefit>[] = [
    {
      name: 'benefit',
      title: t('benefit'),
      cell: b => (
        <Link to={'/rights' as never} search={withOffice({ benefit: b.benefit }) as never}>
          {two({ vi: b.title_vi, en: b.title_en })}
        </Link>
      ),
    },
    { name: 'rights', title: t('rights'), isNumber: true, cell: b => f.number(b.rights) },
    {
      name: 'money',
      title: t('money'),
      isNumber: true,
      cell: b => (b.gap === 0 ? <span className="soft">–</span> : f.money(b.gap)),
    },
    {
      name: 'open',
      title: t('open_amounts'),
      isNumber: true,
      isMinor: true,
      cell: b => (b.open_amounts === 0 ? '' : <span className="owed">{f.number(b.open_amounts)}</span>),
    },
  ]
  return (
    <Section title={t('by_benefit')}>
      <Table label={t('by_benefit')} columns={columns} rows={today.owed_by_benefit} rowKey={b => b.benefit} />
    </Section>
  )
}
