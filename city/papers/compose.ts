import { type Day, writeDay, writeDayInWords } from '../../platform/calendar/index.ts'
import type { Office } from './office.ts'
import type { Paper, TagValues } from './render.ts'

/** What every paper says of its office, its number and what nobody has confirmed. */
export interface Sheet {
  /** File name inside an archive: a code, never a person's name. */
  readonly name: string
  readonly office: Office
  readonly number?: string | undefined
  readonly on?: Day | undefined
  readonly signer?: string | undefined
  /** Values on this paper that are not confirmed, one sentence each. */
  readonly doubts: readonly string[]
}

export interface PostedHousehold {
  readonly head: string | undefined
  readonly hamlet: string | undefined
  /** The standing in words. */
  readonly result: string
}

/** Number of the form in Decision 24/2021/QĐ-TTg. The numbers 01 and 04 (requests) were read, these two are recalled. */
const RECALLED_FORM = (number: string): string =>
  `Mẫu số ${number}, Quyết định 24/2021/QĐ-TTg (số mẫu chưa đối chiếu văn bản)`
const NO_FORM = 'Không có số mẫu quy định mà phần mềm biết'

const day = (on: Day | undefined): string | undefined => (on === undefined ? undefined : writeDay(on))
const items = (texts: readonly string[]): TagValues[] => texts.map(noi_dung => ({ noi_dung }))

const sheet = (s: Sheet, form: string): TagValues => ({
  co_quan_cap_tren: s.office.parent,
  co_quan: s.office.name,
  ten_don_vi: s.office.unit,
  dia_danh: s.office.place,
  tinh: s.office.province,
  so_van_ban: s.number,
  ngay_viet: s.on === undefined ? 'ngày …… tháng …… năm ………' : writeDayInWords(s.on),
  chuc_vu: s.office.chair,
  nguoi_ky: s.signer ?? '',
  mau_so: form,
  chua_doi_chieu: items(s.doubts),
})

/** Receipt slip with return date (giấy hẹn). Its own form number belongs to the rules on one-stop shops and is not known here. */
export function receiptPaper(
  s: Sheet,
  d: {
    head: string
    hamlet: string | undefined
    code: string
    subject: string
    received: Day
    due: Day
    latest: Day
    clerk: string | undefined
  },
): Paper {
  return {
    kind: 'receipt',
    name: s.name,
    values: {
      ...sheet(s, NO_FORM),
      ten_chu_ho: d.head,
      thon: d.hamlet,
      ma_tra_cuu: d.code,
      noi_dung_de_nghi: d.subject,
      ngay_nhan: writeDay(d.received),
      ngay_hen_tra:
        d.due === d.latest ? writeDay(d.due) : `${writeDay(d.due)} (chậm nhất ${writeDay(d.latest)})`,
      nguoi_nhan: d.clerk ?? '',
    },
  }
}

/** Minutes of a villagers' meeting, in the two copies that Decision 24/2021/QĐ-TTg wants: one for the village, one for the commune. */
export function minutesPapers(
  s: Sheet,
  d: {
    round: string
    hamlet: string
    on: Day
    place: string | undefined
    chair: string | undefined
    secretary: string | undefined
    present: number
    percent: number
    remarks: string | undefined
    households: readonly (PostedHousehold & { agreed: number; passes: boolean })[]
  },
): [Paper, Paper] {
  const values: TagValues = {
    ...sheet(s, NO_FORM),
    dot_ra_soat: d.round,
    thon: d.hamlet,
    ngay_hop: writeDayInWords(d.on),
    dia_diem: d.place,
    chu_tri: d.chair,
    thu_ky: d.secretary,
    so_nguoi_du: d.present,
    ty_le_can_dat: `${d.percent} %`,
    y_kien: d.remarks ?? 'không có',
    dai_dien_ho: '',
    cac_ho: d.households.map((h, i) => ({
      stt: i + 1,
      ten_chu_ho: h.head,
      thon: h.hamlet,
      ket_qua_de_nghi: h.result,
      so_dong_y: h.agreed,
      ty_le_dong_y: share(h.agreed, d.present),
      ket_luan: h.passes ? 'Thống nhất' : 'Rà soát lại và họp lại',
    })),
  }
  const copy = (n: 1 | 2, where: string): Paper => ({
    kind: 'minutes',
    name: `${s.name}-ban-${n}`,
    values: { ...values, ban_so: `Bản số ${n}/2`, noi_luu: where },
  })
  return [copy(1, 'lưu tại thôn, tổ dân phố'), copy(2, 'gửi Ban Chỉ đạo rà soát cấp xã')]
}

