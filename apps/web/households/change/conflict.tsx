import { Button } from '@mantine/core'
import { useFactWords } from '../fact-words.ts'
import { useNames } from '../file/names.ts'
import { useFileWords } from '../file/words.ts'
import type { HouseholdFile, Value } from '../queries.ts'
import type { Draft } from './draft.ts'
import { useChangeWords } from './words.ts'

interface Line {
  readonly key: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

interface ConflictProps {
  readonly draft: Draft
  readonly theirs: HouseholdFile
  readonly onAgain: () => void
  readonly onDrop: () => void
}

/** Somebody else changed the file meanwhile: what was entered beside the file as it is now, for a person to decide. */
export function Conflict({ draft, theirs, onAgain, onDrop }: ConflictProps) {
  const t = useChangeWords()
  const lines = useLines(draft, theirs)
  return (
    <div className="fault" role="alert">
      <p className="fault-title">{t('conflict_title')}</p>
      <p>{t('conflict_lead')}</p>
      {lines.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('conflict_mine')}</th>
              <th scope="col">{t('conflict_theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(l => (
              <tr key={l.key}>
                <th scope="row">{l.label}</th>
                <td>{l.mine}</td>
                <td>{l.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="deliver-go">
        <Button size="xs" onClick={onAgain}>
          {t('conflict_go')}
        </Button>
        <Button size="xs" variant="default" onClick={onDrop}>
          {t('conflict_drop')}
        </Button>
      </div>
    </div>
  )
}

function useLines(draft: Draft, theirs: HouseholdFile): readonly Line[] {
  const words = useFactWords()
  const fileWords = useFileWords()
  const names = useNames(theirs)
  const household = 'household' in draft.body ? draft.body.household : undefined
  const line = (
    of: 'household' | 'person',
    who: string,
    name: string,
    mine: Value,
    now: Value | undefined,
  ): Line => ({
    key: `${who} ${name}`,
    label: `${words.label(of, name)}${who === '' ? '' : ` · ${names.of(who)}`}`,
    mine: words.word(of, name, mine),
    theirs: words.word(of, name, now),
  })
  return [
    ...Object.entries(household?.facts ?? {}).map(([name, mine]) =>
      line('household', '', name, mine, theirs.facts.find(f => f.name === name)?.value),
    ),
    ...Object.entries(household?.fields ?? {}).map(([name, mine]) => ({
      ...line('household', '', name, mine, theirs.fields[name]),
      label: fileWords(`fields.${name as 'hamlet'}`),
    })),
    ...Object.entries(draft.body.persons ?? {}).flatMap(([id, content]) =>
      Object.entries(content.facts ?? {}).map(([name, mine]) =>
        line(
          'person',
          id,
          name,
          mine,
          theirs.members.find(m => m.person_id === id)?.facts.find(f => f.name === name)?.value,
        ),
      ),
    ),
  ]
}
