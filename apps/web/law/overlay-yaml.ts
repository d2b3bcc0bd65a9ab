import type { LawValue } from './queries.ts'

/** What somebody has read in an act about one value. */
export interface Reading {
  readonly value: LawValue
  /** As written by the person, one for each cell. */
  readonly written: readonly string[]
  readonly citation: string
  /** `đọc ngày …`, in words. */
  readonly readOn: string
  readonly sha256: string
}

/**
 * The overlay that sets a value as it was read and marks it confirmed. The hash of the kept text stands in its source and so in its own hash: nobody can
 * put another paper under it. JSON is YAML, so whatever was typed is quoted well.
 */
export function overlayYaml({ value: v, written, citation, readOn, sha256 }: Reading): string {
  const source = sourceOf({ citation, readOn, sha256 })
  const at = { file: v.file.id, version: v.version.from, territory: v.version.territory }
  const changes =
    v.part === 'value'
      ? [{ ...at, set: v.set, value: valueRead(v, written), mark: 'confirmed', source }]
      : [
          { ...at, set: v.set, value: 'confirmed' },
          ...(v.source === null ? [] : [{ ...at, set: v.set.replace(/mark$/, 'source'), value: source }]),
        ]
  const name = `Đối chiếu ${v.label.vi} (${v.file.title.vi}, từ ${v.from}) ${sha256.slice(0, 8)}`
  return [
    `name: ${JSON.stringify(name)}`,
    `citation: ${JSON.stringify(citation)}`,
    'changes:',
    ...changes.map(c => `  - ${JSON.stringify(c)}`),
    '',
  ].join('\n')
}

export const sourceOf = ({
  citation,
  readOn,
  sha256,
}: Pick<Reading, 'citation' | 'readOn' | 'sha256'>): string => `${citation}, ${readOn} · sha256:${sha256}`

function valueRead(v: LawValue, written: readonly string[]): unknown {
  const texts = written.map(text => asWritten(v.type, text))
  if (v.shape === 'list')
    return (written[0] ?? '')
      .split(',')
      .map(w => w.trim())
      .filter(Boolean)
  const words = v.cells.map(c => c.word)
  if (v.shape === 'table' && words.every(w => w !== null))
    return Object.fromEntries(words.map((w, i) => [w, texts[i]]))
  return texts[0]
}

/** `1.500.000 đ` → `1500000`, `70 %` → `70/100`: as the files of the law write it. */
export function asWritten(type: string, text: string): string {
  const plain = text.trim()
  if (type === 'money' || type === 'count' || type === 'months') {
    const digits = plain.replace(/\s*(đ|đồng)$/i, '').replace(/[.\s](?=\d{3}(\D|$))/g, '')
    return digits
  }
  if (type === 'rate') {
    const percent = /^(\d+)(?:[.,](\d+))?\s*%$/.exec(plain)
    if (percent) return `${percent[1]}${percent[2] ?? ''}/1${'0'.repeat(2 + (percent[2]?.length ?? 0))}`
  }
  if (type === 'date') {
    const day = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(plain)
    if (day) return `${day[3]}-${day[2]?.padStart(2, '0')}-${day[1]?.padStart(2, '0')}`
  }
  return plain
}

/** The hash of the text that an overlay rests on, if one is kept. */
export const keptTextOf = (yaml: string): string | undefined => /sha256:([0-9a-f]{64})/.exec(yaml)?.[1]