/** `61,5 %`, cut and never rounded up: 49,96 % must not read as the half that is needed. */
export function share(part: number, whole: number): string {
  const tenths = Math.floor((part * 1000) / whole)
  return `${Math.floor(tenths / 10)}${tenths % 10 === 0 ? '' : `,${tenths % 10}`} %`
}

/** The posted list: name of the head, hamlet, proposed standing, and nothing else of anybody. */
export function postingPaper(
  s: Sheet,
  d: { round: string; from: Day; until: Day; address: string; households: readonly PostedHousehold[] },
): Paper {
  return {
    kind: 'posting',
    name: s.name,
    values: {
      ...sheet(s, NO_FORM),
      dot_ra_soat: d.round,
      tu_ngay: writeDay(d.from),
      den_ngay: writeDay(d.until),
      noi_nhan_y_kien: d.address,
      cac_ho: d.households.map((h, i) => ({
        stt: i + 1,
        ten_chu_ho: h.head,
        thon: h.hamlet,
        ket_qua_de_nghi: h.result,
      })),
    },
  }
}

/** The decision of recognition for many households. */
export function decisionPaper(
  s: Sheet,
  d: {
    round: string
    grounds: readonly string[]
    from: Day
    until: Day | undefined
    households: readonly (PostedHousehold & { members: number })[]
  },
): Paper {
  return {
    kind: 'decision',
    name: s.name,
    values: {
      ...sheet(s, RECALLED_FORM('02')),
      dot_ra_soat: d.round,
      can_cu: items(d.grounds),
      so_ho: d.households.length,
      cac_ho: d.households.map((h, i) => ({
        stt: i + 1,
        ten_chu_ho: h.head,
        thon: h.hamlet,
        so_nhan_khau: h.members,
        ket_qua: h.result,
      })),
      hieu_luc_tu: writeDayInWords(d.from),
      hieu_luc_den: day(d.until) ?? '',
    },
  }
}

/** The certificate of one household. */
export function certificatePaper(
  s: Sheet,
  d: {
    head: string | undefined
    hamlet: string | undefined
    standing: string
    decision: string
    decidedOn: Day
    from: Day
    until: Day | undefined
    members: readonly {
      name: string | undefined
      birthYear: number | undefined
      relation: string | undefined
    }[]
  },
): Paper {
  return {
    kind: 'certificate',
    name: s.name,
    values: {
      ...sheet(s, RECALLED_FORM('03')),
      ten_chu_ho: d.head,
      thon: d.hamlet,
      loai_ho: d.standing.toUpperCase(),
      so_quyet_dinh: d.decision,
      ngay_quyet_dinh: writeDay(d.decidedOn),
      hieu_luc_tu: writeDay(d.from),
      hieu_luc_den: day(d.until) ?? '',
      thanh_vien: d.members.map((m, i) => ({
        stt: i + 1,
        ho_ten: m.name,
        nam_sinh: m.birthYear,
        quan_he: m.relation,
      })),
    },
  }
}

/** The written refusal with its reasons. */
export function refusalPaper(
  s: Sheet,
  d: {
    head: string | undefined
    hamlet: string | undefined
    subject: string
    round: string
    reasons: readonly string[]
  },
): Paper {
  if (d.reasons.length === 0) throw new RangeError('a refusal has at least one reason')
  return {
    kind: 'refusal',
    name: s.name,
    values: {
      ...sheet(s, NO_FORM),
      ten_chu_ho: d.head,
      thon: d.hamlet,
      noi_dung_de_nghi: d.subject,
      dot_ra_soat: d.round,
      ly_do: items(d.reasons),
    },
  }
}
