import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, test } from 'vitest'
import { cityFolder, rowsOf } from './fixture.ts'
import { type CityOptions, CityOptionsError, HOUSEHOLD_COLUMNS, makeCity, PERSON_COLUMNS } from './index.ts'
import { cell, type Row } from './oracle.ts'

const folder = cityFolder()
afterAll(folder.remove)
const FILES = ['households', 'persons', 'registry'] as const
const bytes = (out: string, format = 'csv') =>
  FILES.map(name => readFileSync(path.join(out, `${name}.${format}`)))
let made = 0
async function make(options: Partial<CityOptions>): Promise<string> {
  const out = folder.at(`files-${made++}`)
  await makeCity({ preset: 'uniform', households: 2_000, out, ...options })
  return out
}
const HOUSEHOLDS =
  'household_id,commune_code,territory,area_kind,income_per_head_month,b1_points,b2_points,recognised_standing,recognised_on,recognised_until,previous_standing,escaped_on,is_farm_household,is_social_policy_household,monthly_kwh,wall_durable,frame_durable,roof_durable,floor_area_m2,water_source,toilet_kind,waste_treatment,has_information_device,uses_digital_services,no_labour_capacity,has_merit_person,loan_wish,had_housing_support'
const PERSONS =
  'person_id,household_id,relation_to_head,sex,birth_date,ethnicity,residence,can_work,employment,steady_income,has_pension,social_assistance_amount,social_pension_amount,other_allowance_amount,malnourished,has_health_insurance,health_card_group,attending,qualification,has_job_certificate,attends_public_school,uses_internet,disability,lives_alone_elderly,is_frail,has_hiv,has_listed_disease,is_orphan,raises_children_alone,is_blind_association_member,has_party_badge_40,is_waste_collector,joins_voluntary_insurance,voluntary_months_supported,is_student,wants_job,wants_course,wants_work_abroad'

describe('the files', () => {
  test('hold exactly the columns of the contract, in its order, one row a line, sorted by id', async () => {
    const out = await make({})
    expect(readdirSync(out).sort()).toEqual(['city.json', 'households.csv', 'persons.csv', 'registry.csv'])
    const [households, persons, registry] = bytes(out).map(one => one.toString('utf8')) as [
      string,
      string,
      string,
    ]
    expect(households.split('\n')[0]).toBe(HOUSEHOLDS)
    expect(persons.split('\n')[0]).toBe(PERSONS)
    expect(registry.split('\n')[0]).toBe('person_id,household_id,full_name,identity_number,hamlet')
    for (const text of [households, persons, registry]) {
      expect(text.endsWith('\n')).toBe(true)
      expect(text).not.toMatch(/["\r]/)
      const ids = text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map(line => line.slice(0, line.indexOf(',')))
      expect(ids).toEqual([...ids].sort())
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('have every person in a household and no household without persons', async () => {
    const out = await make({ unknown: 0.2 })
    const households = rowsOf(path.join(out, 'households.csv')).map(one => cell(one, 'household_id'))
    const used = new Set(rowsOf(path.join(out, 'persons.csv')).map(one => cell(one, 'household_id')))
    expect([...used].sort()).toEqual(households)
  })

  test('hold only words of the contract', async () => {
    const out = await make({ unknown: 0.1 })
    for (const [file, columns] of [
      ['households.csv', HOUSEHOLD_COLUMNS],
      ['persons.csv', PERSON_COLUMNS],
    ] as const) {
      const rows = rowsOf(path.join(out, file))
      for (const column of columns) {
        const words = new Set(column.kind === 'flag' ? ['true', 'false', ''] : [...column.words, ''])
        if (column.kind === 'word' || column.kind === 'flag')
          expect(
            rows.find(one => !words.has(cell(one, column.name))),
            column.name,
          ).toBeUndefined()
        if (column.kind === 'day')
          expect(
            rows.find(one => !/^(\d{4}-\d\d-\d\d)?$/.test(cell(one, column.name))),
            column.name,
          ).toBeUndefined()
        if (column.kind === 'whole')
          expect(
            rows.find(one => !/^\d*$/.test(cell(one, column.name))),
            column.name,
          ).toBeUndefined()
      }
    }
  })

  test('a part of the cells is unknown, but never an id, a place, a relation or a column where empty means none', async () => {
    const whole = await make({ preset: 'city-2025', households: 14_600 })
    const holed = await make({ preset: 'city-2025', households: 14_600, unknown: 0.05 })
    for (const [file, columns] of [
      ['households.csv', HOUSEHOLD_COLUMNS],
      ['persons.csv', PERSON_COLUMNS],
    ] as const) {
      const before = rowsOf(path.join(whole, file))
      const after = rowsOf(path.join(holed, file))
      for (const column of columns) {
        const blanked = after.filter(
          (one, i) => cell(one, column.name) !== cell(before[i] as Row, column.name),
        )
        expect(
          blanked.every(one => cell(one, column.name) === ''),
          column.name,
        ).toBe(true)
        const share = blanked.length / after.length
        if (column.may_be_unknown) expect(Math.abs(share - 0.05), column.name).toBeLessThan(0.01)
        else expect(share, column.name).toBe(0)
      }
    }
  })
})

describe('the same options', () => {
  test('give the same bytes whatever the number of threads, and another seed gives others', async () => {
    const options = { preset: 'east-2023', households: 14_700, block: 4_000, unknown: 0.05 } as const
    const [one, two, other] = [
      await make({ ...options, threads: 1 }),
      await make({ ...options, threads: 2 }),
      await make({ ...options, seed: 2 }),
    ]
    expect(bytes(one).every((file, i) => file.equals(bytes(two)[i] as Buffer))).toBe(true)
    expect(bytes(one).some((file, i) => file.equals(bytes(other)[i] as Buffer))).toBe(false)
    expect(readFileSync(path.join(one, 'city.json'), 'utf8')).toBe(
      readFileSync(path.join(two, 'city.json'), 'utf8'),
    )
  })

  test('give the same rows as CSV and as Parquet', async () => {
    const options = { unknown: 0.1, households: 2_500, block: 2_000, seed: 5 } as const
    const [csv, parquet] = [await make(options), await make({ ...options, format: 'parquet' })]
    for (const name of FILES) {
      const file = await asyncBufferFromFile(path.join(parquet, `${name}.parquet`))
      const rows = rowsOf(path.join(csv, `${name}.csv`))
      const read = await parquetReadObjects({ file })
      expect(
        read.map(row =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, textOf(key, value)])),
        ),
        name,
      ).toEqual(rows)
    }
    expect(bytes(parquet, 'parquet').every(file => file.length > 0)).toBe(true)
  })
})

/** A Parquet value as its CSV cell. */
function textOf(column: string, value: unknown): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return column === 'floor_area_m2' ? Number(value).toFixed(2) : String(value)
}

test('Parquet has the promised types, and its row groups hold whole households', async () => {
  const out = await make({ format: 'parquet', households: 1_500, block: 1_000, unknown: 0.01 })
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path.join(out, 'persons.parquet')))
  const types = Object.fromEntries(
    metadata.schema
      .slice(1)
      .map(one => [one.name, `${one.type} ${one.converted_type ?? ''} ${one.repetition_type}`]),
  )
  expect(types).toMatchObject({
    person_id: 'BYTE_ARRAY UTF8 REQUIRED',
    sex: 'BYTE_ARRAY UTF8 OPTIONAL',
    birth_date: 'INT32 DATE OPTIONAL',
    can_work: 'BOOLEAN  OPTIONAL',
    social_assistance_amount: 'INT32  OPTIONAL',
  })
  const encodings = metadata.row_groups[0]?.columns.find(one => one.meta_data?.path_in_schema[0] === 'sex')
    ?.meta_data?.encodings
  expect(encodings).toContain('RLE_DICTIONARY')
  const households = await parquetMetadataAsync(
    await asyncBufferFromFile(path.join(out, 'households.parquet')),
  )
  expect(households.row_groups.map(one => Number(one.num_rows))).toEqual([1_000, 500])
  expect(metadata.row_groups).toHaveLength(2)
})

