import { useState } from 'react'
import { Section, useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { AnswerField } from '../change/answer-field.tsx'
import { capital, type Subject, useFactWords } from '../fact-words.ts'
import type { Outcomes, Person, ShownValue } from '../queries.ts'
import { useOpenFile } from './file-context.ts'
import { useAgo } from './names.ts'
import { useFileWords } from './words.ts'

interface Unknown {
  readonly person: Person | undefined
  readonly value: ShownValue
  readonly isNeeded: boolean
}

/** What is known with where it comes from and how old it is; first what nobody knows, with who can supply it and a field to answer. */
export function Facts({ outcomes }: { outcomes: Outcomes | undefined }) {
  const t = useFileWords()
  const { file, names } = useOpenFile()
  const all = [file.facts, ...file.members.map(m => m.facts)].flat()
  return (
    <Section
      title={t('facts')}
      id="facts"
      aside={t('all_facts', { count: all.length, unknown: all.filter(v => !v.known).length })}
    >
      <UnknownList outcomes={outcomes} />
      <FactTable title={t('of_household')} of="household" values={file.facts} isOpen />
      {file.members.map(m => (
        <FactTable key={m.person_id} title={names.of(m.person_id)} of="person" values={m.facts} />
      ))}
    </Section>
  )
}

const FIRST = 6

function UnknownList({ outcomes }: { outcomes: Outcomes | undefined }) {
  const t = useFileWords()
  const { file } = useOpenFile()
  const [isAll, setAll] = useState(false)
  const needed = neededFacts(outcomes)
  const of = (person: Person | undefined, values: readonly ShownValue[]): Unknown[] =>
    values
      .filter(v => !v.known)
      .map(value => ({ person, value, isNeeded: needed.has(`${person?.person_id ?? ''} ${value.name}`) }))
  const unknown = [...of(undefined, file.facts), ...file.members.flatMap(m => of(m, m.facts))].sort(
    (a, b) => Number(b.isNeeded) - Number(a.isNeeded),
  )
  if (unknown.length === 0) return <p className="small soft">{t('unknown_none')}</p>
  const shown = isAll ? unknown : unknown.slice(0, FIRST)
  return (
    <>
      <ul className="unknowns">
        {shown.map(u => (
          <UnknownLine key={`${u.person?.person_id} ${u.value.name}`} of={u} />
        ))}
      </ul>
      {shown.length < unknown.length && (
        <button type="button" className="linklike small no-print" onClick={() => setAll(true)}>
          {t('unknown_more', { count: unknown.length - shown.length })}
        </button>
      )}
    </>
  )
}

function UnknownLine({ of: { person, value, isNeeded } }: { of: Unknown }) {
  const t = useFileWords()
  const language = useLanguage()
  const { file, names, mayWrite } = useOpenFile()
  return (
    <li>
      <p>
        <span className="unknown-sign" aria-hidden />
        {t('unknown')}: {value.label[language]}
        {person !== undefined && ` · ${names.of(person.person_id)}`}
        {value.supplier !== null && (
          <span className="soft"> · {t('ask', { supplier: value.supplier[language] })}</span>
        )}
        {isNeeded && <strong className="owed small"> · {t('needed')}</strong>}
      </p>
      {mayWrite && <AnswerField file={file} person={person?.person_id} fact={value.name} value={null} />}
    </li>
  )
}

/** Facts on which an outcome waits, as `person fact`. */
function neededFacts(outcomes: Outcomes | undefined): ReadonlySet<string> {
  const keys = [
    ...(outcomes?.standing?.missing ?? []).map(m => ['', m] as const),
    ...(outcomes?.outcomes ?? []).flatMap(o => (o.missing ?? []).map(m => [o.person_id, m] as const)),
  ]
  return new Set(
    keys.flatMap(([person, key]) => {
      const name = key.split('.').at(-1) ?? key
      return [` ${name}`, `${person} ${name}`]
    }),
  )
}

interface TableProps {
  readonly title: string
  readonly of: Subject
  readonly values: readonly ShownValue[]
  readonly isOpen?: boolean
}

function FactTable({ title, of, values, isOpen = false }: TableProps) {
  const t = useFileWords()
  const language = useLanguage()
  const words = useFactWords()
  const unknown = values.filter(v => !v.known).length
  return (
    <details className="file-more facts" open={isOpen}>
      <summary>
        {title} <span className="small soft">{t('all_facts', { count: values.length, unknown })}</span>
      </summary>
      <table className="table">
        <caption className="sr-only">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('fact')}</th>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('told')}</th>
          </tr>
        </thead>
        <tbody>
          {values.map(v => (
            <tr key={v.name}>
              <th scope="row">{capital(v.label[language])}</th>
              <td>
                {!v.known ? (
                  <span className="unknown-word">{t('unknown')}</span>
                ) : v.value === null ? (
                  t('no_value')
                ) : (
                  words.word(of, v.name, v.value)
                )}
              </td>
              <td className="small soft">
                <Told of={v} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Told({ of: { known, source, supplier } }: { of: ShownValue }) {
  const t = useFileWords()
  const f = useFormats()
  const language = useLanguage()
  const { file, on } = useOpenFile()
  const ago = useAgo(on)
  if (!known) return supplier === null ? null : t('ask', { supplier: supplier[language] })
  if (source === null) return null
  const kind = file.timeline.find(a => a.kind === source.kind)?.label[language] ?? source.kind
  return (
    <>
      {kind} · {f.day(source.effective_on)} · {ago(source.effective_on)}
    </>
  )
}
