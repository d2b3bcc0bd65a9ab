import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type Column, Loaded, Page, Table, useFormats } from '../kit/index.ts'
import { keepOffice, useSetSearch } from '../shell/search-params.ts'
import { useConfirmWords } from './confirm-words.ts'
import './law.css'
import { type LawOverlay, overlaysQuery } from './queries.ts'
import { useLawWords } from './words.ts'

const STATES = ['proposed', 'approved', 'refused', 'withdrawn'] as const

/** Proposed changes of the law and what became of them. */
export function OverlaysPage() {
  const t = useConfirmWords()
  const law = useLawWords()
  const f = useFormats()
  const { state = '' } = useSearch({ strict: false }) as { state?: string }
  const setSearch = useSetSearch<{ state?: string | undefined }>()
  const overlays = useQuery(overlaysQuery)
  const columns: Column<LawOverlay>[] = [
    {
      name: 'name',
      title: law('column.name'),
      cell: o => (
        <Link to={'/law/overlays/$id' as never} params={{ id: o.id } as never} search={keepOffice as never}>
          {o.name}
        </Link>
      ),
    },
    { name: 'citation', title: law('column.citation'), isMinor: true, width: '26%', cell: o => o.citation },
    {
      name: 'valid',
      title: law('column.valid'),
      width: 150,
      cell: o =>
        o.valid_to === null
          ? law('from', { from: f.day(o.valid_from) })
          : law('from_to', { from: f.day(o.valid_from), to: f.day(o.valid_to) }),
    },
    {
      name: 'proposed',
      title: law('column.proposed'),
      isNumber: true,
      isMinor: true,
      width: 110,
      cell: o => f.day(o.proposed_at),
    },
    {
      name: 'state',
      title: t('overlays.state_label'),
      width: 140,
      cell: o => (
        <span className={o.state === 'proposed' ? 'owed' : undefined}>{t(`overlays.state.${o.state}`)}</span>
      ),
    },
  ]
  return (
    <Page
      title={t('overlays.title')}
      lead={t('overlays.lead')}
      actions={
        <Link to={'/law/values' as never} search={keepOffice as never}>
          {law('to_values')}
        </Link>
      }
    >
      <NativeSelect
        size="xs"
        className="law-narrow no-print"
        label={t('overlays.state_label')}
        value={state}
        data={[
          { value: '', label: t('overlays.all') },
          ...STATES.map(s => ({ value: s, label: t(`overlays.state.${s}`) })),
        ]}
        onChange={e => setSearch({ state: e.currentTarget.value || undefined })}
      />
      <Loaded
        of={overlays}
        rows={6}
        height={300}
        isEmpty={items => items.length === 0}
        empty={t('overlays.nothing')}
      >
        {items => {
          const rows = items.filter(o => state === '' || o.state === state)
          return rows.length === 0 ? (
            <p className="empty">{t('overlays.nothing_so')}</p>
          ) : (
            <Table label={t('overlays.title')} columns={columns} rows={rows} rowKey={o => o.id} />
          )
        }}
      </Loaded>
    </Page>
  )
}
