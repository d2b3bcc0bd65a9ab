import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Explanation } from '../../../../engine/explain/index.ts'
// itself, not the index: the page needs the words, not the engine that decides
import { renderExplanation } from '../../../../engine/explain/render.ts'
import { Loaded } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { capital } from '../fact-words.ts'
import { explanationQuery, type Outcome } from '../queries.ts'
import { useOpenFile } from './file-context.ts'
import { rightOf } from './told.ts'
import { Article, Marks, Missing, Sentences, Steps, Values } from './why-parts.tsx'
import { useFileWords } from './words.ts'

/** Why a right is or is not there: the sentence, the article, the values with their marks, what is missing, what would change it. */
export function Why({ outcome }: { outcome: Outcome }) {
  const { file, which } = useOpenFile()
  const question = { ...which, benefit: outcome.benefit, person: outcome.person_id }
  const told = useQuery(explanationQuery(file.household_id, question))
  return (
    <div className="why">
      <Loaded of={told} rows={3} height={120}>
        {answer => <Right of={rightOf(answer)} outcome={outcome} />}
      </Loaded>
    </div>
  )
}

/** What the sentences leave to the parts below them. */
const withoutParts = (e: Explanation): Explanation => ({
  ...e,
  marks: [],
  parameters: [],
  missing: [],
  changes: [],
  standing: e.standing && { ...e.standing, parameters: [], missing: [], marks: [] },
})

function Right({ of, outcome }: { of: Explanation; outcome: Outcome }) {
  const t = useFileWords()
  const language = useLanguage()
  const values = [...of.parameters, ...(of.standing?.parameters ?? [])].filter(
    (p, i, all) => all.findIndex(x => x.key === p.key) === i,
  )
  return (
    <>
      <Sentences text={renderExplanation(withoutParts(of), language)} />
      <Article citation={of.citation[language]} receipt={of.receipt} />
      <Missing of={of.missing} />
      <Values of={values} />
      <Marks of={[...of.marks, ...(of.standing?.marks ?? [])]} />
      {of.where !== null && (
        <p>
          <span className="soft">{t('where')}:</span> {of.where[language]}
        </p>
      )}
      {of.papers !== null && (
        <p>
          <span className="soft">{t('needs')}:</span> {of.papers[language]}
        </p>
      )}
      {!of.hidden && <Changes outcome={outcome} />}
      <Steps of={of.conditions} />
    </>
  )
}

/** What would change it is looked for when it is asked: it takes many decisions to find. */
function Changes({ outcome }: { outcome: Outcome }) {
  const t = useFileWords()
  const language = useLanguage()
  const { file, which, names } = useOpenFile()
  const [isAsked, ask] = useState(false)
  const told = useQuery({
    ...explanationQuery(file.household_id, {
      ...which,
      benefit: outcome.benefit,
      person: outcome.person_id,
      changes: true,
    }),
    enabled: isAsked,
  })
  if (!isAsked)
    return (
      <Button variant="default" size="compact-sm" className="no-print" onClick={() => ask(true)}>
        {t('changes_ask')}
      </Button>
    )
  return (
    <div className="why-changes">
      <h3>{t('changes')}</h3>
      <Loaded of={told} rows={2} height={44}>
        {answer => {
          const changes = rightOf(answer).changes
          if (changes.length === 0) return <p className="soft">{t('changes_none')}</p>
          return (
            <ul>
              {changes.map(c => (
                <li key={c.say.vi}>{names.say(capital(c.say[language].replace(/^(nếu|if) /, '')))}</li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </div>
  )
}
