import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Loaded, Section, useFormats } from '../../kit/index.ts'
import { keepOffice } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import { casesQuery, duplicatesQuery } from '../queries.ts'
import { useOpenFile } from './file-context.ts'
import { useFileWords } from './words.ts'

/** Review files, possible duplicates, and the copies that a person may ask for. */
export function Papers() {
  const t = useFileWords()
  const may = useMay()
  const { file, names } = useOpenFile()
  return (
    <Section title={t('papers')} id="papers">
      <div className="papers">
        {may('review.read') && <Cases />}
        <Duplicates />
        {may('privacy.copy', file.commune_code) && (
          <div className="no-print">
            <h3>{t('copies')}</h3>
            <p className="small soft">{t('copies_note')}</p>
            <ul>
              {file.members.map(m => (
                <li key={m.person_id}>
                  <a href={`/api/persons/${m.person_id}/copy.html`} target="_blank" rel="noopener">
                    {t('copy_of', { name: names.of(m.person_id) })}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  )
}

function Cases() {
  const t = useFileWords()
  const f = useFormats()
  const { file } = useOpenFile()
  const cases = useQuery(casesQuery(file.household_id))
  return (
    <div>
      <h3>{t('cases')}</h3>
      <Loaded of={cases} rows={1} isEmpty={list => list.length === 0} empty={t('cases_none')}>
        {list => (
          <ul>
            {list.map(c => (
              <li key={c.case_id}>
                <a href={`/reviews/cases/${c.case_id}`}>{t('case_of', { day: f.day(c.since) })}</a>
                {c.request_id !== null && (
                  <>
                    {' · '}
                    <a href={`/api/reviews/requests/${c.request_id}/slip`}>{t('slip')}</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  )
}

function Duplicates() {
  const t = useFileWords()
  const { file, names } = useOpenFile()
  const pairs = useQuery(duplicatesQuery(file.commune_code, 'open'))
  const mine = (pairs.data?.items ?? []).filter(p =>
    p.sides.some(s => s.person?.household_id === file.household_id),
  )
  return (
    <div>
      <h3>{t('duplicates')}</h3>
      {mine.length === 0 ? (
        <p className="soft">{t('duplicates_none')}</p>
      ) : (
        <ul>
          {mine.map(p => {
            const [a, b] = p.sides.map(s =>
              s.person === null ? s.commune_name : (s.person.full_name ?? names.of(s.person.person_id)),
            )
            return (
              <li key={p.candidate_id}>
                <Link
                  to={'/households/duplicates/$id' as never}
                  params={{ id: p.candidate_id } as never}
                  search={keepOffice as never}
                >
                  {t('duplicate_line', { a: a ?? '', b: b ?? '' })}
                </Link>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
