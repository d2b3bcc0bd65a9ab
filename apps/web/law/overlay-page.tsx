import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Schemas } from '../api/client.ts'
import { type Column, Loaded, MarkWord, Page, Section, Table, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { useConfirmWords } from './confirm-words.ts'
import './law.css'
import { OverlayDeeds } from './overlay-deeds.tsx'
import { keptTextOf } from './overlay-yaml.ts'
import { Figures, Period, SourceText, ValueLink } from './parts.tsx'
import { changesQuery, type LawOverlay, overlayQuery } from './queries.ts'
import { useLawWords } from './words.ts'

/** One proposed change of the law: what it rests on, what it changes, who decides. */
export function OverlayPage() {
  const t = useConfirmWords()
  const law = useLawWords()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const overlay = useQuery(overlayQuery(id))
  const changes = useQuery(changesQuery(id))
  return (
    <Page
      title={overlay.data?.name ?? t('overlays.title')}
      lead={overlay.data && t(`overlays.state.${overlay.data.state}`)}
      actions={
        <Link to={'/law/overlays' as never} search={keepOffice as never}>
          {law('to_overlays')}
        </Link>
      }
    >
      <Loaded of={overlay} rows={6} height={240}>
        {o => (
          <>
            <Facts overlay={o} names={changes.data?.names ?? {}} />
            <OverlayDeeds overlay={o} />
          </>
        )}
      </Loaded>
      <Section title={t('overlay.changes')}>
        <Loaded
          of={changes}
          rows={3}
          height={120}
          isEmpty={d => d.items.length === 0}
          empty={t('overlay.no_changes')}
        >
          {({ items }) => <Changes items={items} />}
        </Loaded>
      </Section>
      {overlay.data && (
        <details className="law-version">
          <summary>{t('overlay.yaml')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
          <pre className="law-yaml" tabIndex={0}>
            {overlay.data.yaml}
          </pre>
        </details>
      )}
    </Page>
  )
}

function Facts({ overlay: o, names }: { overlay: LawOverlay; names: Readonly<Record<string, string>> }) {
  const t = useConfirmWords()
  const law = useLawWords()
  const f = useFormats()
  const sha256 = keptTextOf(o.yaml)
  const name = (id: string) => names[id] ?? ''
  return (
    <dl className="law-facts">
      <dt>{law('column.citation')}</dt>
      <dd>{o.citation}</dd>
      <dt>{t('overlay.text')}</dt>
      <dd>
        {sha256 === undefined ? (
          <span className="owed">{t('overlay.no_text')}</span>
        ) : (
          <a href={`/api/law/texts/${sha256}`}>{law('kept_text')}</a>
        )}
      </dd>
      <dt>{law('column.valid')}</dt>
      <dd>
        <Period from={o.valid_from} to={o.valid_to} />
        {o.valid_to === null && <span className="soft"> · {t('overlay.open_end')}</span>}
      </dd>
      <dt>{t('overlay.by')}</dt>
      <dd>
        {name(o.proposed_by)} <span className="soft num">{f.moment(o.proposed_at)}</span>
      </dd>
      {o.decided_by !== null && o.decided_at !== null && (
        <>
          <dt>{t('overlay.decided_by')}</dt>
          <dd>
            {name(o.decided_by)} <span className="soft num">{f.moment(o.decided_at)}</span>
          </dd>
        </>
      )}
      {o.reason !== null && (
        <>
          <dt>{t('overlay.reason')}</dt>
          <dd>{o.reason}</dd>
        </>
      )}
    </dl>
  )
}

type Change = Schemas['LawChange']

function Changes({ items }: { items: readonly Change[] }) {
  const t = useConfirmWords()
  const law = useLawWords()
  const two = useTwo()
  const side = (v: Change['before']) =>
    v === null ? (
      <span className="soft">–</span>
    ) : (
      <>
        <Figures value={v} />
        <br />
        <MarkWord mark={v.mark} />
        <br />
        <SourceText source={v.source} />
      </>
    )
  const columns: Column<Change>[] = [
    {
      name: 'value',
      title: law('column.value'),
      cell: c => {
        const v = c.after ?? c.before
        return v === null ? null : (
          <>
            <ValueLink value={v} />
            <br />
            {two(v.label)}
            <br />
            <span className="soft small">
              <Period from={v.from} to={v.to} />
            </span>
          </>
        )
      },
    },
    { name: 'before', title: law('column.before'), width: '30%', cell: c => side(c.before) },
    { name: 'after', title: law('column.after'), width: '30%', cell: c => side(c.after) },
  ]
  return (
    <Table
      label={law('rows_of', { what: t('overlay.changes') })}
      columns={columns}
      rows={items}
      rowKey={c => {
        const v = c.after ?? c.before
        return `${v?.file.id} ${v?.version.index} ${v?.set} ${v?.from}`
      }}
    />
  )
}
