import { MARK_WORDS } from '../../engine/document/words.ts'
import { capital, digits, list, money, parameterLabel } from '../../engine/explain/index.ts'
import { formatDay, type Program } from '../../engine/language/index.ts'
import type { Affected, CellResult, Move, SimulationResult, SimulationRow } from './result.ts'
import type { Simulation } from './simulate.ts'
import { item, textTable, wrapped } from './text-table.ts'
import { whatChanges } from './what-changes.ts'

const PAYERS: readonly (readonly [string, string])[] = [
  ['state', 'Trung ương'],
  ['city', 'Thành phố'],
  ['bank', 'Ngân hàng'],
]
const COMMUNES = 10
const UNKNOWN = 'chưa biết'
const MORE = '*'

const n = (value: number): string => digits(value, 'vi')
const day = (iso: string): string => iso.split('-').reverse().join('-')
const signed = (value: bigint): string => (value > 0n ? `+${money(value, 'vi')}` : money(value, 'vi'))

/** A sum of money; starred where more is not known, and never 0 where nothing is known. */
function sum(value: bigint | undefined, isPartial: boolean, show: (value: bigint) => string): string {
  return value === undefined ? UNKNOWN : `${show(value)}${isPartial ? MORE : ''}`
}

/**
 * What a reform changes, in Vietnamese, for the terminal: what is changed in the law, the cost, who gains and loses, the
 * communes, the standings, and what is not known. `note` says what the data are, where it must be said.
 */
export function summary(simulation: Simulation, note?: string): string {
  const { receipt, result, base, reform } = simulation
  const whole = result.cells[0]
  const { households, persons } = receipt.population
  const lines = [
    `Tính thử phương án: ${receipt.reform.name}`,
    ...(receipt.reform.citation === '' ? [] : wrapped(`Căn cứ: ${receipt.reform.citation}`)),
    `Xét ngày ${day(formatDay(base.on))} · ${n(households)} hộ, ${n(persons)} người`,
    ...receipt.law.overlays.flatMap(o => wrapped(`Luật làm gốc có thêm: ${o.name}`)),
    ...(note === undefined ? [] : wrapped(note)),
    '',
    ...changes(result, base, reform),
  ]
  if (!whole) return lines.join('\n')
  const parts = [
    cost(whole),
    benefits(whole),
    people(result),
    communes(result),
    standings(result.moves),
    unknown(result, base, reform),
  ]
  for (const part of parts) if (part.length > 0) lines.push('', ...part)
  return lines.join('\n')
}

function changes(result: SimulationResult, base: Program, reform: Program): string[] {
  if (result.changed.length === 0 && !result.changesStandard)
    return ['Phương án không chạm đến quy định nào đang áp dụng vào ngày này: mọi kết quả giữ nguyên.']
  const found = whatChanges(base, reform)
  return [
    'Sửa đổi',
    ...found.flatMap(c =>
      item(`${c.title}: ${c.what}${c.mark === undefined ? '' : ` (${MARK_WORDS[c.mark].vi})`}`),
    ),
  ]
}

function cost({ rows }: CellResult): string[] {
  const summed = rows.filter(r => r.pair?.isSummed)
  const line = (name: string, of: readonly SimulationRow[]): string[] => {
    const amounts = [0, 1].map(side =>
      partial(
        of,
        r => r.amount[side],
        r => (r.undetermined[side] ?? 0) + (r.unknownAmounts[side] ?? 0) > 0,
        v => money(v, 'vi'),
      ),
    )
    const isOpen = (r: SimulationRow): boolean => r.households.unknown > 0
    const difference = (times: bigint): string =>
      partial(
        of,
        r => r.difference,
        isOpen,
        v => signed(v * times),
      )
    return [name, ...amounts, difference(1n), difference(12n)]
  }
  const payers = PAYERS.flatMap(([payer, name]) => {
    const own = summed.filter(r => r.pair?.file.payer === payer)
    return own.length === 0 ? [] : [line(name, own)]
  })
  const table = textTable(
    ['', 'Trước', 'Sau', 'Tăng, giảm một tháng', 'Tăng, giảm một năm'],
    [...payers, line('Cộng', summed)],
  )
  const isStarred = table.some(l => l.includes(MORE))
  return [
    'Chi mỗi tháng (tiền mặt và tiền đóng bảo hiểm)',
    ...table,
    'Một năm là 12 tháng như tháng này.',
    ...(isStarred ? [`${MORE} Chưa kể những khoản chưa biết.`] : []),
  ]
}

/** The sum of what is known in some rows. */
function partial(
  rows: readonly SimulationRow[],
  value: (r: SimulationRow) => bigint | undefined,
  isOpen: (r: SimulationRow) => boolean,
  show: (v: bigint) => string,
): string {
  const total = rows.reduce((all, r) => all + (value(r) ?? 0n), 0n)
  const open = rows.some(isOpen)
  return open && total === 0n ? UNKNOWN : sum(total, open, show)
}

/** Benefits with any change. */
function benefits({ rows }: CellResult): string[] {
  const moved = rows.filter(
    r =>
      r.pair &&
      (r.granted[0] !== r.granted[1] || r.undetermined[0] !== r.undetermined[1] || isAffected(r.households)),
  )
  if (moved.length === 0) return []
  const table = textTable(
    ['', 'Được hưởng', 'Thêm, tăng', 'Mất, giảm', 'Chưa biết', 'Tăng, giảm tiền', ''],
    moved.map(r => {
      const own = r.persons ?? r.households
      const unit = r.persons ? 'người' : 'hộ'
      const per = r.pair?.file.per === 'once' ? 'một lần' : 'một tháng'
      const difference = r.pair?.isCost ? sum(r.difference, own.unknown > 0, signed) : '–'
      const right = `${n(r.granted[0])} → ${n(r.granted[1])} ${unit}`
      return [r.pair?.file.title.vi ?? '', right, ...counts(own), difference, per]
    }),
  )
  return ['Từng chính sách', ...table]
}

