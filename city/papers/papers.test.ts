import { TemplateHandler } from 'easy-template-x'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpackZip } from '../../platform/zip/index.ts'
import { share } from './compose.ts'
import { defaultTemplates } from './default-templates.ts'
import {
  certificatePaper,
  communeOffice,
  decisionPaper,
  defaultTemplate,
  minutesPapers,
  PAPER_KINDS,
  postingPaper,
  receiptPaper,
  refusalPaper,
  renderArchive,
  renderPaper,
  renderTogether,
  type Sheet,
} from './index.ts'
import { docxParts } from './ooxml.ts'

const sheet: Sheet = {
  name: 'ABCD-1234',
  office: communeOffice('11824'),
  number: '12/QĐ-UBND',
  on: '2026-11-24',
  signer: 'Phạm Thị Thử',
  doubts: ['thời hạn niêm yết 3 ngày làm việc'],
}
const mrs = { head: 'Vũ Thị Mận', hamlet: 'Thôn Đông', result: 'hộ nghèo' }

const textOf = (docx: Buffer): Promise<string> => new TemplateHandler().getText(docx)
const written = async (paper: Parameters<typeof renderPaper>[1]): Promise<string> =>
  textOf(await renderPaper(defaultTemplate(paper.kind), paper))

describe('papers of a review', () => {
  it('tell on a receipt slip when to come back, with a code instead of a name to ask by', async () => {
    const text = await written(
      receiptPaper(sheet, {
        head: 'Vũ Thị Mận',
        hamlet: 'Thôn Đông',
        code: 'KX7M-2QPD',
        subject: 'rà soát hộ nghèo, hộ cận nghèo (Mẫu số 01)',
        received: '2026-11-24',
        due: '2026-12-14',
        latest: '2026-12-14',
        clerk: undefined,
      }),
    )
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(text).toContain('Độc lập - Tự do - Hạnh phúc')
    expect(text).toContain('ỦY BAN NHÂN DÂN XÃ VĨNH BẢO')
    expect(text).toContain('Vĩnh Bảo, ngày 24 tháng 11 năm 2026')
    expect(text).toContain('Ngày hẹn trả kết quả: 14/12/2026')
    expect(text).toContain('KX7M-2QPD')
    expect(text).toContain('Chưa đối chiếu văn bản: thời hạn niêm yết 3 ngày làm việc')
  })

  it('say both ends of a return date that nobody can know exactly', async () => {
    const text = await written(
      receiptPaper(sheet, {
        ...{ head: 'Vũ Thị Mận', hamlet: undefined, code: 'KX7M-2QPD', subject: 'x', clerk: undefined },
        received: '2027-02-01',
        due: '2027-02-08',
        latest: '2027-02-15',
      }),
    )
    expect(text).toContain('08/02/2027 (chậm nhất 15/02/2027)')
    expect(text).toContain('Thôn, tổ dân phố: …………………')
  })

  it('are two copies of the minutes, one for the village and one for the commune', async () => {
    const [village, commune] = minutesPapers(sheet, {
      round: 'Rà soát định kỳ năm 2026',
      hamlet: 'Thôn Đông',
      on: '2026-10-12',
      place: 'nhà văn hóa thôn',
      chair: 'Trần Văn Chủ',
      secretary: undefined,
      present: 41,
      percent: 50,
      remarks: undefined,
      households: [
        { ...mrs, agreed: 21, passes: true },
        { ...mrs, head: 'Lê Văn Hai', agreed: 20, passes: false },
      ],
    })
    const [first, second] = [await written(village), await written(commune)]
    expect(first).toContain('Bản số 1/2 (lưu tại thôn, tổ dân phố)')
    expect(second).toContain('Bản số 2/2 (gửi Ban Chỉ đạo rà soát cấp xã)')
    for (const text of [first, second]) {
      expect(text).toContain('Vũ Thị Mậnhộ nghèo21 (51,2 %)Thống nhất')
      expect(text).toContain('Lê Văn Haihộ nghèo20 (48,7 %)Rà soát lại và họp lại')
    }
  })

  it('post a name, a hamlet and a standing, and until when', async () => {
    const text = await written(
      postingPaper(sheet, {
        round: 'Rà soát định kỳ năm 2026',
        from: '2026-10-14',
        until: '2026-10-19',
        address: 'UBND Xã Vĩnh Bảo',
        households: [mrs],
      }),
    )
    expect(text).toContain('STTChủ hộThôn, tổ dân phốKết quả đề nghị1Vũ Thị MậnThôn Đônghộ nghèo')
    expect(text).toContain('đến hết 19/10/2026')
    expect(text).toContain('Sau ngày này danh sách hết hiệu lực')
  })

  it('recognise many households in one decision, and say that its form number was not checked', async () => {
    const households = [1, 2, 3].map(n => ({ ...mrs, head: `Chủ hộ ${n}`, members: n }))
    const d = { round: 'R', grounds: ['Nghị định 07/2021/NĐ-CP'], from: '2027-01-01', households }
    const open = await written(decisionPaper(sheet, { ...d, until: undefined }))
    expect(open).toContain('đối với 3 hộ gia đình')
    expect(open).toContain('3Chủ hộ 3Thôn Đông3hộ nghèo')
    expect(open).toContain('Mẫu số 02, Quyết định 24/2021/QĐ-TTg (số mẫu chưa đối chiếu văn bản)')
    expect(open).not.toContain('Kết quả có giá trị đến')
    const limited = await written(decisionPaper(sheet, { ...d, until: '2027-12-31' }))
    expect(limited).toContain('Kết quả có giá trị đến 31/12/2027')
  })

  it('certify a household with its members, and leave room for what is not known', async () => {
    const text = await written(
      certificatePaper(sheet, {
        ...mrs,
        standing: 'hộ nghèo',
        decision: '12/QĐ-UBND',
        decidedOn: '2026-11-24',
        from: '2027-01-01',
        until: undefined,
        members: [{ name: 'Vũ Thị Mận', birthYear: undefined, relation: 'chủ hộ' }],
      }),
    )
    expect(text).toContain('GIẤY CHỨNG NHẬNHỘ NGHÈO')
    expect(text).toContain('1Vũ Thị Mận…………………chủ hộ')
    expect(text).toContain('Có giá trị từ 01/01/2027.')
  })

  it('refuse with reasons or not at all', async () => {
    const d = {
      ...mrs,
      subject: 'rà soát hộ nghèo',
      round: 'Rà soát tháng 11',
      reasons: ['thu nhập trên chuẩn'],
    }
    expect(await written(refusalPaper(sheet, d))).toContain('– thu nhập trên chuẩn')
    expect(() => refusalPaper(sheet, { ...d, reasons: [] })).toThrow('at least one reason')
  })

  it('keep quiet about doubts when there are none', async () => {
    const paper = refusalPaper({ ...sheet, doubts: [] }, { ...mrs, subject: 'x', round: 'R', reasons: ['y'] })
    expect(await written(paper)).not.toContain('Chưa đối chiếu văn bản:')
  })
})

