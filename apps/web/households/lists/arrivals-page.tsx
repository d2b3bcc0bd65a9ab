import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import { type Column, Loaded, Page, Table, useFormats } from '../../kit/index.ts'
import { usePlace, useUnitName } from '../../shell/places.ts'
import { useMay } from '../../shell/session.ts'
import '../file.css'
import '../households.css'
import { Back } from './back.tsx'
import { TakeIn } from './take-in.tsx'
import { useListsWords } from './words.ts'

type Arrival = Schemas['Arrival']

/** People announced to a commune by another, or by it; who waits can be taken in. */
export function ArrivalsPage() {
  const t = useListsWords()
  const { commune } = usePlace()
  const chosen = commune === undefined || commune === '*' ? undefined : commune
  const [seen, see] = useState<string>()
  const arrivals = useQuery({
    queryKey: ['arrivals', chosen],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET('/api/arrivals', { params: { query: { commune: chosen ?? '' } }, signal })))
        .items,
    enabled: chosen !== undefined,
  })
  const columns = useColumns(chosen, see)
  return (
    <Page title={t('arrivals.title')} lead={t('arrivals.lead')} actions={<Back />}>
      {chosen === undefined ? (
        <p className="empty">{t('arrivals.choose')}</p>
      ) : (
        <Loaded of={arrivals} rows={6} height={240} isEmpty={l => l.length === 0} empty={t('arrivals.empty')}>
          {list => (
            <Table
              label={t('arrivals.title')}
              columns={columns}
              rows={list}
              rowKey={a => `${a.event_id} ${a.person_id}`}
            />
          )}
        </Loaded>
      )}
      {seen !== undefined && <TakeIn key={seen} event={seen} onClose={() => see(undefined)} />}
    </Page>
  )
}

function useColumns(chosen: string | undefined, see: (event: string) => void): readonly Column<Arrival>[] {
  const t = useListsWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const may = useMay()
  return [
    {
      name: 'left_on',
      title: t('arrivals.left_on'),
      isNumber: true,
      width: 110,
      cell: a => f.day(a.left_on),
    },
    { name: 'from', title: t('arrivals.from'), cell: a => nameOf(a.from_commune) },
    { name: 'to', title: t('arrivals.to'), cell: a => nameOf(a.to_commune) },
    { name: 'reason', title: t('arrivals.reason'), isMinor: true, cell: a => t(`arrivals.${a.reason}`) },
    { name: 'state', title: t('arrivals.state'), cell: a => t(`arrivals.${a.state}`) },
    {
      name: 'act',
      title: t('arrivals.act'),
      cell: a =>
        a.state === 'open' && a.to_commune === chosen && may('household.write', chosen) ? (
          <button type="button" className="linklike" onClick={() => see(a.event_id)}>
            {t('arrivals.see')}
          </button>
        ) : (
          '–'
        ),
    },
  ]
}
