import type { Mark } from '../../engine/language/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  isSettingKey,
  SETTING_SPECS,
  type Setting,
  type SettingKey,
  type Settings,
  type SettingUnit,
  settingsOf,
} from './settings.ts'

interface Row {
  key: string
  value: string
  unit: SettingUnit
  source: string
  mark: Mark | null
  set_by: string
  set_at: Date
}

/** The settings in force: the city's own over those that come with the software. */
export async function readSettings(tx: Tx): Promise<Settings> {
  const { rows } = await tx.client.query<Row>(
    'select distinct on (key) key, value, unit, source, mark from review_setting order by key, setting_id desc',
  )
  const own: Partial<Record<SettingKey, Setting>> = {}
  for (const row of rows) if (isSettingKey(row.key)) own[row.key] = settingOf(row.key, row)
  return settingsOf(own)
}

const settingOf = (key: SettingKey, { value, unit, source, mark }: Row): Setting => ({
  value: typeof SETTING_SPECS[key].value === 'number' ? Number(value) : value,
  unit,
  source,
  mark,
})

/** Keeps a value from now on; who reads the settings later still finds the one before. */
export async function writeSetting(tx: Tx, key: SettingKey, setting: Setting, setBy: string): Promise<void> {
  await tx.client.query(
    'insert into review_setting (key, value, unit, source, mark, set_by) values ($1, $2, $3, $4, $5, $6)',
    [key, String(setting.value), setting.unit, setting.source, setting.mark, setBy],
  )
}

/** Who set a key to what, the latest first. */
export async function settingHistory(
  tx: Tx,
  key: SettingKey,
): Promise<(Setting & { set_by: string; set_at: Date })[]> {
  const { rows } = await tx.client.query<Row>(
    'select key, value, unit, source, mark, set_by, set_at from review_setting where key = $1 order by setting_id desc limit 100',
    [key],
  )
  return rows.map(row => ({ ...settingOf(key, row), set_by: row.set_by, set_at: row.set_at }))
}