describe('many papers', () => {
  const papers = ['Một', 'Hai', 'Ba'].map((head, i) =>
    refusalPaper({ ...sheet, name: `H${i}` }, { ...mrs, head, subject: 'x', round: 'R', reasons: ['y'] }),
  )

  it('are one document in which each begins on a page of its own', async () => {
    const docx = await renderTogether(defaultTemplate('refusal'), papers)
    const text = await textOf(docx)
    expect(['Một', 'Hai', 'Ba'].every(head => text.includes(`ông/bà ${head}`))).toBe(true)
    const body =
      (await unpackZip(docx, { entries: 50, bytes: 1e7 })).get('word/document.xml')?.toString() ?? ''
    expect(body.match(/<w:sectPr>/g)).toHaveLength(3)
  })

  it('are an archive of one document each, named by codes', async () => {
    const twice = [...papers, ...papers.slice(0, 1)]
    const files = await unpackZip(await renderArchive(defaultTemplate('refusal'), twice), {
      entries: 50,
      bytes: 1e7,
    })
    expect([...files.keys()]).toEqual(['H0.docx', 'H1.docx', 'H2.docx', 'H0-2.docx'])
    expect(await textOf(files.get('H1.docx') ?? Buffer.alloc(0))).toContain('ông/bà Hai')
  })

  it('are refused when there is none to write', async () => {
    await expect(renderTogether(defaultTemplate('refusal'), [])).rejects.toThrow('0 papers')
  })
})

describe('what a person typed', () => {
  it('stands on the paper as typed and is never markup, a tag or a broken file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async typed => {
        const text = await written(
          refusalPaper(sheet, {
            ...mrs,
            head: typed,
            subject: '{so_van_ban}',
            round: 'R',
            reasons: ['<w:p/>'],
          }),
        )
        expect(text).toContain('đã nhận đề nghị: {so_van_ban}')
        expect(text).toContain('– <w:p/>')
      }),
      { numRuns: 15 },
    )
  })

  it.each([
    [21, 42, '50 %'],
    [4996, 10000, '49,9 %'],
    [1, 3, '33,3 %'],
  ])('%i of %i agreed reads %s, never rounded up', (part, whole, words) => {
    expect(share(part, whole)).toBe(words)
  })
})

describe('the shipped templates', () => {
  it.each(PAPER_KINDS)(
    '%s.docx is what default-templates.ts says (else run build-templates.ts)',
    async kind => {
      const shipped = await unpackZip(defaultTemplate(kind), { entries: 50, bytes: 1e7 })
      const built = defaultTemplates().find(t => t.kind === kind)
      const parts = docxParts(built?.blocks ?? [], built?.title ?? '')
      for (const [name, text] of parts) expect(shipped.get(name)?.toString()).toBe(text)
    },
  )
})
