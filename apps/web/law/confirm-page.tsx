import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Loaded, MarkWord, Page } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { ConfirmForm } from './confirm-form.tsx'
import { useConfirmWords } from './confirm-words.ts'
import './law.css'
import { Figures, Period, SourceText, useLawDay, ValueLink } from './parts.tsx'
import { fileQuery, type LawFile, type LawValue } from './queries.ts'
import { useLawWords } from './words.ts'

interface Place {
  readonly file?: string
  readonly version?: string
  readonly territory?: string
  readonly set?: string
}

const find = (data: LawFile, place: Place): LawValue | undefined =>
  data.values.find(
    v => v.set === place.set && v.version.from === place.version && v.version.territory === place.territory,
  )

/** A value of the law beside what the act says: proposes to confirm it. */
export function ConfirmPage() {
  const t = useConfirmWords()
  const place = useSearch({ strict: false }) as Place
  const day = useLawDay()
  const file = useQuery(fileQuery(place.file ?? '', day))
  return (
    <Page title={t('propose.title')} lead={t('propose.lead')}>
      <Loaded of={file} rows={6} height={500}>
        {data => {
          const value = find(data, place)
          return value === undefined ? (
            <p className="empty">{t('propose.missing_value')}</p>
          ) : (
            <>
              <Now value={value} />
              <ConfirmForm value={value} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Now({ value: v }: { value: LawValue }) {
  const t = useConfirmWords()
  const law = useLawWords()
  const two = useTwo()
  return (
    <section aria-labelledby="law-now">
      <h2 id="law-now" className="sr-only">
        {t('propose.now')}
      </h2>
      <dl className="law-facts">
        <dt>{law('column.file')}</dt>
        <dd>
          <ValueLink value={v} />
        </dd>
        <dt>{law('column.value')}</dt>
        <dd>{two(v.label)}</dd>
        <dt>{t('propose.now')}</dt>
        <dd>
          <Figures value={v} />{' '}
          <span className="soft">
            · <Period from={v.from} to={v.to} />
          </span>
        </dd>
        <dt>{law('column.source')}</dt>
        <dd>
          <MarkWord mark={v.mark} /> <SourceText source={v.source} />
        </dd>
      </dl>
    </section>
  )
}
