import { Button, Modal, NumberInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import { Fault, Loaded, useFormats, useKitWords } from '../../kit/index.ts'
import type { Unit } from '../../shell/places.ts'
import { queryClient } from '../../shell/queries.ts'
import { useMay } from '../../shell/session.ts'
import { type AreaTotal, areaQuery, putTotal, totalsQuery } from './queries.ts'
import { type Sourced, SourceFields } from './source-fields.tsx'
import { useAreasWords } from './words.ts'

interface AreaDialogProps {
  readonly unit: Unit
  readonly year: number
  readonly total: AreaTotal | undefined
  readonly onClose: () => void
}

/** The total of one unit, and which former units it was made from. */
export function AreaDialog({ unit, year, total, onClose }: AreaDialogProps) {
  const t = useAreasWords()
  const k = useKitWords()
  const may = useMay()
  return (
    <Modal.Root opened onClose={onClose} size="lg" centered>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="6px">
        <Modal.Body pt="md">
          <div className="adm-dialog-head">
            <Modal.Title>{`${unit.full_name} · ${year}`}</Modal.Title>
            <Modal.CloseButton aria-label={k('close')} />
          </div>
          {may('area.write', unit.code) && (
            <TotalForm unit={unit} year={year} total={total} onDone={onClose} />
          )}
          <h3 style={{ margin: '20px 0 6px' }}>{t('former')}</h3>
          <FormerUnits code={unit.code} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function TotalForm({
  unit,
  year,
  total,
  onDone,
}: {
  unit: Unit
  year: number
  total: AreaTotal | undefined
  onDone: () => void
}) {
  const t = useAreasWords()
  const f = useFormats()
  const [households, setHouseholds] = useState<string | number>(total?.households ?? '')
  const [persons, setPersons] = useState<string | number>(total?.persons ?? '')
  const [sourced, setSourced] = useState<Sourced>({
    source: total?.source ?? '',
    mark: total?.mark ?? 'reported',
  })
  const save = useMutation({
    mutationFn: () =>
      putTotal(unit.code, year, total?.version ?? 0, {
        households: households === '' ? null : Number(households),
        persons: persons === '' ? null : Number(persons),
        ...sourced,
      }),
    onSuccess: onDone,
    onError: () => void queryClient.invalidateQueries(totalsQuery(year)),
  })
  const isStale = isProblem(save.error) && save.error.status === 412
  return (
    <form
      className="adm-form"
      onSubmit={e => {
        e.preventDefault()
        save.mutate()
      }}
    >
      <NumberInput
        label={t('households')}
        value={households}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        data-autofocus
        onChange={setHouseholds}
      />
      <NumberInput
        label={t('persons')}
        value={persons}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        onChange={setPersons}
      />
      <SourceFields value={sourced} onChange={setSourced} />
      {total !== undefined && (
        <p className="soft small">{t('entered', { at: f.moment(total.entered_at) })}</p>
      )}
      {isStale ? <p className="adm-warn">{t('changed')}</p> : <Fault error={save.error} />}
      <div className="adm-act">
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

function FormerUnits({ code }: { code: string }) {
  const t = useAreasWords()
  const area = useQuery(areaQuery(code))
  return (
    <Loaded of={area} rows={2}>
      {({ links }) => {
        const before = links.filter(l => l.new_code === code && l.new_period === '2025')
        return before.length === 0 ? (
          <p className="soft">{t('no_former')}</p>
        ) : (
          <ul className="adm-areas">
            {before.map(l => (
              <li key={`${l.old_period} ${l.old_code}`}>
                <FormerName code={l.old_code} period={l.old_period} /> · {t(l.whole ? 'whole' : 'part')}
              </li>
            ))}
          </ul>
        )
      }}
    </Loaded>
  )
}

function FormerName({ code, period }: { code: string; period: string }) {
  const t = useAreasWords()
  const { data } = useQuery(areaQuery(code))
  const unit = data?.units.find(u => u.period === period)
  return (
    <>
      {unit?.full_name ?? code} <span className="soft">({code}</span>
      <span className="soft">, {t(period === '2024' ? 'until_2024' : 'until')})</span>
    </>
  )
}
