import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../engine/language/index.ts'
import { householdAt, nameAt, type Population } from '../../engine/population/index.ts'
import {
  folderWith,
  HOUSEHOLDS,
  newFolder,
  PERSONS,
  smallCity,
  smallFacts,
} from '../determinations/fixture.ts'
import { DataError, readDataFolder } from './index.ts'

const facts = smallFacts()
const on = parseDay('2023-12-31') ?? 0

const read = (folder: string, knownOn?: string, threads = 1) =>
  readDataFolder(folder, {
    facts,
    on,
    threads,
    knownOn: knownOn === undefined ? undefined : parseDay(knownOn),
  })

const households = (population: Population) =>
  Array.from({ length: population.households }, (_, h) => householdAt(population, h))

async function failure(folder: string, knownOn?: string): Promise<DataError> {
  const error: unknown = await read(folder, knownOn).then(
    () => undefined,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(DataError)
  return error as DataError
}

const badCells = async (own: Record<string, string>): Promise<string[]> =>
  (await failure(smallCity(own))).bad.map(b => `${b.file}:${b.row} ${b.column}=${b.value} → ${b.expected}`)

describe('a folder of CSV files', () => {
  it('is read cell by cell: empty is unknown, in optional columns none', async () => {
    const { population, warnings, inputs } = await read(smallCity())
    expect(warnings).toEqual([])
    expect(inputs.map(i => [i.file, i.rows])).toEqual([
      ['households.csv', 3],
      ['persons.csv', 6],
    ])
    const [h1, h2] = households(population)
    expect(h1?.facts.get('area_m2')).toBe(6000)
    expect(h1?.facts.get('b1_points')).toBeNull()
    expect(h2?.facts.get('b1_points')).toBe(12)
    expect(h2?.facts.get('income')).toBeUndefined()
    expect(h1?.members.map(m => [m.id, m.facts.get('ethnicity'), m.facts.get('has_disease')])).toEqual([
      ['P1', 'Kinh', false],
      ['P2', 'Kinh', undefined],
      ['P3', 'Tày', true],
      ['P4', 'Kinh', false],
    ])
  })

  it('gets the territory from the commune where the cell is empty', async () => {
    const { population } = await read(smallCity())
    expect(households(population).map(h => h.facts.get('territory'))).toEqual([0, 1, 0])
  })

  it('may come with a mark at its start, CRLF, semicolons, quotes, a blank line and no newline at the end', async () => {
    const odd = PERSONS.replaceAll(',', ';')
      .replace('P1;', '"P""1";')
      .replace('P2;H1', 'P2;"H1"')
      .replace('\nP5', '\n\nP5')
      .trimEnd()
      .replaceAll('\n', '\r\n')
    const { population } = await read(smallCity({ 'persons.csv': `\uFEFF${odd}` }))
    expect(Array.from({ length: 6 }, (_, p) => nameAt(population.personNames, p))).toEqual([
      'P"1',
      'P2',
      'P3',
      'P4',
      'P5',
      'P6',
    ])
  })

  it('is the same population in any order of rows and columns', async () => {
    const flip = (csv: string): string => {
      const [header, ...rows] = csv
        .trimEnd()
        .split('\n')
        .map(r => r.split(',').reverse().join(','))
      return `${[header, ...rows.reverse()].join('\n')}\n`
    }
    const straight = await read(smallCity())
    const flipped = await read(
      smallCity({ 'households.csv': flip(HOUSEHOLDS), 'persons.csv': flip(PERSONS) }),
    )
    const sorted = (p: Population) =>
      households(p).map(h => [h.id, [...h.facts].sort(), h.members.map(m => [m.id, [...m.facts].sort()])])
    expect(sorted(flipped.population)).toEqual(sorted(straight.population))
  })

  it('sorts ids as JavaScript compares them', async () => {
    const ids = ['\uE000', '\u{1F600}', 'b', 'B', 'a10', 'a9', 'Đ']
    const own = {
      'households.csv': `household_id\n${ids.join('\n')}\n`,
      'persons.csv': `person_id,household_id\n${ids.map(id => `p${id},${id}`).join('\n')}\n`,
    }
    const { population } = await read(smallCity(own))
    expect(households(population).map(h => h.id)).toEqual([...ids].sort())
  })

  it('warns once of each missing column, and takes it as unknown', async () => {
    const { population, warnings } = await read(
      smallCity({ 'households.csv': 'household_id,water\nH1,rain\nH2,\nH3,piped\n' }),
    )
    expect(warnings.map(w => w.message)).toContain(
      'households.csv has no column income: it is unknown for everybody',
    )
    expect(warnings.map(w => w.message)).toContain('households.csv has no column b1_points: nobody has one')
    expect(warnings).toHaveLength(6)
    expect(households(population)[0]?.facts.has('income')).toBe(false)
  })

  it('leaves out who is not born on the decision date, and a household without any other member', async () => {
    const { population, warnings } = await read(
      smallCity({
        'persons.csv': PERSONS.replace('2015-01-01', '2024-01-01').replace(
          'P6,H3,1980-01-01',
          'P6,H3,2024-01-01',
        ),
      }),
    )
    expect(households(population).map(h => [h.id, h.members.length])).toEqual([
      ['H1', 3],
      ['H2', 1],
    ])
    expect(warnings.map(w => [w.kind, w.count])).toEqual([
      ['person_not_born', 2],
      ['household_without_members', 1],
    ])
  })

  it('keeps money of all sizes exact', async () => {
    const { population } = await read(
      smallCity({ 'households.csv': HOUSEHOLDS.replace('9000000', '1000000000000') }),
    )
    expect(households(population).map(h => h.facts.get('income'))).toEqual([
      1200000,
      undefined,
      1000000000000,
    ])
  })
})

describe('a cell that cannot be used says where it stands and what would be right', () => {
  const person = (wrong: string, row = 'P1,H1,1985-06-15,Kinh,500000,false,false') =>
    badCells({ 'persons.csv': PERSONS.replace(row, wrong) })
  const household = (from: string, to: string) => badCells({ 'households.csv': HOUSEHOLDS.replace(from, to) })

  it.each([
    ['P1,H1,1985-06-15,Kinh,-5,false,false', 'persons.csv:2 allowance=-5 → whole đồng, never negative'],
    [
      'P1,H1,1985-06-15,Kinh,5.5,false,false',
      'persons.csv:2 allowance=5.5 → whole đồng, without decimals or separators',
    ],
    ['P1,H1,1985-06-15,Kinh,1e5,false,false', 'persons.csv:2 allowance=1e5 → whole đồng, digits only'],
    [
      'P1,H1,1985-06-15,Kinh,100000001,false,false',
      'persons.csv:2 allowance=100000001 → from 0 to 100000000',
    ],
    [
      'P1,H1,15/6/1985,Kinh,0,false,false',
      'persons.csv:2 birth_date=15/6/1985 → a date as 1985-06-15 (year-month-day)',
    ],
    ['P1,H1,1985-02-30,Kinh,0,false,false', 'persons.csv:2 birth_date=1985-02-30 → a day that exists'],
    [
      'P1,H1,1885-02-03,Kinh,0,false,false',
      'persons.csv:2 birth_date=1885-02-03 → a date from 1900-01-01 to 2100-12-31',
    ],
    ['P1,H1,1985-06-15,Kinh,0,TRUE,false', 'persons.csv:2 has_pension=TRUE → true or false'],
    ['P1,H1,1985-06-15,Kinh,0,1,false', 'persons.csv:2 has_pension=1 → true or false'],
    [
      'P1,H9,1985-06-15,Kinh,0,false,false',
      'persons.csv:2 household_id=H9 → a household that stands in the households file',
    ],
    [',H1,1985-06-15,Kinh,0,false,false', 'persons.csv:2 person_id= → an id; it is never empty'],
    [
      'P2,H1,1985-06-15,Kinh,0,false,false',
      'persons.csv:3 person_id=P2 → an id that stands in the file once; it is in row 2 too',
    ],
    ['P1,H1,1985-06-15,Kinh,0,false', 'persons.csv:2 =6 cells → 7 cells, as in the header'],
    [
      'P1,H1,1985-06-15,"Kinh"s,0,false,false',
      'persons.csv:2 =7 cells → nothing between a closing quote and the next cell',
    ],
  ])('%s', async (wrong, expected) => {
    expect(await person(wrong)).toEqual([expected])
  })

  it.each([
    [',other,', ',othr,', 'households.csv:2 water=othr → one of piped, rain, other; did you mean other?'],
    [',60.00,', ',60.001,', 'households.csv:2 area_m2=60.001 → at most 2 decimal places, as 12.50'],
    [',60.00,', ',-1,', 'households.csv:2 area_m2=-1 → a number that is not negative'],
    ['piped,40.5,12', 'piped,40.5,501', 'households.csv:3 b1_points=501 → from 0 to 500'],
    [
      'H1,11311,east',
      'H1,11311,west',
      'households.csv:2 territory=west → east, where the commune 11311 lies, or an empty cell',
    ],
    [
      'H1,11311',
      'H1,99999',
      'households.csv:2 commune_code=99999 → the five-digit code of a commune, ward or special zone since 2025-07-01',
    ],
    [
      'H3,11311',
      'H4,11311,,rural,,,,\nH3,11311',
      'households.csv:4 household_id=H4 → a household with at least one person in the persons file',
    ],
  ])('%s instead of %s', async (from, to, expected) => {
    expect(await household(from, to)).toEqual([expected])
  })

  it('finds them all in one run, in the order of the files, and behind quoted newlines and blank lines', async () => {
    const wrong = PERSONS.replace('Kinh,500000', '"Ki\nnh",x')
      .replace('P3,H1', '\nP3,H7')
      .replace('P6,H3,1980', 'P6,H3,80')
    expect((await badCells({ 'persons.csv': wrong })).map(b => b.split(' ')[0])).toEqual([
      'persons.csv:2',
      'persons.csv:6',
      'persons.csv:9',
    ])
  })

  it('refuses more than a thousand members', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => `Q${i},H2,1980-01-01,Kinh,0,false,false\n`).join('')
    expect(await badCells({ 'persons.csv': PERSONS + many })).toEqual([
      'households.csv:3 household_id=H2 → at most 1000 members, not 1002',
    ])
  })

  it('counts every bad cell of a long file, through threads as well', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `Q${i},H2,31/12/1980,Kinh,0,false,false\n`).join(
      '',
    )
    const error: unknown = await read(smallCity({ 'persons.csv': PERSONS + rows }), undefined, 2).then(
      () => undefined,
      (e: unknown) => e,
    )
    expect((error as DataError).badCount).toBe(300_001)
    expect((error as DataError).bad).toHaveLength(200_000)
  })
})

