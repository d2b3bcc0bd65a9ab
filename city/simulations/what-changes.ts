import { day, parameterLabel, showWritten } from '../../engine/explain/index.ts'
import {
  type DatedValue,
  datedValueAt,
  type LawFile,
  type Mark,
  type Parameter,
  type Program,
  type Version,
} from '../../engine/language/index.ts'
import { wordingOf } from './grounds.ts'

/** One thing that the reform writes into the law of the day, in Vietnamese. */
export interface LawChange {
  /** Title of the benefit or standard. */
  readonly title: string
  readonly what: string
  /** How sure the new value is; undefined where conditions were written anew. */
  readonly mark: Mark | undefined
}

/** The values in force on the day that the reform sets, and the versions whose conditions it writes anew. */
export function whatChanges(base: Program, reform: Program): LawChange[] {
  return [...reform.law.files.values()].flatMap(file => {
    const inForce = file.versions.filter(
      v => v.from <= reform.on && (v.to === undefined || reform.on <= v.to),
    )
    return inForce.flatMap(version => changesOf(file, version, base, reform))
  })
}

function changesOf(file: LawFile, version: Version, base: Program, reform: Program): LawChange[] {
  const title = file.title.vi
  const before = base.law.files
    .get(file.id)
    ?.versions.find(v => v.from === version.from && v.territory === version.territory)
  if (!before) return [{ title, what: `phiên bản mới từ ngày ${day(version.from)}`, mark: version.mark }]
  const isRewritten = wordingOf(before) !== wordingOf(version)
  const rewritten: LawChange[] = isRewritten
    ? [{ title, what: 'điều kiện hoặc cách tính được viết lại', mark: undefined }]
    : []
  const values = [...version.parameters.values()].flatMap((parameter): LawChange[] => {
    const [was, is] = [valueOn(before.parameters.get(parameter.name), base), valueOn(parameter, reform)]
    if (!is || JSON.stringify(was?.written) === JSON.stringify(is.written)) return []
    const shown = (v: DatedValue | undefined): string => (v ? cellsOf(parameter, v, reform) : 'không có')
    return [{ title, what: `${parameterLabel(parameter).vi}: ${shown(was)} → ${shown(is)}`, mark: is.mark }]
  })
  return [...rewritten, ...values]
}

const valueOn = (parameter: Parameter | undefined, { on, yearStart }: Program): DatedValue | undefined =>
  parameter && datedValueAt(parameter, on, yearStart)

function cellsOf(parameter: Parameter, { cells }: DatedValue, { law: { facts } }: Program): string {
  const category = parameter.byCategory === undefined ? undefined : facts.categories.get(parameter.byCategory)
  return cells
    .map((cell, i) => {
      const word = category?.labels[category.words[i] ?? '']?.vi
      const value = showWritten(parameter.type, cell, facts).vi
      return word === undefined ? value : `${word} ${value}`
    })
    .join(', ')
}
