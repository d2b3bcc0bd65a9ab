import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetWriteFile } from 'hyparquet-writer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFacts } from '../../../engine/language/facts.ts'
import type { FactBook } from '../../../engine/language/index.ts'
import { readYaml } from '../../../engine/language/yaml-file.ts'
import { LAW_FOLDER } from '../../../platform/files/index.ts'
import { contentHash } from '../content-hash.ts'
import type { DraftHousehold } from '../draft.ts'
import { FileCheck } from '../file-check.ts'
import { allOf, CONTEXT, testFolder } from '../fixture.ts'
import type { Problem } from '../problems.ts'
import { contractFolder, readContract } from './read-contract.ts'
import { writeRejectedContract } from './write-rejected.ts'

const folder = testFolder(afterAll)
let facts: FactBook
let made = 0

beforeAll(() => {
  const { file } = readYaml('facts.yaml', readFileSync(join(LAW_FOLDER, 'facts.yaml'), 'utf8'))
  if (!file) throw new Error('facts.yaml cannot be read')
  facts = readFacts(file, [])
})

/** A data folder of these texts. */
function dataFolder(files: Readonly<Record<string, string>>): string {
  const at = join(folder, `data-${++made}`)
  mkdirSync(at)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text)
  return at
}

const read = async (at: string): Promise<DraftHousehold[]> => {
  const reading = await readContract(contractFolder(at), facts, CONTEXT, join(folder, 'work'))
  return allOf(reading.drafts)
}

const HOUSEHOLDS = `household_id,commune_code,territory,area_kind,floor_area_m2,wall_durable,b1_points,income_per_head_month
H1,11311,east,urban,80.5,true,,1200000
H2,10507,,urban,,false,150,
`
const PERSONS = `person_id,household_id,relation_to_head,sex,birth_date,social_assistance_amount,disability
P1,H1,head,male,1957-06-05,0,none
P2,H1,spouse,female,,,
P3,H2,head,female,1960-02-01,500000,severe
`
const REGISTRY = `person_id,household_id,full_name,identity_number,hamlet
P1,H1,Nguyễn Văn Thử,999057000001,Tổ 1
P3,H2,Trần Thị Thử,999160000003,Thôn 2
`

test('households, persons and registry of the data contract come together', async () => {
  const drafts = await read(
    dataFolder({ 'households.csv': HOUSEHOLDS, 'persons.csv': PERSONS, 'registry.csv': REGISTRY }),
  )
  expect(drafts).toEqual([
    {
      place: 'households.csv',
      row: 2,
      code: 'H1',
      commune: { kind: 'found', code: '11311' },
      list: null,
      standing: null,
      facts: {
        territory: 'east',
        area_kind: 'urban',
        floor_area_m2: '80.50',
        wall_durable: true,
        b1_points: null,
        income_per_head_month: 1200000,
      },
      fields: { hamlet: 'Tổ 1' },
      members: [
        {
          row: 2,
          person_id: 'P1',
          facts: {
            relation_to_head: 'head',
            sex: 'male',
            birth_date: '1957-06-05',
            social_assistance_amount: 0,
            disability: 'none',
          },
          fields: { full_name: 'Nguyễn Văn Thử', identity_number: '999057000001' },
        },
        {
          row: 3,
          person_id: 'P2',
          facts: {
            relation_to_head: 'spouse',
            sex: 'female',
            birth_date: null,
            social_assistance_amount: null,
            disability: null,
          },
          fields: {},
        },
      ],
      problems: [],
    },
    expect.objectContaining({
      code: 'H2',
      facts: expect.objectContaining({
        territory: 'west',
        floor_area_m2: null,
        b1_points: 150,
        income_per_head_month: null,
      }),
      fields: { hamlet: 'Thôn 2' },
    }),
  ])
})

test('files in any order of rows give the same households', async () => {
  const shuffle = (text: string): string => {
    const [header, ...rows] = text.trimEnd().split('\n')
    return `${[header, ...rows.reverse()].join('\n')}\n`
  }
  const inOrder = await read(
    dataFolder({ 'households.csv': HOUSEHOLDS, 'persons.csv': PERSONS, 'registry.csv': REGISTRY }),
  )
  for (const files of [
    { 'households.csv': HOUSEHOLDS, 'persons.csv': shuffle(PERSONS), 'registry.csv': REGISTRY },
    { 'households.csv': shuffle(HOUSEHOLDS), 'persons.csv': PERSONS, 'registry.csv': shuffle(REGISTRY) },
  ]) {
    const drafts = await read(dataFolder(files))
    const hashes = (list: DraftHousehold[]) => list.map(one => contentHash(one).toString('hex')).sort()
    expect(hashes(drafts)).toEqual(hashes(inOrder))
  }
  expect(readdirSync(folder)).not.toContain('parts')
})

