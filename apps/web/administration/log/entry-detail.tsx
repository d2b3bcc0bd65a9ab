import { useRoleName, useSectorName } from '../queries.ts'
import { useAreaName } from './area-name.ts'
import type { AuditEntry } from './queries.ts'
import { useLogWords } from './words.ts'

const NAMES = [
  'by',
  'cases',
  'on',
  'communes',
  'households',
  'persons',
  'version',
  'value',
  'unit',
  'mark',
  'keep_months',
  'month',
] as const
const WAYS = ['password', 'code', 'recovery_code', 'totp'] as const

/** What an entry says beside its object: counts, codes and days, in words where there are some. */
export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const t = useLogWords()
  const roleName = useRoleName()
  const sectorName = useSectorName()
  const areaName = useAreaName()
  const said = Object.entries(entry.detail).flatMap(([name, value]) => {
    const text = String(value)
    if (value === null || text === '') return []
    if (name === 'role') return [roleName(text)]
    if (name === 'area') return [text === '*' ? t('city') : areaName(text)]
    if (name === 'sector') return text === '*' ? [] : [sectorName(text)]
    const way = name === 'by' ? WAYS.find(one => one === text) : undefined
    if (way !== undefined) return [t(`ways.${way}`)]
    const known = NAMES.find(one => one === name)
    return [`${known === undefined ? name : t(`names.${known}`)}: ${text}`]
  })
  return <span className="soft small">{said.join(' · ')}</span>
}
