import { createContext, use } from 'react'
import type { HouseholdFile, Which } from '../queries.ts'
import type { Names } from './names.ts'

/** The file that is looked at, for all of its parts. */
export interface OpenFile {
  readonly file: HouseholdFile
  readonly names: Names
  /** The decision that is looked at. */
  readonly which: Which
  /** The day for ages. */
  readonly on: string
  /** Now, not in the past, by somebody who may. */
  readonly mayWrite: boolean
  readonly mayDeliver: boolean
}

export const FileContext = createContext<OpenFile | undefined>(undefined)

export function useOpenFile(): OpenFile {
  const file = use(FileContext)
  if (file === undefined) throw new Error('a part of a file stands outside of a file')
  return file
}