describe('a file that cannot be used says so in one sentence', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a wrong column name',
      { 'households.csv': HOUSEHOLDS.replace('water', 'watr') },
      /households\.csv: no fact is called "watr" \(column 6\); did you mean water\?/,
    ],
    [
      'a column of the other file',
      { 'households.csv': HOUSEHOLDS.replace('b1_points', 'ethnicity') },
      /it is a fact of the person and belongs into persons/,
    ],
    [
      'a missing id',
      { 'persons.csv': PERSONS.replace('person_id', 'known_from') },
      /persons\.csv: the column person_id is missing/,
    ],
    [
      'a doubled column',
      { 'households.csv': HOUSEHOLDS.replace('b1_points', 'water') },
      /the column water stands there twice/,
    ],
    ['an empty file', { 'persons.csv': '' }, /persons\.csv: the file is empty/],
    ['UTF-16', { 'persons.csv': 'p\0e\0' }, /persons\.csv: the file is not UTF-8/],
    ['two forms of one file', { 'persons.parquet': 'PAR1' }, /holds both persons\.csv and persons\.parquet/],
  ])('%s', async (_, own, message) => {
    expect((await failure(smallCity(own))).message).toMatch(message)
  })

  it('both files and neither', async () => {
    const { faults } = await failure(folderWith({ 'persons.csv': PERSONS, 'persons.parquet': '' }))
    expect(faults.join('\n')).toMatch(
      /holds neither households\.csv nor households\.parquet\n.*holds both persons\.csv and persons\.parquet/,
    )
  })

  it('broken Parquet', async () => {
    expect(
      (await failure(folderWith({ 'households.parquet': 'no', 'persons.csv': PERSONS }))).message,
    ).toMatch(/households\.parquet: it is not a Parquet file/)
  })
})

