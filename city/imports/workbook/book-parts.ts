import type { ZipFile } from '../../../platform/zip/index.ts'
import { FileProblem } from '../file-problem.ts'
import { readXml } from './xml-events.ts'

/** A worksheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string
  /** Its entry in the archive. */
  readonly path: string
  readonly hidden: boolean
}

/** What is needed to understand the cells of the sheets. */
export interface BookParts {
  readonly sheets: readonly SheetEntry[]
  /** Dates count from 1904, as in old files of the Mac. */
  readonly from1904: boolean
  readonly strings: readonly string[]
  /** By style number: is a number in that style a date? */
  readonly dateStyles: readonly boolean[]
}

/** More different texts than any list has; each costs memory. */
const MOST_STRINGS = 5_000_000

/** Reads list of sheets, shared texts and date styles. @throws FileProblem */
export async function readBookParts(zip: ZipFile): Promise<BookParts> {
  const book = zip.read('xl/workbook.xml')
  if (!book) throw new FileProblem('not_workbook')
  const listed: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await readXml(book, {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name === 'sheet')
        listed.push({
          name: attribute('name') ?? '',
          id: attribute('r:id') ?? '',
          hidden: attribute('state') !== undefined && attribute('state') !== 'visible',
        })
    },
  })
  const targets = await readTargets(zip)
  const sheets = listed.flatMap(({ name, id, hidden }, i) => {
    const path = targets.get(id) ?? `xl/worksheets/sheet${i + 1}.xml`
    return zip.names.includes(path) ? [{ name, path, hidden }] : []
  })
  return { sheets, from1904, strings: await readStrings(zip), dateStyles: await readStyles(zip) }
}

async function readTargets(zip: ZipFile): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const entry = zip.read('xl/_rels/workbook.xml.rels')
  if (!entry) return targets
  await readXml(entry, {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const target = attribute('Target') ?? ''
      targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  return targets
}

async function readStrings(zip: ZipFile): Promise<string[]> {
  const strings: string[] = []
  const entry = zip.read('xl/sharedStrings.xml')
  if (!entry) return strings
  let text = ''
  let inText = false
  let phonetic = 0
  await readXml(entry, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = true
      // readings of other scripts stand beside the text and are no part of it
      else if (name === 'rPh') phonetic++
    },
    text(piece) {
      if (inText && phonetic === 0) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') {
        if (strings.length >= MOST_STRINGS) throw new FileProblem('too_large')
        strings.push(text)
      }
    },
  })
  return strings
}

async function readStyles(zip: ZipFile): Promise<boolean[]> {
  const dates: boolean[] = []
  const entry = zip.read('xl/styles.xml')
  if (!entry) return dates
  const formats = new Map<number, string>()
  let inCells = false
  await readXml(entry, {
    open(name, attribute) {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute('numFmtId') ?? 0)
        dates.push(isDateFormat(id, formats.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return dates
}

/** Formats that come with Excel: 14 to 17 and 22 are dates, 27 to 36 and 50 to 58 those of East Asia. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase()
  return /[dy]/.test(bare) || (/m/.test(bare) && !/[hs0#]/.test(bare))
}
