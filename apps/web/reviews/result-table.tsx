import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../api/client.ts'
import { Loaded, Section, Table, today, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { useReportWords } from './report-words.ts'
import { useReviewWords } from './words.ts'

const KINDS = ['poor', 'near_poor', 'average_farm'] as const

/** The result by recognised standing on a day. */
export const resultQuery = (commune: string | undefined, on?: string) => ({
  queryKey: ['reviews', 'result', commune, on],
  queryFn: () =>
    bodyOf(
      api.GET('/api/reviews/result', {
        params: {
          query: {
            ...(commune === undefined ? {} : { commune }),
            ...(on === undefined ? {} : { on }),
          },
        },
      }),
    ),
})

/** Table 1. Rates only where the totals are known; why not is said. */
export function ResultTable({ commune }: { commune: string | undefined }) {
  const t = useReportWords()
  const f = useFormats()
  const two = useTwo()
  const r = useReviewWords()
  const result = useQuery(resultQuery(commune))
  return (
    <Section title={t('movement.result', { day: f.day(result.data?.on ?? today()) })}>
      <Loaded of={result} rows={4} height={180}>
        {data => (
          <>
            <Table
              label={r('table_of', { what: t('movement.result', { day: f.day(data.on) }) })}
              rows={KINDS}
              rowKey={kind => kind}
              columns={[
                { name: 'kind', title: t('movement.kind'), cell: k => t(`movement.r_${k}`) },
                {
                  name: 'households',
                  title: t('movement.households'),
                  isNumber: true,
                  cell: k => f.number(data[k].households),
                },
                {
                  name: 'persons',
                  title: t('movement.persons'),
                  isNumber: true,
                  cell: k => f.number(data[k].persons),
                },
                {
                  name: 'rate',
                  title: t('movement.household_rate'),
                  isNumber: true,
                  cell: k => data[k].household_rate ?? '–',
                },
                {
                  name: 'person_rate',
                  title: t('movement.person_rate'),
                  isNumber: true,
                  isMinor: true,
                  cell: k => data[k].person_rate ?? '–',
                },
              ]}
            />
            {data.notes.map(note => (
              <p key={note.vi} className="small soft">
                {two(note)}
              </p>
            ))}
          </>
        )}
      </Loaded>
    </Section>
  )
}
