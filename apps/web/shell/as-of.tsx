import { Button, Popover, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { today, useFormats } from '../kit/index.ts'
import { useAsOf, useSetSearch } from './search-params.ts'
import { useShellWords } from './words.ts'

/** "Tính đến": any month, as known then or now. */
export function AsOfControl() {
  const t = useShellWords()
  const f = useFormats()
  const { month, known } = useAsOf()
  const setSearch = useSetSearch()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className={month === undefined ? 'bar-asof' : 'bar-asof bar-asof-past'}
          onClick={() => setOpen(!open)}
        >
          <span className="bar-wide">{t('as_of')}:&nbsp;</span>
          {month === undefined ? t('now') : f.month(month)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="asof">
          <label className="asof-field">
            <span className="small">{t('month')}</span>
            <input
              type="month"
              className="asof-input"
              max={today().slice(0, 7)}
              value={month ?? ''}
              onChange={e =>
                setSearch({ month: e.currentTarget.value === '' ? undefined : e.currentTarget.value })
              }
            />
          </label>
          <span className="small">{t('known')}</span>
          <SegmentedControl
            size="xs"
            aria-label={t('known')}
            value={known ?? 'now'}
            disabled={month === undefined}
            onChange={value => setSearch({ known: value === 'then' ? 'then' : undefined })}
            data={[
              { value: 'now', label: t('known_now') },
              { value: 'then', label: t('known_then') },
            ]}
          />
          <Button
            size="xs"
            variant="default"
            disabled={month === undefined}
            onClick={() => {
              setSearch({ month: undefined, known: undefined })
              setOpen(false)
            }}
          >
            {t('back_to_now')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
