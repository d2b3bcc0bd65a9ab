import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { keepOffice } from '../shell/search-params.ts'

/** To the file of a household, in the month that is looked at. */
export function FileLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to={'/households/$id' as never} params={{ id } as never} search={keepOffice as never}>
      {children}
    </Link>
  )
}
