import { Checkbox, NumberInput } from '@mantine/core'
import { StandingChip, Table } from '../kit/index.ts'
import { useBatchWords } from './batch-words.ts'
import { CaseLink } from './parts.tsx'
import type { CaseLine } from './queries.ts'
import { passes } from './states.ts'
import { useReviewWords } from './words.ts'

interface VotesProps {
  readonly cases: readonly CaseLine[]
  readonly left: ReadonlySet<string>
  readonly setLeft: (left: ReadonlySet<string>) => void
  readonly votes: Readonly<Record<string, number>>
  readonly setVotes: (votes: Readonly<Record<string, number>>) => void
  readonly present: number | undefined
  readonly percent: number
}

/** How many agreed on each household; all who are present, until somebody says otherwise. */
export function Votes({ cases, left, setLeft, votes, setVotes, present, percent }: VotesProps) {
  const t = useBatchWords()
  const r = useReviewWords()
  const nameIn = (c: CaseLine) => c.head_name ?? r('nameless')
  const isOpen = (c: CaseLine) => c.standing === null || c.standing === 'undetermined'
  const isMet = (c: CaseLine) => !left.has(c.case_id) && !isOpen(c)
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <Table
      label={r('table_of', { what: t('meeting.votes') })}
      rows={cases}
      rowKey={c => c.case_id}
      columns={[
        {
          name: 'in',
          title: r('pick'),
          width: 48,
          cell: c => (
            <Checkbox
              size="xs"
              aria-label={t('meeting.include', { name: nameIn(c) })}
              checked={isMet(c)}
              disabled={isOpen(c)}
              onChange={() => toggle(c.case_id)}
            />
          ),
        },
        { name: 'head', title: r('household'), cell: c => <CaseLink of={c} /> },
        {
          name: 'found',
          title: r('found'),
          cell: c => (
            <>
              <StandingChip standing={c.standing} />
              {isOpen(c) && <span className="small owed"> {t('meeting.open_standing')}</span>}
            </>
          ),
        },
        {
          name: 'agreed',
          title: t('meeting.agreed'),
          width: 130,
          cell: c => (
            <NumberInput
              size="xs"
              aria-label={t('meeting.agreed_for', { name: nameIn(c) })}
              value={votes[c.case_id] ?? present ?? ''}
              onChange={value => setVotes({ ...votes, [c.case_id]: Number(value) })}
              min={0}
              max={present ?? 100_000}
              allowDecimal={false}
              disabled={!isMet(c)}
            />
          ),
        },
        {
          name: 'says',
          title: t('meeting.conclusion'),
          cell: c =>
            !isMet(c) || present === undefined ? null : passes(
                votes[c.case_id] ?? present,
                present,
                percent,
              ) ? (
              t('meeting.passes')
            ) : (
              <span className="owed">{t('meeting.fails')}</span>
            ),
        },
      ]}
    />
  )
}