test('Parquet says the same as CSV', async () => {
  const at = dataFolder({ 'registry.csv': REGISTRY })
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  parquetWriteFile({
    filename: join(at, 'households.parquet'),
    columnData: [
      { name: 'household_id', data: ['H1', 'H2'], type: 'STRING' },
      { name: 'commune_code', data: ['11311', '10507'], type: 'STRING' },
      { name: 'territory', data: ['east', null], type: 'STRING' },
      { name: 'area_kind', data: ['urban', 'urban'], type: 'STRING' },
      { name: 'floor_area_m2', data: [80.5, null], type: 'DOUBLE' },
      { name: 'wall_durable', data: [true, false], type: 'BOOLEAN' },
      { name: 'b1_points', data: [null, 150], type: 'INT32' },
      { name: 'income_per_head_month', data: [1200000n, null], type: 'INT64' },
    ],
  })
  parquetWriteFile({
    filename: join(at, 'persons.parquet'),
    columnData: [
      { name: 'person_id', data: ['P1', 'P2', 'P3'], type: 'STRING' },
      { name: 'household_id', data: ['H1', 'H1', 'H2'], type: 'STRING' },
      { name: 'relation_to_head', data: ['head', 'spouse', 'head'], type: 'STRING' },
      { name: 'sex', data: ['male', 'female', 'female'], type: 'STRING' },
      { name: 'birth_date', data: [day('1957-06-05'), null, day('1960-02-01')], type: 'TIMESTAMP' },
      { name: 'social_assistance_amount', data: [0, null, 500000], type: 'INT32' },
      { name: 'disability', data: ['none', null, 'severe'], type: 'STRING' },
    ],
  })
  const csv = await read(
    dataFolder({ 'households.csv': HOUSEHOLDS, 'persons.csv': PERSONS, 'registry.csv': REGISTRY }),
  )
  const parquet = await read(at)
  expect(parquet.map(one => one.facts)).toEqual(csv.map(one => one.facts))
  expect(parquet.map(contentHash)).toEqual(csv.map(contentHash))
})

test('columns that are not known, twice there or missing refuse the file, with what was probably meant', async () => {
  const refused = async (households: string, persons = PERSONS) =>
    read(dataFolder({ 'households.csv': households, 'persons.csv': persons })).then(
      () => '',
      (e: { code: string; vi: string }) => `${e.code}: ${e.vi}`,
    )
  expect(await refused('household_id,comune_code\nH1,11311\n')).toContain('“comune_code” (→ commune_code?)')
  expect(await refused('household_id,b1_points,b1_points\nH1,1,1\n')).toContain('“b1_points” ×2')
  expect(await refused('commune_code\n11311\n')).toContain('− household_id')
  expect(await refused(HOUSEHOLDS, 'person_id,household_id,full_name\nP1,H1,A\n')).toContain('“full_name”')
})

test('a row with too few cells refuses the file: whose person it was is not known', async () => {
  const at = dataFolder({ 'households.csv': HOUSEHOLDS, 'persons.csv': `${PERSONS}P4,H2\n` })
  await expect(read(at)).rejects.toMatchObject({
    code: 'rows_malformed',
    vi: expect.stringContaining('persons.csv: 5'),
  })
})

test('a folder without persons, or with households twice, is refused', () => {
  expect(() => contractFolder(dataFolder({ 'households.csv': HOUSEHOLDS }))).toThrow('persons')
  expect(() =>
    contractFolder(
      dataFolder({ 'households.csv': HOUSEHOLDS, 'households.parquet': '', 'persons.csv': PERSONS }),
    ),
  ).toThrow('households.csv, households.parquet')
})

