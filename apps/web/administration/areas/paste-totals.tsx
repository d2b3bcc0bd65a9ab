import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Fault, Table, useFormats } from '../../kit/index.ts'
import { useUnitName, useUnits } from '../../shell/places.ts'
import { putTotal, totalsQuery } from './queries.ts'
import { type PastedRow, type PastedState, readPasted } from './read-pasted.ts'
import { type Sourced, SourceFields } from './source-fields.tsx'
import { useAreasWords } from './words.ts'

const isToWrite = (row: PastedRow): boolean => row.state === 'new' || row.state === 'change'
const BAD: readonly PastedState[] = ['unknown', 'number', 'twice']

/** Totals of many units out of a spreadsheet: pasted, shown, then written one by one. */
export function PasteTotals({ year }: { year: number }) {
  const t = useAreasWords()
  const f = useFormats()
  const units = useUnits()
  const unitName = useUnitName()
  const totals = useQuery(totalsQuery(year))
  const [text, setText] = useState('')
  const [sourced, setSourced] = useState<Sourced>({ source: '', mark: 'reported' })
  const [done, setDone] = useState(0)
  const rows = text === '' ? [] : readPasted(text, new Set(units.keys()), totals.data?.totals ?? [])
  const write = useMutation({
    mutationFn: async (wanted: readonly PastedRow[]) => {
      setDone(0)
      for (const { code, households, persons, before } of wanted) {
        const body = { households, persons, ...sourced }
        await putTotal(code.padStart(5, '0'), year, before?.version ?? 0, body)
        setDone(n => n + 1)
      }
      return wanted.length
    },
    onSuccess: () => setText(''),
    onSettled: () => void totals.refetch(),
  })
  const wanted = rows.filter(isToWrite)
  const number = (n: number | null) => (n === null ? '' : f.number(n))
  return (
    <form
      className="adm-stack"
      onSubmit={e => {
        e.preventDefault()
        write.mutate(wanted)
      }}
    >
      <p className="soft small">{t('paste_lead')}</p>
      <Textarea
        label={t('paste_label')}
        value={text}
        rows={5}
        w="100%"
        maw={560}
        className="num"
        placeholder={'10525\t6120\t21480'}
        onChange={e => setText(e.currentTarget.value)}
      />
      {rows.length > 0 && (
        <>
          <Table
            label={t('preview', { year })}
            rows={rows}
            rowKey={r => String(r.line)}
            columns={[
              { name: 'code', title: t('code'), cell: r => <span className="num">{r.code}</span> },
              {
                name: 'unit',
                title: t('unit'),
                cell: r => (r.state === 'unknown' ? '' : unitName(r.code.padStart(5, '0'))),
              },
              { name: 'h', title: t('households'), isNumber: true, cell: r => number(r.households) },
              { name: 'p', title: t('persons'), isNumber: true, cell: r => number(r.persons) },
              {
                name: 'before',
                title: t('before'),
                isNumber: true,
                isMinor: true,
                cell: r => number(r.before?.households ?? null),
              },
              {
                name: 'what',
                title: t('what'),
                cell: r => (
                  <span className={BAD.includes(r.state) ? 'adm-bad' : undefined}>{t(`row_${r.state}`)}</span>
                ),
              },
            ]}
          />
          <div className="adm-form" style={{ width: '100%' }}>
            <SourceFields value={sourced} onChange={setSourced} />
          </div>
          <Button
            type="submit"
            disabled={wanted.length === 0 || write.isPending || totals.data === undefined}
          >
            {write.isPending
              ? t('writing', { done, all: wanted.length })
              : t('write', { count: f.number(wanted.length) })}
          </Button>
        </>
      )}
      <Fault error={write.error} />
      <p role="status" className="adm-good">
        {write.isSuccess && rows.length === 0 ? t('written', { count: f.number(write.data) }) : ''}
      </p>
    </form>
  )
}
