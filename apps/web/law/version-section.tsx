import type { ReactNode } from 'react'
import { MarkWord, Section, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { SourceText } from './parts.tsx'
import type { LawFile, LawRule, LawVersion } from './queries.ts'
import { ValuesTable } from './values-table.tsx'
import { useLawWords } from './words.ts'

/** One version of a file: open where it applies on the day, folded up otherwise. */
export function VersionSection({
  file,
  version: v,
  day,
}: {
  file: LawFile
  version: LawVersion
  day: string
}) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  const isNow = v.from <= day && (v.to === null || v.to >= day)
  const period =
    v.to === null
      ? t('from', { from: f.day(v.from) })
      : t('from_to', { from: f.day(v.from), to: f.day(v.to) })
  const body = <VersionBody file={file} version={v} />
  return (
    <Section
      id={`version-${v.index}`}
      title={`${t('version', { period })} · ${two(v.territory)}`}
      aside={isNow ? t('version_now', { day: f.day(day) }) : undefined}
    >
      <div className="law-version">
        <p>{two(v.text)}</p>
        {isNow ? (
          body
        ) : (
          <details>
            <summary>{t('open_version')}</summary>
            {body}
          </details>
        )}
      </div>
    </Section>
  )
}

function VersionBody({ file, version: v }: { file: LawFile; version: LawVersion }) {
  const t = useLawWords()
  const two = useTwo()
  const values = file.values.filter(x => x.version.index === v.index)
  const hasWho = v.scope ?? v.condition ?? v.groups[0] ?? v.exceptions[0]
  return (
    <>
      <VersionFacts version={v} />
      {v.not_applicable && (
        <p>
          <strong>{t('not_applicable')}.</strong> {two(v.not_applicable)}
        </p>
      )}
      {hasWho && <h3>{t('who')}</h3>}
      {v.scope && <Rule rule={v.scope} />}
      {v.exceptions.map(e => (
        <Rule key={e.label.vi + e.expression} rule={e} title={`${t('exception')}: ${two(e.label)}`} />
      ))}
      {v.condition && <Rule rule={v.condition} />}
      {v.groups.map(g => (
        <Rule key={g.id} rule={g} title={`${t('group_id', { id: g.id })}: ${two(g.label)}`}>
          {g.amounts.map(a => (
            <div key={a.label.vi}>
              <span className="soft small">{two(a.label)}: </span>
              <RuleWords rule={a} />
            </div>
          ))}
        </Rule>
      ))}
      {v.results.length > 0 && <h3>{t('results')}</h3>}
      {v.results.map(r => (
        <Rule key={r.label.vi} rule={r} />
      ))}
      {values.length > 0 && (
        <>
          <h3>{t('values')}</h3>
          <ValuesTable values={values} label={t('values')} />
        </>
      )}
      {v.notions.length > 0 && (
        <details>
          <summary>
            <h3>{t('notions', { count: v.notions.length })}</h3>
          </summary>
          {v.notions.map(r => (
            <Rule key={r.label.vi + r.expression} rule={r} />
          ))}
        </details>
      )}
    </>
  )
}

function VersionFacts({ version: v }: { version: LawVersion }) {
  const t = useLawWords()
  const two = useTwo()
  const f = useFormats()
  const dates = (['dated', 'in_force', 'ended'] as const).flatMap(key => {
    const day = v.act?.[key]
    return day ? [t(`act_dates.${key}`, { day: f.day(day) })] : []
  })
  return (
    <dl className="law-facts">
      <dt>{t('act')}</dt>
      <dd>
        {two(v.citation)}
        {v.act && (
          <span className="soft">
            {' '}
            {two(v.act.title)}. {two(v.act.issuer)}
            {dates.length > 0 && `, ${dates.join(', ')}`}
          </span>
        )}
      </dd>
      <dt>{t('conditions_mark')}</dt>
      <dd>
        <MarkWord mark={v.mark} /> <SourceText source={v.source} />
      </dd>
      {v.way && (
        <>
          <dt>{t('way')}</dt>
          <dd>{two(v.way)}</dd>
        </>
      )}
    </dl>
  )
}

function Rule({ rule, title, children }: { rule: LawRule; title?: string; children?: ReactNode }) {
  const two = useTwo()
  return (
    <div className="law-rule">
      <h4>{title ?? two(rule.label)}</h4>
      {(rule.mark ?? rule.citation) && (
        <p className="law-source">
          {rule.citation && two(rule.citation)} {rule.mark && <MarkWord mark={rule.mark} />}
        </p>
      )}
      <RuleWords rule={rule} />
      {children}
    </div>
  )
}

/** The rule in words with its expression; the words are HTML of our own server, where every text is escaped. */
function RuleWords({ rule }: { rule: LawRule }) {
  const two = useTwo()
  if (rule.expression === '') return null
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made and escaped by engine/document. */}
      <div dangerouslySetInnerHTML={{ __html: two(rule.html) }} />
      <code className="law-code">{rule.expression}</code>
    </>
  )
}
