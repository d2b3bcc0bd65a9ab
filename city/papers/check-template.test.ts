import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { unpackZip } from '../../platform/zip/index.ts'
import { checkTemplate, defaultTemplate, PAPER_KINDS } from './index.ts'
import { docxParts, paragraph, zipOf } from './ooxml.ts'

/** A refusal template with this text beside all that it must have. */
const REST = '{ten_chu_ho}{#ly_do}{noi_dung}{/}{#chua_doi_chieu}{noi_dung}{/}'
const template = (
  text: string,
  change: (parts: Map<string, string>) => void = () => undefined,
): Promise<Buffer> => {
  const parts = docxParts([paragraph(text)], 'x')
  change(parts)
  return zipOf(parts)
}
const codes = async (bytes: Buffer): Promise<string[]> =>
  (await checkTemplate('refusal', bytes)).map(f => f.code)

describe('a template of an office', () => {
  it.each(PAPER_KINDS)('that is the shipped one of %s is accepted', async kind => {
    expect(await checkTemplate(kind, defaultTemplate(kind))).toEqual([])
  })

  it('may be plain, if it has what it must have', async () => {
    expect(await codes(await template(REST))).toEqual([])
  })

  it('is told which tag does not exist and which do', async () => {
    const [fault] = await checkTemplate('refusal', await template(`${REST}{ten_chu_hoo}`))
    expect(fault?.vi).toContain('Không có thẻ {ten_chu_hoo}')
    expect(fault?.vi).toContain('{ten_chu_ho} (họ tên chủ hộ)')
  })

  it('is told that a tag belongs inside its list', async () => {
    const text = '{#cac_ho}{ten_chu_ho}{ket_qua}{/}{ho_ten}{so_nhan_khau}{#chua_doi_chieu}{noi_dung}{/}'
    const [wrong, misplaced] = await checkTemplate('decision', await template(text))
    expect(wrong).toMatchObject({ code: 'unknown_tag' })
    expect(misplaced).toMatchObject({ code: 'wrong_place' })
    expect(misplaced?.vi).toContain('{#cac_ho}')
  })

  it('may not hide what nobody has confirmed', async () => {
    const faults = await checkTemplate('refusal', await template('{ten_chu_ho}{#ly_do}{noi_dung}{/}'))
    expect(faults).toMatchObject([{ code: 'missing_tag' }])
    expect(faults[0]?.vi).toContain('{#chua_doi_chieu}')
  })

  it('may not show a heading of a list and drop its text', async () => {
    expect(await codes(await template('{ten_chu_ho}{#ly_do}!{/}{#chua_doi_chieu}!{/}'))).toEqual([
      'missing_tag',
      'missing_tag',
    ])
  })

  it.each([
    ['{#ly_do}{noi_dung}', 'never closed'],
    ['{ten_chu_ho', 'without its bracket'],
    ['{/ly_do}', 'never opened'],
  ])('with %s is wrong: %s', async text => {
    expect(await codes(await template(`${REST}${text}`))).toEqual(['syntax'])
  })

  it('writes a list as a list', async () => {
    expect(await codes(await template(`${REST}{ly_do}`))).toEqual(['syntax'])
  })

  it('may not put a household into the footer that all papers share', async () => {
    const footer = (tag: string) => (parts: Map<string, string>) => {
      parts.set(
        'word/footer1.xml',
        `<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>${tag}</w:t></w:r></w:p></w:ftr>`,
      )
      parts.set(
        'word/_rels/document.xml.rels',
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>',
      )
    }
    expect(await codes(await template(REST, footer('{ten_chu_ho}')))).toEqual(['wrong_place'])
    expect(await codes(await template(REST, footer('{co_quan}')))).toEqual([])
  })
})

describe('a template that could harm', () => {
  it.each([
    ['a macro', 'word/vbaProject.bin', 'x'],
    ['an embedded object', 'word/embeddings/oleObject1.bin', 'x'],
    [
      'a template fetched from elsewhere',
      'word/_rels/settings.xml.rels',
      '<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://x" TargetMode="External"/></Relationships>',
    ],
    ['entities', 'word/x.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
    ['a field that runs a program', 'word/x.xml', '<w:instrText>DDEAUTO c:\\x</w:instrText>'],
  ])('with %s is refused', async (_, name, content) => {
    expect(await codes(await template(REST, parts => parts.set(name, content)))).toEqual(['active_content'])
  })

  it('may link to a page on the web', async () => {
    const link =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://haiphong.gov.vn" TargetMode="External"/></Relationships>'
    expect(
      await codes(await template(REST, parts => parts.set('word/_rels/document.xml.rels', link))),
    ).toEqual([])
  })

  it('is refused when it is too large, no archive, or another kind of archive', async () => {
    expect(await codes(Buffer.alloc(2 * 1024 * 1024 + 1))).toEqual(['too_large'])
    expect(await codes(Buffer.from('%PDF-1.7 and more than twenty-two bytes'))).toEqual(['not_docx'])
    expect(await codes(Buffer.alloc(0))).toEqual(['not_docx'])
    expect(await codes(await zipOf([['a.txt', 'x']]))).toEqual(['not_docx'])
  })

  it('is refused when it unpacks to far more than it weighs', async () => {
    const bomb = await zipOf([
      ...docxParts([paragraph(REST)], 'x'),
      ['word/big.xml', Buffer.alloc(30 * 1024 * 1024)],
    ])
    expect(bomb.length).toBeLessThan(100_000)
    const faults = await checkTemplate('refusal', bomb)
    expect(faults).toMatchObject([{ code: 'not_docx' }])
    expect(faults[0]?.en).toContain('too large when unpacked')
  })

  it('is refused when its archive states smaller sizes than it has', async () => {
    const content = Buffer.alloc(30 * 1024 * 1024)
    const bytes = await zipOf([['a.xml', content]])
    const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    bytes.writeUInt32LE(10, entry + 24)
    await expect(unpackZip(bytes, { entries: 5, bytes: 1_000_000 })).rejects.toThrow('too large')
  })

  it('is refused when damaged anywhere', async () => {
    const whole = await zipOf([['a.xml', deflateRawSync(Buffer.from('x'.repeat(1000))).toString('hex')]])
    for (let at = 0; at < whole.length; at += 7) {
      const cut = whole.subarray(0, at)
      await expect(unpackZip(Buffer.from(cut), { entries: 5, bytes: 10_000 })).rejects.toThrow(
        /damaged|no zip/,
      )
    }
  })
})
