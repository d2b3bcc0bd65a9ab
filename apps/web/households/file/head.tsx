import { Button, Menu } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import { StandingChip, useFormats, useKitWords } from '../../kit/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { keepOffice } from '../../shell/search-params.ts'
import type { Outcomes, Value } from '../queries.ts'
import { useOpenFile } from './file-context.ts'
import { owedOf, type Right } from './owed.ts'
import { useFileWords } from './words.ts'

interface HeadProps {
  readonly outcomes: UseQueryResult<Outcomes>
  readonly rights: readonly Right[]
  readonly standing: Schemas['StoredExplanation'] | undefined
}

/** Place, standing with its decision, what is owed and not delivered: what must be seen at once. */
export function FileHead({ outcomes, rights }: HeadProps) {
  const t = useFileWords()
  const kit = useKitWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const { file } = useOpenFile()
  const fact = (name: string): Value | undefined => file.facts.find(x => x.name === name)?.value
  const text = (name: string): string | undefined => {
    const value = file.fields[name]
    return typeof value === 'string' ? value : undefined
  }
  const stands = outcomes.data?.standing
  const until = fact('recognised_until')
  const notes = [
    stands?.standing_basis == null ? '' : kit(`basis.${stands.standing_basis as 'recognised'}`),
    text('decision_number') === undefined ? '' : t('decision', { number: text('decision_number') ?? '' }),
    typeof until === 'string' ? t('until', { day: f.day(until) }) : '',
    stands != null && stands.computed_standing !== stands.standing && !stands.restricted
      ? t('computed', {
          standing: kit(`standing.${stands.computed_standing as 'poor'}`).toLocaleLowerCase('vi'),
        })
      : '',
  ].filter(Boolean)
  return (
    <div className="file-head">
      <p>
        {[
          text('hamlet'),
          nameOf(file.commune_code),
          t('code', { code: text('source_code') ?? file.household_id }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="file-standing">
        <StandingChip standing={stands?.standing ?? (fact('recognised_standing') as string | null)} />
        <span className="small">{notes.join(' · ')}</span>
      </p>
      {outcomes.data !== undefined && <Owed rights={rights} month={outcomes.data.month} />}
      {file.status !== 'active' && <p className="late">{t('ended')}</p>}
    </div>
  )
}

function Owed({ rights, month }: { rights: readonly Right[]; month: string }) {
  const t = useFileWords()
  const f = useFormats()
  const { count, money, open } = owedOf(rights)
  if (rights.every(r => r.state === undefined)) return null
  if (count === 0) return <p className="small">{t('owed_none', { month: f.month(month) })}</p>
  return (
    <p className="file-owed">
      <a href="#benefits">
        <strong>{t('owed', { count })}</strong>
      </a>
      {money > 0 && <> · {t('owed_money', { money: f.money(money), month: f.month(month) })}</>}
      {open > 0 && <> · {t('owed_open', { count: open })}</>}
    </p>
  )
}

const WAYS = ['correct', 'move', 'join', 'leave', 'died', 'transfer', 'split', 'merge'] as const

/** What can be done with the file. */
export function FileWays() {
  const t = useFileWords()
  const navigate = useNavigate()
  const { file, mayWrite } = useOpenFile()
  return (
    <>
      {mayWrite && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button>{t('change')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {WAYS.map(what => (
              <Menu.Item
                key={what}
                onClick={() =>
                  void navigate({
                    to: '/households/$id/change',
                    params: { id: file.household_id },
                    search: (old: Record<string, unknown>) => ({ ...keepOffice(old), what }),
                  } as never)
                }
              >
                {t(`ways.${what}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button variant="default" onClick={() => window.print()}>
        {t('print')}
      </Button>
    </>
  )
}
