import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../../api/client.ts'
import { type Column, Fault, Loaded, Page, Table, useFormats } from '../../kit/index.ts'
import { usePlace, useUnitName } from '../../shell/places.ts'
import { useSetSearch } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import '../households.css'
import { FileLink } from '../file-link.tsx'
import { Back } from './back.tsx'
import { CHOICE_STATES, type ChoiceState } from './pair-state.ts'
import { useListsWords } from './words.ts'

type Choice = Schemas['AreaChoice']

/** Households whose former unit was divided: no source can tell where they belong, a person can. */
export function AreaChoicesPage() {
  const t = useListsWords()
  const { commune } = usePlace()
  const { state = 'open' } = useSearch({ strict: false }) as { state?: ChoiceState }
  const setSearch = useSetSearch<{ state?: ChoiceState | undefined }>()
  const choices = useQuery({
    queryKey: ['area-choices', state, commune],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/area-choices', {
          params: {
            query: {
              state,
              limit: 100,
              ...(commune === undefined || commune === '*' ? {} : { commune }),
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const columns = useColumns()
  return (
    <Page title={t('choices.title')} lead={t('choices.lead')} actions={<Back />}>
      <div className="hh-tools no-print">
        <NativeSelect
          size="xs"
          label={t('choices.state')}
          value={state}
          onChange={e => setSearch({ state: e.currentTarget.value as ChoiceState })}
          data={CHOICE_STATES.map(value => ({ value, label: t(`choices.${value}`) }))}
        />
      </div>
      <Loaded
        of={choices}
        rows={6}
        height={240}
        isEmpty={d => d.items.length === 0}
        empty={t('choices.empty')}
      >
        {data => (
          <Table label={t('choices.title')} columns={columns} rows={data.items} rowKey={c => c.choice_id} />
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): readonly Column<Choice>[] {
  const t = useListsWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const may = useMay()
  return [
    {
      name: 'household',
      title: t('choices.household'),
      cell: c =>
        c.household_id === null ? (
          (c.source_code ?? t('choices.row', { row: c.import_row ?? 0 }))
        ) : (
          <FileLink id={c.household_id}>{c.source_code ?? c.household_id}</FileLink>
        ),
    },
    { name: 'hamlet', title: t('choices.hamlet'), isMinor: true, cell: c => c.hamlet ?? '–' },
    { name: 'old', title: t('choices.old'), cell: c => `${c.old_code} (${c.old_period})` },
    {
      name: 'since',
      title: t('choices.since'),
      isNumber: true,
      isMinor: true,
      cell: c => f.day(c.queued_at),
    },
    {
      name: 'now',
      title: t('choices.now'),
      cell: c =>
        c.chosen_code !== null ? nameOf(c.chosen_code) : may('area.choose') ? <Choose of={c} /> : '–',
    },
  ]
}

function Choose({ of }: { of: Choice }) {
  const t = useListsWords()
  const nameOf = useUnitName()
  const [code, setCode] = useState('')
  const choose = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/area-choices/{choice_id}/choose', {
          params: { path: { choice_id: of.choice_id }, header: once() },
          body: { code },
        }),
      ),
  })
  return (
    <>
      <span className="deliver-go">
        <NativeSelect
          size="xs"
          aria-label={t('choices.of', { code: of.source_code ?? of.household_id ?? '' })}
          value={code}
          onChange={e => setCode(e.currentTarget.value)}
          data={[
            { value: '', label: t('choices.choose') },
            ...of.candidates.map(c => ({ value: c, label: nameOf(c) })),
          ]}
        />
        <Button size="xs" disabled={code === ''} loading={choose.isPending} onClick={() => choose.mutate()}>
          {t('choices.save')}
        </Button>
      </span>
      <Fault error={choose.error} />
    </>
  )
}
