import { type Column, Section, Table, useFormats } from '../../kit/index.ts'
import { capital, useFactWords } from '../fact-words.ts'
import type { Person } from '../queries.ts'
import { useOpenFile } from './file-context.ts'
import { ageOn, factOf } from './names.ts'
import { useFileWords } from './words.ts'

interface MembersProps {
  readonly unmask: boolean
  /** undefined: whole numbers are not for the reader. */
  readonly onUnmask: ((unmask: boolean) => void) | undefined
}

/** Who lives here: age and what matters of each. */
export function Members({ unmask, onUnmask }: MembersProps) {
  const t = useFileWords()
  const { file } = useOpenFile()
  const columns = useMemberColumns()
  const order = [...file.members].sort(
    (a, b) => Number(b.person_id === file.head_id) - Number(a.person_id === file.head_id),
  )
  return (
    <Section
      title={t('members')}
      id="members"
      aside={
        onUnmask !== undefined && (
          <span className="no-print">
            <button type="button" className="linklike" onClick={() => onUnmask(!unmask)}>
              {t(unmask ? 'mask' : 'unmask')}
            </button>{' '}
            · {t('unmask_note')}
          </span>
        )
      }
    >
      <Table
        label={t('table_of', { what: t('members') })}
        columns={columns}
        rows={order}
        rowKey={m => m.person_id}
      />
      {file.has_hidden && <p className="small soft">{t('restricted_hidden')}</p>}
      {file.former.length > 0 && <Former />}
    </Section>
  )
}

function useMemberColumns(): readonly Column<Person>[] {
  const t = useFileWords()
  const f = useFormats()
  const words = useFactWords()
  const { on, names } = useOpenFile()
  const matters = useMatters()
  return [
    {
      name: 'name',
      title: t('name'),
      cell: m => (
        <>
          {names.of(m.person_id)}{' '}
          <span className="small soft">
            {words.word('person', 'relation_to_head', factOf(m, 'relation_to_head'))}
          </span>
        </>
      ),
    },
    { name: 'age', title: t('age'), isNumber: true, width: 56, cell: m => ageOn(m, on) ?? '–' },
    {
      name: 'sex',
      title: t('sex'),
      isMinor: true,
      cell: m => capital(words.word('person', 'sex', factOf(m, 'sex'))),
    },
    { name: 'matters', title: t('matters'), cell: m => capital(matters(m).join(' · ')) || '–' },
    {
      name: 'identity',
      title: t('identity'),
      isNumber: true,
      isMinor: true,
      cell: m => m.identity_number ?? '–',
    },
    { name: 'joined', title: t('joined'), isNumber: true, isMinor: true, cell: m => f.day(m.joined_on) },
  ]
}

const SIGNS = [
  ['lives_alone_elderly', 'elderly_alone'],
  ['is_orphan', 'orphan'],
  ['raises_children_alone', 'alone_with_children'],
  ['malnourished', 'malnourished'],
] as const

/** What an officer looks for first: disability, school, work, insurance, and what nobody knows yet. */
function useMatters(): (m: Person) => readonly string[] {
  const t = useFileWords()
  const words = useFactWords()
  const { on } = useOpenFile()
  return m => {
    const word = (fact: string) => words.word('person', fact, factOf(m, fact))
    const said = (fact: string): boolean => {
      const value = factOf(m, fact)
      return typeof value === 'string' && value !== 'none'
    }
    const unknown = m.facts.filter(x => !x.known).length
    const age = ageOn(m, on)
    return [
      said('disability') ? t('disability', { word: word('disability') }) : '',
      ...SIGNS.map(([fact, sign]) => (factOf(m, fact) === true ? t(sign) : '')),
      factOf(m, 'attending') === 'none' && age !== undefined && age >= 3 && age < 16 ? t('no_school') : '',
      said('attending') ? t('attends', { word: word('attending') }) : '',
      said('employment') && (age === undefined || age >= 16) ? t('job', { word: word('employment') }) : '',
      factOf(m, 'has_health_insurance') === false ? t('no_insurance') : '',
      unknown > 0 ? t('unknown_count', { count: unknown }) : '',
    ].filter(Boolean)
  }
}

function Former() {
  const t = useFileWords()
  const f = useFormats()
  const { file, names } = useOpenFile()
  return (
    <details className="file-more">
      <summary>
        {t('former')} ({file.former.length})
      </summary>
      <ul>
        {file.former.map(p => (
          <li key={p.person_id}>
            {names.of(p.person_id)} · {t(`former_state.${p.state}`)}
            {p.left_on !== null && ` · ${f.day(p.left_on)}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
