import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import { Loaded, Page, Section, useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import '../file.css'
import '../households.css'
import { capital, useFactWords } from '../fact-words.ts'
import { FileLink } from '../file-link.tsx'
import { Back } from './back.tsx'
import { Verdict } from './verdict.tsx'
import { useListsWords } from './words.ts'

export type Comparison = Schemas['DuplicateComparison']

/** Two files beside each other, and what one says about them. */
export function DuplicatePage() {
  const t = useListsWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const pair = useQuery({
    queryKey: ['duplicates', 'one', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/duplicates/{candidate_id}', { params: { path: { candidate_id: id } }, signal })),
  })
  return (
    <Page
      title={t('pair.title')}
      lead={pair.data && t('pair.lead', { state: t(`duplicates.${pair.data.state}`) })}
      actions={<Back />}
    >
      <Loaded of={pair} rows={10} height={400}>
        {data => (
          <>
            <Beside of={data} />
            <Reasons of={data} />
            <Verdict of={data} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Beside({ of }: { of: Comparison }) {
  const t = useListsWords()
  const language = useLanguage()
  const words = useFactWords()
  const sides = (['a', 'b'] as const).map(s => of.sides.find(x => x.side === s))
  const say = (name: string, value: Comparison['values'][number]['a']) =>
    value === undefined ? '–' : words.word('person', name, value)
  return (
    <div className="table-frame">
      <table className="table changes-table">
        <caption className="sr-only">{t('pair.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('pair.fact')}</th>
            {sides.map((side, i) => (
              <th scope="col" key={side?.side ?? i}>
                {t(i === 0 ? 'pair.side_a' : 'pair.side_b')} · {side?.commune_name}
                <br />
                {side?.person == null ? (
                  (side?.said?.[language] ?? t('pair.hidden'))
                ) : (
                  <FileLink id={side.person.household_id}>{t('pair.file')}</FileLink>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.values.map(v => {
            const isApart = v.a !== undefined && v.b !== undefined && v.a !== v.b
            const [a, b] = [say(v.name, v.a), say(v.name, v.b)]
            return (
              <tr key={v.name}>
                <th scope="row">{capital(v.label[language])}</th>
                <td>{isApart ? <strong>{a}</strong> : a}</td>
                <td>{isApart ? <strong>{b}</strong> : b}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Reasons({ of }: { of: Comparison }) {
  const t = useListsWords()
  const f = useFormats()
  const language = useLanguage()
  return (
    <Section title={t('pair.reasons')}>
      <p>{of.reasons.map(r => r[language]).join(', ')}</p>
      {of.verdicts.length > 0 && (
        <>
          <h3 className="file-sub">{t('pair.said')}</h3>
          <ul className="hh-stack">
            {of.verdicts.map(v => (
              <li key={v.side}>
                {t('pair.by', {
                  who: v.said_by_name ?? v.said_by,
                  at: f.moment(v.said_at),
                  what: t(`pair.said_${v.verdict}`),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
