import { Drawer } from '@mantine/core'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Icon, useFormats } from '../kit/index.ts'
import './frame.css'
import { Account } from './account.tsx'
import { AsOfControl } from './as-of.tsx'
import { useOnline } from './online.ts'
import { PlaceControl } from './place.tsx'
import { Rail } from './rail.tsx'
import { SearchBox } from './search-box.tsx'
import { keepOffice, useAsOf, useSetSearch } from './search-params.ts'
import { useMe } from './session.ts'
import { useShellWords } from './words.ts'

/** The office around a page: the rail of work at the left, the bar with place, time, search and person above. */
export function Frame() {
  const t = useShellWords()
  const [open, setOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: s => s.location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    setOpen(false)
    // a new page is read from its beginning, by eyes and by screen readers
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="bar no-print">
        <button type="button" className="bar-menu" onClick={() => setOpen(true)} aria-label={t('menu')}>
          <Icon name="menu" size={20} />
        </button>
        <Link to="/today" className="brand" aria-label="An Sinh" search={keepOffice as never}>
          <img src="/icon.svg" alt="" width={24} height={24} /> <span>An Sinh</span>
        </Link>
        <PlaceControl />
        <AsOfControl />
        <SearchBox />
        <Account />
      </header>
      <aside className="rail no-print">
        <Rail />
      </aside>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        size={264}
        title="An Sinh"
        closeButtonProps={{ 'aria-label': t('menu') }}
      >
        <Rail />
      </Drawer>
      <main id="content" className="main" ref={main} tabIndex={-1}>
        <Notices />
        <Outlet />
      </main>
    </div>
  )
}

function Notices() {
  const t = useShellWords()
  const f = useFormats()
  const me = useMe()
  const asOf = useAsOf()
  const setSearch = useSetSearch()
  const isOnline = useOnline()
  const lacks = me.needs[0]
  return (
    <>
      {!isOnline && (
        <p className="notice no-print" role="status">
          {t('offline')}
        </p>
      )}
      {lacks !== undefined && (
        <p className="notice no-print">
          {t(`needs_${lacks}`)} <Link to="/account">{t('do_it')}</Link>
        </p>
      )}
      {asOf.month !== undefined && (
        <p className="notice notice-past">
          {t('as_of_note', {
            month: f.month(asOf.month),
            known: t(asOf.known === 'then' ? 'known_then' : 'known_now'),
          })}{' '}
          <button
            type="button"
            className="linklike no-print"
            onClick={() => setSearch({ month: undefined, known: undefined })}
          >
            {t('back_to_now')}
          </button>
        </p>
      )}
    </>
  )
}
