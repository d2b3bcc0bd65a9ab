import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Loaded, Page } from '../kit/index.ts'
import { keepOffice, useSetSearch } from '../shell/search-params.ts'
import './law.css'
import { useLawDay } from './parts.tsx'
import { type LawValue, valuesQuery } from './queries.ts'
import { ValuesTable } from './values-table.tsx'
import { useLawWords } from './words.ts'

const SHOWN = ['open', 'missing', 'unconfirmed', 'reported', 'ending'] as const
const ORDER = ['missing', 'unconfirmed', 'reported', 'confirmed'] as const
const DAYS = 90

/** The legal officer's work list: what nobody has read in the act, what is missing, what ends soon. */
export function ValuesPage() {
  const t = useLawWords()
  const { show: given, q = '' } = useSearch({ strict: false }) as { show?: string; q?: string }
  const show = SHOWN.find(s => s === given) ?? 'open'
  const setSearch = useSetSearch<{ show?: string | undefined; q?: string | undefined }>()
  const day = useLawDay()
  const values = useQuery(valuesQuery(day, show === 'ending' ? DAYS : undefined))
  return (
    <Page
      title={t('work.title')}
      lead={t('work.lead')}
      actions={
        <>
          <Link to={'/law/overlays' as never} search={keepOffice as never}>
            {t('to_overlays')}
          </Link>
          <Link to={'/law' as never} search={keepOffice as never}>
            {t('to_index')}
          </Link>
        </>
      }
    >
      <div className="law-tools no-print">
        <NativeSelect
          size="xs"
          label={t('work.show')}
          value={show}
          data={SHOWN.map(s => ({ value: s, label: t(`work.${s}`) }))}
          onChange={e =>
            setSearch({ show: e.currentTarget.value === 'open' ? undefined : e.currentTarget.value })
          }
        />
        <TextInput
          size="xs"
          type="search"
          className="law-grow"
          label={t('work.find')}
          value={q}
          onChange={e => setSearch({ q: e.currentTarget.value || undefined })}
        />
        <Button variant="default" size="xs" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <Loaded of={values} rows={12} height={600}>
        {({ items }) => {
          const wanted = q.toLowerCase()
          const rows = items
            .filter(v => show === 'open' || show === 'ending' || v.mark === show)
            .filter(v => textOf(v).includes(wanted))
            .sort((a, b) => ORDER.indexOf(a.mark) - ORDER.indexOf(b.mark))
          return (
            <>
              <p className="law-count soft" role="status">
                {t('work.count', { count: rows.length })}
              </p>
              {rows.length === 0 ? (
                <p className="empty">{t('work.nothing')}</p>
              ) : (
                <ValuesTable values={rows} label={t('work.title')} withFile />
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

const textOf = (v: LawValue): string =>
  [v.file.title.vi, v.file.title.en, v.label.vi, v.label.en, v.name, v.source, v.citation.vi]
    .join(' ')
    .toLowerCase()
