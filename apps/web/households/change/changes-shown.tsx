import { useUnitName } from '../../shell/places.ts'
import { useFactWords } from '../fact-words.ts'
import { useNames } from '../file/names.ts'
import { useFileWords } from '../file/words.ts'
import type { HouseholdFile } from '../queries.ts'
import type { Changes } from './draft.ts'
import { useChangeWords } from './words.ts'

/** What a draft would change: each value before and after, who joins and who leaves. */
export function ChangesShown({ of, file }: { of: readonly Changes[]; file: HouseholdFile }) {
  const t = useChangeWords()
  const isNothing = of.every(
    c =>
      c.values.length + c.joined.length + c.left.length === 0 &&
      c.status.before === c.status.after &&
      c.commune_code.before === c.commune_code.after,
  )
  if (isNothing) return <p>{t('nothing')}</p>
  return (
    <>
      {of.map((c, i) => (
        <OneHousehold key={c.household_id || i} of={c} file={file} isOnly={of.length === 1} />
      ))}
    </>
  )
}

function OneHousehold({ of, file, isOnly }: { of: Changes; file: HouseholdFile; isOnly: boolean }) {
  const t = useChangeWords()
  const nameOf = useUnitName()
  const names = useNames(file)
  const words = useFactWords()
  const fileWords = useFileWords()
  const isNew = of.status.before === null
  const title = isNew
    ? t('new_household')
    : of.household_id === file.household_id
      ? t('household')
      : t('other_household', { id: of.household_id })
  const person = (id: string): string => (names.of(id) === id ? t('new_person') : names.of(id))
  const status = (word: string | null): string => (word === null ? '–' : t(`statuses.${word as 'active'}`))
  return (
    <section className="changes" aria-label={title}>
      {!isOnly && <p className="changes-of">{title}</p>}
      {of.status.before !== of.status.after && (
        <p>
          {t('status')}: {status(of.status.before)} → <strong>{status(of.status.after)}</strong>
        </p>
      )}
      {of.commune_code.before !== null && of.commune_code.before !== of.commune_code.after && (
        <p>
          {t('commune')}: {nameOf(of.commune_code.before)} → <strong>{nameOf(of.commune_code.after)}</strong>
        </p>
      )}
      {of.joined.length > 0 && (
        <p>
          {t('joins')}: <strong>{of.joined.map(person).join(', ')}</strong>
        </p>
      )}
      {of.left.length > 0 && (
        <p>
          {t('leaves')}:{' '}
          <strong>
            {of.left.map(l => `${person(l.person_id)} (${t(`left.${l.state as 'left'}`)})`).join(', ')}
          </strong>
        </p>
      )}
      {of.values.length > 0 && (
        <table className="table changes-table">
          <caption className="sr-only">{t('changes')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {of.values
              .filter(v => !isNew || v.after !== null)
              .map(v => {
                const subject = v.person_id === undefined ? 'household' : 'person'
                const label =
                  v.of === 'field' ? fileWords(`fields.${v.name as 'hamlet'}`) : words.label(subject, v.name)
                const say = (value: typeof v.before) =>
                  value === null ? t('unknown') : words.word(subject, v.name, value)
                return (
                  <tr key={`${v.person_id} ${v.of} ${v.name}`}>
                    <th scope="row">
                      {label}
                      {v.person_id !== undefined && (
                        <span className="small soft"> · {person(v.person_id)}</span>
                      )}
                    </th>
                    <td className="soft">{say(v.before)}</td>
                    <td>
                      <strong>{say(v.after)}</strong>
                    </td>
                  </tr>
                )
              })}
          </tbody>
        </table>
      )}
    </section>
  )
}