describe('several rows of one id', () => {
  const history =
    'household_id,known_from,income\nH1,2022-01-01,100\nH2,2023-06-01,200\nH1,2023-03-01,300\nH1,2022-07-01,150\n'
  const people = 'person_id,household_id,known_from\nP1,H1,2022-01-01\nP2,H1,2022-09-01\nP2,H2,2023-06-01\n'
  const city = () => folderWith({ 'households.csv': history, 'persons.csv': people })
  const shape = async (knownOn?: string) =>
    households((await read(city(), knownOn)).population).map(h => [
      h.id,
      h.facts.get('income'),
      h.members.map(m => m.id).join(' '),
    ])

  it('the latest counts', async () => {
    expect(await shape()).toEqual([
      ['H1', 300, 'P1'],
      ['H2', 200, 'P2'],
    ])
  })

  it('the latest known on a day counts, on the day itself too', async () => {
    expect(await shape('2022-06-30')).toEqual([['H1', 100, 'P1']])
    expect(await shape('2022-07-01')).toEqual([['H1', 150, 'P1']])
    expect(await shape('2023-05-31')).toEqual([['H1', 300, 'P1 P2']])
    expect(await shape('2023-06-01')).toEqual([
      ['H1', 300, 'P1'],
      ['H2', 200, 'P2'],
    ])
  })

  it('two rows from one day are a contradiction', async () => {
    const twice = folderWith({
      'households.csv': history.replace('2022-07-01', '2022-01-01'),
      'persons.csv': people,
    })
    expect((await failure(twice)).bad[0]?.expected).toMatch(/one row for this id from 2022-01-01 on/)
  })

  it('a day as known on is refused without the column', async () => {
    expect((await failure(smallCity(), '2023-01-01')).faults).toEqual([
      'households.csv: --known-on needs a column known_from, which says from which day each row was known',
      'persons.csv: --known-on needs a column known_from, which says from which day each row was known',
    ])
  })
})