const isAffected = (a: Affected): boolean => a.gain + a.lose + a.unknown > 0
const counts = (a: Affected | undefined): string[] => [n(a?.gain ?? 0), n(a?.lose ?? 0), n(a?.unknown ?? 0)]

const PEOPLE = [
  'Hộ tăng',
  'Hộ giảm',
  'Hộ chưa biết',
  'Người tăng',
  'Người giảm',
  'Người chưa biết',
  'Tăng, giảm một tháng',
]

function peopleRow(name: string, { rows: [row] }: CellResult): string[] {
  if (!row) return []
  return [
    name,
    ...counts(row.households),
    ...counts(row.persons),
    sum(row.difference, row.households.unknown > 0, signed),
  ]
}

function people({ cells }: SimulationResult): string[] {
  const shown = cells.filter(c => c.cell.dimension !== 'commune')
  const rows = shown.map(c => peopleRow(capital(c.cell.name), c))
  return [
    'Ai tăng, ai giảm (tổng tiền mặt và tiền đóng bảo hiểm mỗi tháng; phân loại hộ theo luật trước sửa đổi)',
    ...textTable(['', ...PEOPLE], rows),
    ...wrapped(
      'Khoản chưa biết không tính là 0: hộ hoặc người có khoản như vậy đứng ở cột chưa biết. Tiền của hộ tính cho hộ, không tính cho từng người.',
    ),
  ]
}

function communes({ cells }: SimulationResult): string[] {
  const size = (c: CellResult): bigint => {
    const difference = c.rows[0]?.difference ?? 0n
    return difference < 0n ? -difference : difference
  }
  const moved = cells
    .filter(c => c.cell.dimension === 'commune' && size(c) > 0n)
    .sort((a, b) => (size(a) === size(b) ? 0 : size(a) < size(b) ? 1 : -1))
  if (moved.length === 0) return []
  const top = moved.slice(0, COMMUNES)
  const title =
    moved.length > COMMUNES
      ? `${COMMUNES} xã, phường, đặc khu thay đổi nhiều nhất, trong ${n(moved.length)} nơi có thay đổi`
      : 'Xã, phường, đặc khu có thay đổi'
  return [
    title,
    ...textTable(
      ['', ...PEOPLE],
      top.map(c => peopleRow(c.cell.name || c.cell.value, c)),
    ),
  ]
}

function standings(moves: readonly Move[]): string[] {
  const filled = moves.filter(m => m.households > 0)
  if (filled.every(m => m.before.value === m.after.value)) return ['Phân loại hộ: không hộ nào đổi.']
  const names = (side: 'before' | 'after'): string[] => [...new Set(filled.map(m => m[side].name))]
  const order = [...new Set(moves.map(m => m.before.name))]
  const after = order.filter(name => names('after').includes(name))
  const rows = order.filter(name => names('before').includes(name))
  const cell = (before: string, to: string): string => {
    const move = filled.find(m => m.before.name === before && m.after.name === to)
    return move ? `${n(move.households)} (${n(move.persons)})` : '–'
  }
  return [
    'Phân loại hộ: trước sửa đổi theo hàng, sau sửa đổi theo cột; số hộ (số người)',
    ...textTable(
      ['', ...after.map(capital)],
      rows.map(before => [capital(before), ...after.map(to => cell(before, to))]),
    ),
  ]
}

/** What unknown changes wait for. */
function unknown({ waiting }: SimulationResult, base: Program, reform: Program): string[] {
  if (waiting.size === 0) return []
  const lines = [...waiting].flatMap(([id, { law, facts }]) => {
    const what = [
      ...(law.length > 0
        ? [
            `chưa tra được trong văn bản: ${list(
              law.map(name => labelOf(id, name, base, reform)),
              'vi',
            )}`,
          ]
        : []),
      ...(facts ? ['còn thiếu thông tin của hộ hoặc của người trong hộ'] : []),
    ]
    return item(`${reform.law.files.get(id)?.title.vi ?? id}: ${what.join('; ')}`)
  })
  const isLaw = [...waiting.values()].some(w => w.law.length > 0)
  return [
    'Vì sao có chỗ chưa biết',
    ...lines,
    ...(isLaw
      ? wrapped('Mức hoặc quy định mà luật chưa có có thể đặt giả định bằng một tệp --overlay, rồi tính lại.')
      : []),
  ]
}

/** A missing parameter as people call it: the benefit's own, or one of the standard and the definitions. */
function labelOf(id: string, name: string, base: Program, reform: Program): string {
  for (const program of [base, reform]) {
    const own = program.benefits.find(b => b.file.id === id)?.versions ?? []
    const shared = [...program.rules.values()].map(rule => rule.version)
    for (const version of [...own, ...shared]) {
      const parameter = version.parameters.get(name)
      if (parameter)
        return `${parameterLabel(parameter).vi}${parameter.type.t === 'bool' ? ' hay không' : ''}`
    }
  }
  return WHOLE[name] ?? name
}

/** Parts of a version that may be missing as a whole. */
const WHOLE: Readonly<Record<string, string>> = {
  amount: 'mức hưởng',
  share: 'tỷ lệ hỗ trợ',
  when: 'điều kiện hưởng',
  applies_to: 'đối tượng áp dụng',
}
