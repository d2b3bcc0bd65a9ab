import { Button, Popover, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Icon } from '../../kit/index.ts'
import { keepOffice } from '../../shell/search-params.ts'
import { useMe } from '../../shell/session.ts'
import { type ListSearch, listSearch } from './list-search.ts'
import { useListWords } from './words.ts'

interface Saved {
  readonly name: string
  readonly search: ListSearch
}

const keyOf = (user: string): string => `ansinh-household-filters-${user}`

function read(user: string): readonly Saved[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]')
    return Array.isArray(kept)
      ? kept.flatMap(k =>
          typeof k?.name === 'string' ? [{ name: k.name, search: listSearch(k.search ?? {}) }] : [],
        )
      : []
  } catch {
    return []
  }
}

function keep(user: string, saved: readonly Saved[]): void {
  try {
    localStorage.setItem(keyOf(user), JSON.stringify(saved))
  } catch {
    // a browser that keeps nothing forgets them; the list works all the same
  }
}

/** Filters by name, on this device: conditions, order and columns; nothing of anybody. */
export function SavedFilters({ search }: { search: ListSearch }) {
  const t = useListWords()
  const navigate = useNavigate()
  const { user_id } = useMe()
  const [saved, setSaved] = useState(() => read(user_id))
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const write = (next: readonly Saved[]) => {
    keep(user_id, next)
    setSaved(next)
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const called = name.trim()
    if (called === '') return
    write([...saved.filter(s => s.name !== called), { name: called, search: listSearch({ ...search }) }])
    setName('')
  }
  const show = (s: Saved) => {
    setOpen(false)
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => ({ ...keepOffice(old), ...s.search }),
    } as never)
  }
  return (
    <Popover opened={open} onChange={setOpen} trapFocus width={320} position="bottom-start">
      <Popover.Target>
        <Button variant="default" size="xs" onClick={() => setOpen(!open)}>
          {t('saved')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="hh-stack">
          {saved.length === 0 && <p className="small soft">{t('saved_none')}</p>}
          <ul className="hh-saved">
            {saved.map(s => (
              <li key={s.name}>
                <button type="button" className="linklike" onClick={() => show(s)}>
                  {s.name}
                </button>
                <button
                  type="button"
                  className="hh-cross"
                  aria-label={t('forget', { name: s.name })}
                  onClick={() => write(saved.filter(x => x !== s))}
                >
                  <Icon name="cross" size={14} />
                </button>
              </li>
            ))}
          </ul>
          <form onSubmit={submit} className="hh-stack">
            <TextInput
              size="xs"
              label={t('save_name')}
              description={t('save_hint')}
              value={name}
              maxLength={60}
              autoComplete="off"
              onChange={e => setName(e.currentTarget.value)}
            />
            <Button type="submit" size="xs" disabled={name.trim() === ''}>
              {t('save')}
            </Button>
          </form>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
