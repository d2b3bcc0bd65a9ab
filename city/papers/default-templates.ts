import { PAPER_KINDS, PAPERS, type PaperKind } from './kinds.ts'
import { type Block, type Cell, paragraph as p, table } from './ooxml.ts'

/** The text of the shipped templates. `node city/papers/build-templates.ts` writes them as .docx; an office edits those, never this. */

/** Repeats the whole paragraph, and leaves none where there is nothing. */
const EACH = '[loopOver: "paragraph"]'

const cell = (width: number, ...blocks: readonly Block[]): Cell => ({ width, blocks })
const center = (text: string, style = {}): Block => p(text, { align: 'center', after: 0, ...style })

/** National name and motto on the right, the issuing body on the left. */
const heading = (hasNumber: boolean): Block[] => [
  p('{mau_so}', { align: 'right', italic: true, size: 10, after: 2 }),
  table(
    [
      [
        cell(
          72,
          center('{co_quan_cap_tren}', { size: 12 }),
          center('{co_quan}', { size: 12, bold: true }),
          center('––––––––––', { size: 12 }),
          ...(hasNumber ? [center('Số: {so_van_ban}')] : []),
        ),
        cell(
          93,
          center('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true }),
          center('Độc lập - Tự do - Hạnh phúc', { bold: true }),
          center('––––––––––––––––––'),
          center('{dia_danh}, {ngay_viet}', { italic: true }),
        ),
      ],
    ],
    false,
  ),
]

const title = (...lines: string[]): Block[] => [
  ...lines.map((line, i) =>
    center(line, {
      bold: true,
      size: i === 0 ? 14 : 13,
      before: i === 0 ? 14 : 0,
      after: i === lines.length - 1 ? 10 : 0,
    }),
  ),
]

const signature: Block = table(
  [
    [
      cell(82, p('', { after: 0 })),
      cell(
        83,
        center('{chuc_vu}', { bold: true }),
        center('(Ký, ghi rõ họ tên, đóng dấu)', { italic: true, size: 11 }),
        center('', { after: 44 }),
        center('{nguoi_ky}', { bold: true }),
      ),
    ],
  ],
  false,
)

/** What nobody has confirmed is said at the end of every paper, and only where there is something to say. */
const doubts: Block[] = [
  p(`{#chua_doi_chieu${EACH}}Chưa đối chiếu văn bản: {noi_dung}{/chua_doi_chieu}`, {
    italic: true,
    size: 10,
    after: 0,
  }),
  // a document may not end with a table
  p('', { after: 0, size: 2 }),
]

const list = (columns: readonly (readonly [string, string, number])[]): Block =>
  table(
    [
      columns.map(([head, , width]) => cell(width, center(head, { bold: true, size: 12 }))),
      columns.map(([, tag, width], i) => {
        const open = i === 0 ? '{#cac_ho}' : ''
        const close = i === columns.length - 1 ? '{/cac_ho}' : ''
        return cell(
          width,
          p(`${open}${tag}${close}`, { align: i === 0 ? 'center' : 'left', size: 12, after: 0 }),
        )
      }),
    ],
    true,
  )

const texts: Readonly<Record<PaperKind, readonly Block[]>> = {
  receipt: [
    ...heading(true),
    ...title('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'),
    p('{co_quan} tiếp nhận hồ sơ của ông/bà: **{ten_chu_ho}**', { first: 10 }),
    p('Thôn, tổ dân phố: {thon}', { first: 10 }),
    p('Nội dung đề nghị: {noi_dung_de_nghi}', { first: 10 }),
    p('Ngày nhận hồ sơ: {ngay_nhan}', { first: 10 }),
    p('Ngày hẹn trả kết quả: **{ngay_hen_tra}**', { first: 10 }),
    p('Mã tra cứu tình trạng hồ sơ: **{ma_tra_cuu}**', { first: 10, size: 14 }),
    p('Mã này thay cho tên và số giấy tờ khi hỏi tình trạng hồ sơ. Không đưa mã cho người khác.', {
      first: 10,
      italic: true,
      size: 11,
    }),
    table(
      [
        [
          cell(
            82,
            center('NGƯỜI NỘP HỒ SƠ', { bold: true }),
            center('', { after: 44 }),
            center('{ten_chu_ho}'),
          ),
          cell(
            83,
            center('NGƯỜI TIẾP NHẬN', { bold: true }),
            center('', { after: 44 }),
            center('{nguoi_nhan}'),
          ),
        ],
      ],
      false,
    ),
    ...doubts,
  ],
  minutes: [
    center('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 12 }),
    center('Độc lập - Tự do - Hạnh phúc', { bold: true }),
    center('––––––––––––––––––'),
    p('{ban_so} ({noi_luu})', { align: 'right', italic: true, size: 11 }),
    ...title('BIÊN BẢN HỌP DÂN', 'Về kết quả rà soát hộ nghèo, hộ cận nghèo', '{dot_ra_soat}'),
    p('Hôm nay, {ngay_hop}, tại {dia_diem}, {thon}, {ten_don_vi}, {tinh}.', { first: 10 }),
    p('Chủ trì: {chu_tri}. Thư ký: {thu_ky}.', { first: 10 }),
    p(
      'Số người dự họp: **{so_nguoi_du}**. Kết quả được thống nhất khi có từ {ty_le_can_dat} người dự họp trở lên đồng ý.',
      {
        first: 10,
      },
    ),
    p('Kết quả lấy ý kiến đối với từng hộ:', { first: 10, keep: true }),
    list([
      ['STT', '{stt}', 12],
      ['Chủ hộ', '{ten_chu_ho}', 48],
      ['Kết quả đề nghị', '{ket_qua_de_nghi}', 38],
      ['Đồng ý', '{so_dong_y} ({ty_le_dong_y})', 27],
      ['Kết luận', '{ket_luan}', 40],
    ]),
    p('Ý kiến khác: {y_kien}', { first: 10, before: 6 }),
    p(
      'Biên bản lập thành 02 bản có giá trị như nhau: 01 bản lưu tại thôn, 01 bản gửi Ban Chỉ đạo rà soát cấp xã.',
      {
        first: 10,
      },
    ),
    table(
      [
        [
          cell(55, center('THƯ KÝ', { bold: true }), center('', { after: 40 }), center('{thu_ky}')),
          cell(
            55,
            center('ĐẠI DIỆN HỘ DÂN', { bold: true }),
            center('', { after: 40 }),
            center('{dai_dien_ho}'),
          ),
          cell(55, center('CHỦ TRÌ', { bold: true }), center('', { after: 40 }), center('{chu_tri}')),
        ],
      ],
      false,
    ),
    ...doubts,
  ],
  posting: [
    ...heading(true),
    ...title('DANH SÁCH NIÊM YẾT', 'Kết quả rà soát hộ nghèo, hộ cận nghèo', '{dot_ra_soat}'),
    p('Niêm yết từ {tu_ngay} đến hết **{den_ngay}**. Sau ngày này danh sách hết hiệu lực và phải gỡ xuống.', {
      first: 10,
    }),
    list([
      ['STT', '{stt}', 15],
      ['Chủ hộ', '{ten_chu_ho}', 65],
      ['Thôn, tổ dân phố', '{thon}', 45],
      ['Kết quả đề nghị', '{ket_qua_de_nghi}', 40],
    ]),
    p('Ý kiến, khiếu nại gửi đến: {noi_nhan_y_kien}, trong thời gian niêm yết.', { first: 10, before: 6 }),
    signature,
    ...doubts,
  ],
  decision: [
    ...heading(true),
    ...title('QUYẾT ĐỊNH', 'Công nhận kết quả rà soát hộ nghèo, hộ cận nghèo', '{dot_ra_soat}'),
    center('CHỦ TỊCH {co_quan}', { bold: true, after: 6 }),
    p(`{#can_cu${EACH}}Căn cứ {noi_dung};{/can_cu}`, { italic: true, first: 10, after: 2 }),
    center('QUYẾT ĐỊNH:', { bold: true, before: 6, after: 6 }),
    p(
      '**Điều 1.** Công nhận kết quả rà soát đối với {so_ho} hộ gia đình thuộc {ten_don_vi} theo danh sách dưới đây.',
      {
        first: 10,
      },
    ),
    list([
      ['STT', '{stt}', 12],
      ['Chủ hộ', '{ten_chu_ho}', 55],
      ['Thôn, tổ dân phố', '{thon}', 38],
      ['Nhân khẩu', '{so_nhan_khau}', 22],
      ['Công nhận', '{ket_qua}', 38],
    ]),
    p('**Điều 2.** Quyết định có hiệu lực từ {hieu_luc_tu}.', { first: 10, before: 6 }),
    p(`{#hieu_luc_den${EACH}}Kết quả có giá trị đến {hieu_luc_den}.{/hieu_luc_den}`, { first: 10 }),
    p(
      '**Điều 3.** Các bộ phận liên quan và các hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
      {
        first: 10,
      },
    ),
    signature,
    ...doubts,
  ],
  certificate: [
    ...heading(true),
    ...title('GIẤY CHỨNG NHẬN', '{loai_ho}'),
    p('Chứng nhận hộ gia đình ông/bà: **{ten_chu_ho}**', { first: 10 }),
    p('Thôn, tổ dân phố: {thon}, {ten_don_vi}, {tinh}', { first: 10 }),
    p('Được công nhận theo Quyết định số {so_quyet_dinh} ngày {ngay_quyet_dinh}.', { first: 10 }),
    p('Có giá trị từ {hieu_luc_tu}{#hieu_luc_den} đến {hieu_luc_den}{/hieu_luc_den}.', { first: 10 }),
    p('Các thành viên trong hộ:', { first: 10, keep: true }),
    table(
      [
        ['STT', 'Họ và tên', 'Năm sinh', 'Quan hệ với chủ hộ'].map((head, i) =>
          cell([15, 70, 30, 50][i] ?? 40, center(head, { bold: true, size: 12 })),
        ),
        ['{#thanh_vien}{stt}', '{ho_ten}', '{nam_sinh}', '{quan_he}{/thanh_vien}'].map((text, i) =>
          cell([15, 70, 30, 50][i] ?? 40, p(text, { align: 'left', size: 12, after: 0 })),
        ),
      ],
      true,
    ),
    signature,
    ...doubts,
  ],
  refusal: [
    ...heading(true),
    ...title('THÔNG BÁO', 'Về việc không công nhận kết quả đề nghị'),
    p('Kính gửi: Hộ gia đình ông/bà **{ten_chu_ho}**, {thon}', { align: 'center' }),
    p('{co_quan} đã nhận đề nghị: {noi_dung_de_nghi}, và đã rà soát trong {dot_ra_soat}.', { first: 10 }),
    p('Sau khi rà soát, hộ gia đình chưa đủ điều kiện để được công nhận, vì các lý do sau:', {
      first: 10,
      keep: true,
    }),
    p(`{#ly_do${EACH}}– {noi_dung}{/ly_do}`, { first: 10, after: 2 }),
    p(
      'Nếu không đồng ý, hộ gia đình có quyền khiếu nại đến {co_quan}. Khi hoàn cảnh thay đổi, hộ gia đình có thể gửi giấy đề nghị mới.',
      {
        first: 10,
      },
    ),
    signature,
    ...doubts,
  ],
}

/** Every shipped template: its file name, its title and its body. */
export const defaultTemplates = (): { kind: PaperKind; title: string; blocks: readonly Block[] }[] =>
  PAPER_KINDS.map(kind => ({ kind, title: PAPERS[kind].title.vi, blocks: texts[kind] }))