describe('Parquet', () => {
  const ids = ['H1', 'H2', 'H3']
  type Column = Parameters<typeof parquetWriteBuffer>[0]['columnData'][number]

  function city(columns: readonly Column[]): string {
    const folder = newFolder()
    writeFileSync(
      path.join(folder, 'households.parquet'),
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [{ name: 'household_id', data: ids, type: 'STRING' }, ...columns],
          rowGroupSize: 2,
        }),
      ),
    )
    writeFileSync(path.join(folder, 'persons.csv'), PERSONS)
    return folder
  }
  const column = async (one: Column) =>
    households((await read(city([one]))).population).map(h => h.facts.get(one.name))

  it.each<[string, Column, unknown[]]>([
    ['whole numbers of 32 bits', { name: 'income', data: [1, null, 3], type: 'INT32' }, [1, undefined, 3]],
    [
      'whole numbers of 64 bits',
      { name: 'income', data: [1n, null, 999_999_999_999n], type: 'INT64' },
      [1, undefined, 999_999_999_999],
    ],
    ['doubles that are whole', { name: 'income', data: [1, null, 3], type: 'DOUBLE' }, [1, undefined, 3]],
    [
      'doubles with two places',
      { name: 'area_m2', data: [0.07, null, 40.55], type: 'DOUBLE' },
      [7, undefined, 4055],
    ],
    [
      'floats with two places',
      {
        name: 'area_m2',
        data: [0.07, null, 40.55].map(v => (v === null ? null : Math.fround(v))),
        type: 'FLOAT',
      },
      [7, undefined, 4055],
    ],
    ['texts', { name: 'water', data: ['rain', null, 'piped'], type: 'STRING' }, [1, undefined, 0]],
    ['optional counts', { name: 'b1_points', data: [5, null, 7], type: 'INT32' }, [5, null, 7]],
  ])('%s', async (_, given, expected) => {
    expect(await column(given)).toEqual(expected)
  })

  it.each<['GZIP' | 'ZSTD' | 'BROTLI' | 'UNCOMPRESSED', (bytes: Uint8Array) => Uint8Array]>([
    ['GZIP', gzipSync],
    ['ZSTD', zstdCompressSync],
    ['BROTLI', brotliCompressSync],
    ['UNCOMPRESSED', bytes => bytes],
  ])('compressed with %s, and in encodings that few tools write', async (codec, compress) => {
    const folder = newFolder()
    const write = (name: string, columnData: readonly Column[]): void =>
      writeFileSync(
        path.join(folder, name),
        new Uint8Array(
          parquetWriteBuffer({ codec, compressors: { [codec]: compress }, columnData: [...columnData] }),
        ),
      )
    write('households.parquet', [
      { name: 'household_id', data: ids, type: 'STRING', encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
      { name: 'income', data: [3, 1, 2], type: 'INT32', encoding: 'DELTA_BINARY_PACKED' },
      { name: 'area_m2', data: [40.55, 8, 0.07], type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT' },
    ])
    write('persons.parquet', [
      { name: 'household_id', data: ['H3', 'H2', 'H1'], type: 'STRING' },
      { name: 'person_id', data: [3, 2, 1], type: 'INT32' },
      { name: 'birth_date', data: [new Date('1980-05-01'), null, new Date('2024-05-01')], type: 'TIMESTAMP' },
      { name: 'has_pension', data: [true, null, false], type: 'BOOLEAN' },
    ])
    const { population } = await read(folder)
    expect(
      households(population).map(h => [
        h.id,
        h.facts.get('income'),
        h.facts.get('area_m2'),
        h.members.map(m => [m.id, m.facts.get('birth_date'), m.facts.get('has_pension')]),
      ]),
    ).toEqual([
      ['H2', 1, 800, [['2', undefined, undefined]]],
      ['H3', 2, 7, [['3', parseDay('1980-05-01'), true]]],
    ])
  })

  it('a moment that is no midnight is no date', async () => {
    const folder = smallCity()
    rmSync(path.join(folder, 'persons.csv'))
    const columnData: Column[] = [
      { name: 'person_id', data: ids, type: 'STRING' },
      { name: 'household_id', data: ids, type: 'STRING' },
      {
        name: 'birth_date',
        data: [new Date('1980-05-01'), new Date('1980-05-01T07:00:00Z'), null],
        type: 'TIMESTAMP',
      },
    ]
    writeFileSync(path.join(folder, 'persons.parquet'), new Uint8Array(parquetWriteBuffer({ columnData })))
    expect((await failure(folder)).bad.map(b => [b.row, b.column, b.value])).toEqual([
      [2, 'birth_date', '1980-05-01T07:00:00.000Z'],
    ])
  })

  it('says row, column and value of what does not fit', async () => {
    const error = await failure(
      city([
        { name: 'area_m2', data: [1.234, 2, 3], type: 'DOUBLE' },
        { name: 'income', data: [1, 2.5, -3], type: 'DOUBLE' },
      ]),
    )
    expect(error.bad.map(b => `${b.row} ${b.column} ${b.value} ${b.expected}`)).toEqual([
      '1 area_m2 1.234 at most 2 decimal places, as 12.50',
      '2 income 2.5 whole đồng, without decimals or separators',
      '3 income -3 whole đồng, never negative',
    ])
  })

  it('refuses a column of another type in one sentence', async () => {
    expect(
      (await failure(city([{ name: 'commune_code', data: [11311, 10507, null], type: 'INT32' }]))).message,
    ).toMatch(/the column commune_code holds INT32; expected text/)
  })
})
