import { useState } from 'react'
import type {
  Condition,
  LawReceipt,
  MarkedPart,
  MissingPart,
  ParameterUse,
} from '../../../../engine/explain/index.ts'
import { Marked, MarkWord, useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { AnswerField } from '../change/answer-field.tsx'
import { capital } from '../fact-words.ts'
import { useOpenFile } from './file-context.ts'
import { useFileWords } from './words.ts'

/** Sentences of an explanation, one a paragraph, with names. */
export function Sentences({ text }: { text: string }) {
  const { names } = useOpenFile()
  return (
    <div className="why-words">
      {text
        .split('\n')
        .slice(1)
        .map(line => (
          <p key={line}>{names.say(line)}</p>
        ))}
    </div>
  )
}

/** The act and the law file behind it. */
export function Article({ citation, receipt }: { citation: string; receipt: LawReceipt }) {
  const t = useFileWords()
  const f = useFormats()
  const file = receipt.version?.file
  return (
    <p className="why-article">
      <span className="soft">{t('article')}:</span>{' '}
      {file === undefined ? citation : <a href={`/law/${file.replaceAll('/', '~')}`}>{citation}</a>}{' '}
      <span className="small soft">· {t('law_of', { day: f.day(receipt.on) })}</span>
    </p>
  )
}

/** The values of the law that decided; what is not confirmed says so. */
export function Values({ of }: { of: readonly ParameterUse[] }) {
  const t = useFileWords()
  const f = useFormats()
  const language = useLanguage()
  const values = of.filter(p => p.decides)
  if (values.length === 0) return null
  return (
    <div className="table-frame">
      <table className="table why-values">
        <caption className="sr-only">{t('values')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('values')}</th>
            <th scope="col" className="right">
              {t('value')}
            </th>
            <th scope="col" className="right minor">
              {t('since')}
            </th>
            <th scope="col" className="minor">
              {t('article')}
            </th>
          </tr>
        </thead>
        <tbody>
          {values.map(p => (
            <tr key={p.key}>
              <td>{capital(p.label[language])}</td>
              <td className="num right">
                <Marked mark={p.mark} source={p.source}>
                  {p.value[language]}
                </Marked>
              </td>
              <td className="num right minor">{f.day(p.from)}</td>
              <td className="minor">{p.citation[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Conditions and groups that nobody has compared with the act, with where they come from. */
export function Marks({ of }: { of: readonly MarkedPart[] }) {
  const t = useFileWords()
  const language = useLanguage()
  const unsure = of.filter(m => m.mark !== 'confirmed')
  if (unsure.length === 0) return null
  return (
    <details className="why-marks">
      <summary>
        {t('not_checked')} ({unsure.length})
      </summary>
      <ul>
        {unsure.map(m => (
          <li key={`${m.part.vi}${m.source}`}>
            {capital(m.part[language])} · <MarkWord mark={m.mark} />
            {m.source !== '' && (
              <span className="small soft">
                {' '}
                · {t('source')}: {m.source}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What is not known yet, who can say it, and the field to answer right there. */
export function Missing({ of }: { of: readonly MissingPart[] }) {
  const t = useFileWords()
  const language = useLanguage()
  const { names, file, mayWrite } = useOpenFile()
  if (of.length === 0) return null
  return (
    <div className="why-missing">
      <h3>{t('missing')}</h3>
      <ul>
        {of.map(m => (
          <li key={`${m.key}${m.person}`}>
            <p>
              {t('unknown')}: {names.say(m.label[language])}
              {m.person !== null && !m.label[language].includes(m.person) && ` · ${names.of(m.person)}`}
              {m.supplier !== null && <> · {t('ask', { supplier: m.supplier[language] })}</>}
            </p>
            {mayWrite && m.kind === 'fact' && (
              <AnswerField
                file={file}
                person={m.person ?? undefined}
                fact={m.key.split('.').at(-1) ?? m.key}
                value={null}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Every condition that was asked, opened on demand: it is long. */
export function Steps({ of }: { of: readonly Condition[] }) {
  const t = useFileWords()
  const [isOpen, setOpen] = useState(false)
  if (of.length === 0) return null
  return (
    <div>
      <button
        type="button"
        className="linklike small no-print"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'steps_hide' : 'steps')}
      </button>
      {isOpen && <Tree of={of} depth={0} />}
    </div>
  )
}

const DEEPEST = 4

function Tree({ of, depth }: { of: readonly Condition[]; depth: number }) {
  const t = useFileWords()
  const language = useLanguage()
  const { names } = useOpenFile()
  return (
    <ul className="why-tree">
      {of.map((c, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same question may be asked twice, and the order never changes.
        <li key={i}>
          {names.say(capital(c.say[language]))}
          {c.holds !== null && <span className={`why-holds why-${c.holds}`}>{t(`step.${c.holds}`)}</span>}
          {c.rule !== null && <span className="small soft"> · {c.rule.citation[language]}</span>}
          {c.parts.length > 0 && depth < DEEPEST && <Tree of={c.parts} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  )
}
