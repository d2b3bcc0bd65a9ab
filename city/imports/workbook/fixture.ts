import { deflateRawSync } from 'node:zlib'

/** A ZIP archive of the given entries, for tests: as Excel writes them, or with what is told about the sizes. */
export function zipOf(entries: Readonly<Record<string, string | Buffer>>, flags = 0): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content)
    const title = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    // says that it unpacks to a single byte
    entry.writeUInt32LE(1, 24)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, title, packed)
    central.push(entry, title)
    offset += local.length + title.length + packed.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}

const BOOK = '<workbook><workbookPr/><sheets><sheet name="A" sheetId="1"/></sheets></workbook>'

/** A workbook of one sheet from ready XML. */
export const workbookOf = (sheetData: string, more: Readonly<Record<string, string>> = {}): Buffer =>
  zipOf({
    'xl/workbook.xml': BOOK,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  })