const FAULTY = dataTexts(
  [
    ['H1,11311,east', 'P1,H1,head,1957-06-05'],
    ['H 2,11311,', 'P2,H 2,head,'],
    [',11311,', 'P3,,head,'],
    ['H4,99999,', 'P4,H4,head,'],
    ['H5,,', 'P5,H5,head,'],
    ['H6,11311,west', 'P6,H6,head,'],
    ['H7,11311,', 'P7,H7,head,1957-02-31'],
    ['H8,11311,', 'P8,H8,head,2026-01-01'],
    ['H9,11311,', 'P9,H9,head,', 'P10,H9,head,'],
    ['H10,11311,', 'P11,H10,child,'],
    ['H11,11311,'],
    ['H12,11311,', ',H12,head,'],
    ['H13,11311,', 'P1,H13,head,'],
    ['H14,11311,', 'P14,H14,head,'],
    ['H14,11311,', 'P15,H15,head,'],
    ['H16,11311,', 'P16,H16,head,1899-12-31'],
    ['H17,11311,maybe', 'P17,H17,head,'],
  ],
  'household_id,commune_code,territory',
  'person_id,household_id,relation_to_head,birth_date',
)

function dataTexts(rows: readonly (readonly string[])[], households: string, persons: string) {
  return {
    'households.csv': `${[households, ...rows.map(([first]) => first)].join('\n')}\n`,
    'persons.csv': `${[persons, ...rows.flatMap(([, ...more]) => more)].join('\n')}\n`,
  }
}

async function verdictsOf(
  at: string,
): Promise<Map<string, { state: string; problems: Problem[]; place: string; row: number }>> {
  const check = new FileCheck()
  const verdicts = (await read(at)).map(draft => {
    const { state, problems } = check.add(draft)
    return {
      name: `${draft.code ?? ''}@${draft.row}`,
      state,
      problems: [...problems],
      place: draft.place,
      row: draft.row,
    }
  })
  for (const { index, state, problem } of check.end().retractions) {
    const verdict = verdicts[index]
    if (verdict) Object.assign(verdict, { state, problems: [...verdict.problems, problem] })
  }
  return new Map(verdicts.map(one => [one.name, one]))
}

test('every fault of a row of the contract is told with its code', async () => {
  const verdicts = await verdictsOf(dataFolder(FAULTY))
  const told = Object.fromEntries(
    [...verdicts].map(([name, { problems }]) => [name, problems.map(one => one.code).join(' ')]),
  )
  expect(told).toEqual({
    'H1@2': 'person_id_repeated',
    'H 2@3': 'household_code_bad',
    '@4': 'household_code_missing',
    'H4@5': 'commune_unknown',
    'H5@6': 'commune_missing',
    'H6@7': 'territory_differs',
    'H7@8': 'value_unreadable',
    'H8@9': 'birth_after_decision',
    'H9@10': 'heads_several',
    'H10@11': 'head_missing',
    'H11@12': 'members_missing',
    'H12@13': 'person_id_missing',
    'H13@14': 'person_id_repeated',
    'H14@15': 'household_code_repeated',
    'H14@16': 'members_missing household_code_repeated',
    'H15@16': 'household_row_missing',
    'H16@17': 'value_unreadable',
    'H17@18': 'value_unreadable',
  })
})

test('rejected households come back as a data folder with their reasons; mended, they are taken', async () => {
  const at = dataFolder({
    ...FAULTY,
    'registry.csv': 'person_id,household_id,full_name\nP4,H4,=1+1\nP9,H9,Lê Thử\n',
  })
  const verdicts = [...(await verdictsOf(at)).values()].filter(one => one.state === 'rejected')
  const target = join(folder, 'rejected')
  const count = await writeRejectedContract(
    contractFolder(at),
    target,
    (place, row) => verdicts.find(one => one.place === place && one.row === row)?.problems,
  )
  expect(count).toBe(verdicts.length)
  const households = readFileSync(join(target, 'households.csv'), 'utf8')
  expect(households).toContain('import_reason')
  expect(households).toContain('Dòng 5, cột commune_code: Không có xã')
  expect(readFileSync(join(target, 'registry.csv'), 'utf8')).toContain("P4,H4,'=1+1\n")
  const again = await read(target)
  expect(again).toHaveLength(verdicts.length)
  expect(again.find(one => one.code === 'H4')?.members[0]?.fields.full_name).toBe('=1+1')
  const mended = households.replace('H4,99999', 'H4,11311')
  writeFileSync(join(target, 'households.csv'), mended)
  const back = (await read(target)).find(one => one.code === 'H4')
  expect(back?.problems).toEqual([])
})