describe('wrong options', () => {
  const refused = async (options: Partial<CityOptions>, message: string) => {
    await expect(make(options)).rejects.toThrow(message)
    await expect(make(options)).rejects.toThrow(CityOptionsError)
  }
  test('are refused with what would be right', async () => {
    await refused({ preset: 'east-2022', households: 24_008 }, 'at least 24,009, not 24,008')
    await refused({ preset: 'city-2025', households: 1_300_001 }, 'has 1,300,000')
    await refused({ preset: 'west-2024' as 'uniform' }, 'unknown preset west-2024: choose east-2022')
    await refused({ households: 1.5 }, 'whole number')
    await refused({ seed: -1 }, 'seed must be')
    await refused({ unknown: 1.2 }, 'probability')
    await refused({ format: 'xlsx' as 'csv' }, 'choose csv or parquet')
    await refused({ out: '' }, 'name a folder')
  })

  test('a folder that holds a city in the other format is refused', async () => {
    const out = await make({ households: 10 })
    await expect(makeCity({ preset: 'uniform', households: 10, out, format: 'parquet' })).rejects.toThrow(
      'households.csv is there already',
    )
  })

  test('after a failure nothing new is left and what was there stays', async () => {
    const out = await make({ households: 10 })
    const before = bytes(out)
    mkdirSync(path.join(out, 'registry.csv.part'))
    await expect(makeCity({ preset: 'uniform', households: 20, out })).rejects.toThrow('EISDIR')
    expect(bytes(out).every((file, i) => file.equals(before[i] as Buffer))).toBe(true)
    expect(existsSync(path.join(out, 'households.csv.part'))).toBe(false)
    writeFileSync(path.join(out, 'seen'), '')
  })
})

test('progress ends at the number of households', async () => {
  const seen: [number, number][] = []
  await make({ households: 300, block: 200, onProgress: (done, total) => seen.push([done, total]) })
  expect(seen).toEqual([
    [200, 300],
    [300, 300],
  ])
})

test('city.json says that people and commune numbers are synthetic', async () => {
  const file = JSON.parse(
    readFileSync(path.join(await make({ preset: 'city-2025', households: 14_600 }), 'city.json'), 'utf8'),
  ) as Record<string, unknown>
  expect(file).toMatchObject({
    preset: 'city-2025',
    seed: 1,
    unknown: 0,
    households: 14_600,
    real_households: 1_300_000,
    is_sample: true,
    on: '2025-12-31',
    totals: { poor: 1_693, near_poor: 12_824 },
  })
  expect(JSON.stringify(file['note'])).toMatch(/giả lập.*synthetic/)
})
