import { Button, NativeSelect, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { download } from '../api/download.ts'
import { Fault, useFormats, useKitWords } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice, useSetSearch } from '../shell/search-params.ts'
import { useRightsWords } from './words.ts'

/** The two kinds of file and print, for a list whose export stands at `path`. */
export function ListTools({ path, query }: { path?: string; query?: string }) {
  const t = useRightsWords()
  const [error, setError] = useState<unknown>()
  const get = (format: 'xlsx' | 'csv') => {
    setError(undefined)
    download(`${path}?${query}&format=${format}`).catch(setError)
  }
  return (
    <>
      {path !== undefined && (
        <>
          <Button variant="default" size="xs" onClick={() => get('xlsx')}>
            {t('excel')}
          </Button>
          <Button variant="default" size="xs" onClick={() => get('csv')}>
            {t('csv')}
          </Button>
        </>
      )}
      <Button variant="default" size="xs" onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Fault error={error} />
    </>
  )
}

interface FilterProps {
  readonly label: string
  readonly name: string
  readonly value: string | undefined
  readonly choices: readonly { value: string; label: string }[]
}

/** A choice that stands in the address. */
export function Filter({ label, name, value, choices }: FilterProps) {
  const t = useRightsWords()
  const setSearch = useSetSearch<Record<string, string | undefined>>()
  return (
    <NativeSelect
      size="xs"
      className="rights-grow"
      label={label}
      value={value ?? ''}
      data={[{ value: '', label: t('all') }, ...choices]}
      onChange={e => setSearch({ [name]: e.currentTarget.value || undefined })}
    />
  )
}

export function HouseholdLink({ id }: { id: string }) {
  return (
    <Link
      to={'/households/$id' as never}
      params={{ id } as never}
      search={keepOffice as never}
      className="num"
    >
      {id}
    </Link>
  )
}

/** An amount in đồng; one that is open says so and is never 0. */
export function Amount({ amount, isOpen }: { amount: number | null; isOpen: boolean }) {
  const t = useRightsWords()
  const f = useFormats()
  if (isOpen) return <span className="owed">{t('open_amount')}</span>
  return amount === null ? <span className="soft">{t('no_amount')}</span> : <>{f.money(amount)}</>
}

/** The next page of a list, where there is one. */
export function More({
  of,
}: {
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown; error: unknown }
}) {
  const kit = useKitWords()
  return (
    <div className="rights-more no-print">
      {of.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={of.isFetchingNextPage}
          onClick={() => void of.fetchNextPage()}
        >
          {kit('more')}
        </Button>
      )}
      <Fault error={of.error} />
    </div>
  )
}

/** For lists that exist for one commune only: which one. */
export function ChooseCommune() {
  const t = useRightsWords()
  const { choices } = usePlace()
  const nameOf = useUnitName()
  const setSearch = useSetSearch()
  return (
    <Select
      className="rights-grow"
      label={t('choose_commune')}
      searchable
      data={choices.map(code => ({ value: code, label: nameOf(code) }))}
      value={null}
      onChange={commune => setSearch({ commune: commune ?? undefined })}
    />
  )
}
