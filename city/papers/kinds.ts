/**
 * The papers of a review and the tags that their templates may use. A tag is what an officer writes in Word between braces: `{ten_chu_ho}`;
 * `{#cac_ho}` … `{/cac_ho}` repeats a row or a passage, or shows it only where there is something.
 */
export const PAPER_KINDS = ['receipt', 'minutes', 'posting', 'decision', 'certificate', 'refusal'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

export const isPaperKind = (text: string): text is PaperKind =>
  (PAPER_KINDS as readonly string[]).includes(text)

export interface TagSpec {
  /** What the tag stands for, in an officer's words. */
  readonly vi: string
  /** Tags inside a repeated passage. */
  readonly inside?: Readonly<Record<string, TagSpec>>
  /** A template without it is refused. */
  readonly required?: boolean
  /** The same on every paper of the office: the only tags that a page header or footer may hold. */
  readonly office?: boolean
}

export type Tags = Readonly<Record<string, TagSpec>>

export interface PaperSpec {
  readonly title: { readonly vi: string; readonly en: string }
  readonly tags: Tags
}

const office: Tags = {
  co_quan_cap_tren: { vi: 'cơ quan cấp trên trực tiếp, viết hoa', office: true },
  co_quan: { vi: 'cơ quan ban hành, viết hoa', office: true },
  ten_don_vi: { vi: 'tên xã, phường, đặc khu', office: true },
  dia_danh: { vi: 'địa danh ghi trước ngày tháng', office: true },
  tinh: { vi: 'tên tỉnh, thành phố', office: true },
}

const signed: Tags = {
  so_van_ban: { vi: 'số, ký hiệu văn bản' },
  ngay_viet: { vi: 'ngày … tháng … năm … của văn bản' },
  chuc_vu: { vi: 'chức vụ người ký, viết hoa' },
  nguoi_ky: { vi: 'họ tên người ký' },
  mau_so: { vi: 'số mẫu theo văn bản quy định, kèm ghi chú nếu chưa đối chiếu' },
}

/** Whatever rests on a value that nobody has confirmed must say so on the paper. */
const doubts: Tags = {
  chua_doi_chieu: {
    vi: 'các nội dung chưa đối chiếu văn bản',
    required: true,
    inside: { noi_dung: { vi: 'nội dung chưa đối chiếu', required: true } },
  },
}

const household: Tags = {
  ten_chu_ho: { vi: 'họ tên chủ hộ', required: true },
  thon: { vi: 'thôn, tổ dân phố' },
}

export const PAPERS: Readonly<Record<PaperKind, PaperSpec>> = {
  receipt: {
    title: { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Receipt slip with return date' },
    tags: {
      ...office,
      ...signed,
      ...doubts,
      ten_chu_ho: { vi: 'họ tên người nộp (chủ hộ)', required: true },
      thon: { vi: 'thôn, tổ dân phố' },
      ma_tra_cuu: { vi: 'mã tra cứu tình trạng hồ sơ', required: true },
      noi_dung_de_nghi: { vi: 'nội dung đề nghị', required: true },
      ngay_nhan: { vi: 'ngày nhận hồ sơ', required: true },
      ngay_hen_tra: { vi: 'ngày hẹn trả kết quả', required: true },
      nguoi_nhan: { vi: 'họ tên người tiếp nhận' },
    },
  },
  minutes: {
    title: { vi: 'Biên bản họp dân', en: 'Minutes of the villagers’ meeting' },
    tags: {
      ...office,
      ...doubts,
      ban_so: { vi: 'bản số mấy trong 2 bản', required: true },
      noi_luu: { vi: 'nơi lưu của bản này' },
      thon: { vi: 'thôn, tổ dân phố', required: true },
      ngay_hop: { vi: 'ngày họp (ngày … tháng … năm …)', required: true },
      dia_diem: { vi: 'địa điểm họp' },
      dot_ra_soat: { vi: 'tên đợt rà soát' },
      chu_tri: { vi: 'người chủ trì (trưởng thôn)' },
      thu_ky: { vi: 'thư ký' },
      so_nguoi_du: { vi: 'số người dự họp', required: true },
      ty_le_can_dat: { vi: 'tỷ lệ đồng ý cần đạt' },
      cac_ho: {
        vi: 'các hộ được đưa ra họp',
        required: true,
        inside: {
          stt: { vi: 'số thứ tự' },
          ...household,
          ket_qua_de_nghi: { vi: 'phân loại đề nghị', required: true },
          so_dong_y: { vi: 'số người đồng ý', required: true },
          ty_le_dong_y: { vi: 'tỷ lệ đồng ý' },
          ket_luan: { vi: 'kết luận: thống nhất hoặc rà soát lại', required: true },
        },
      },
      y_kien: { vi: 'ý kiến khác ghi trong cuộc họp' },
      dai_dien_ho: { vi: 'đại diện hộ dân ký biên bản' },
    },
  },
  posting: {
    title: { vi: 'Danh sách niêm yết kết quả rà soát', en: 'Posted list of review results' },
    tags: {
      ...office,
      ...signed,
      ...doubts,
      dot_ra_soat: { vi: 'tên đợt rà soát' },
      tu_ngay: { vi: 'ngày bắt đầu niêm yết', required: true },
      den_ngay: { vi: 'ngày cuối niêm yết; hết ngày này danh sách hết hiệu lực', required: true },
      noi_nhan_y_kien: { vi: 'nơi nhận ý kiến, khiếu nại' },
      cac_ho: {
        vi: 'các hộ được niêm yết',
        required: true,
        inside: {
          stt: { vi: 'số thứ tự' },
          ...household,
          ket_qua_de_nghi: { vi: 'phân loại đề nghị', required: true },
        },
      },
    },
  },
  decision: {
    title: { vi: 'Quyết định công nhận kết quả rà soát', en: 'Decision of recognition' },
    tags: {
      ...office,
      ...signed,
      ...doubts,
      dot_ra_soat: { vi: 'tên đợt rà soát' },
      can_cu: { vi: 'các căn cứ pháp lý', inside: { noi_dung: { vi: 'căn cứ', required: true } } },
      so_ho: { vi: 'số hộ được công nhận' },
      cac_ho: {
        vi: 'các hộ được công nhận',
        required: true,
        inside: {
          stt: { vi: 'số thứ tự' },
          ...household,
          so_nhan_khau: { vi: 'số nhân khẩu' },
          ket_qua: { vi: 'phân loại được công nhận', required: true },
        },
      },
      hieu_luc_tu: { vi: 'ngày có hiệu lực' },
      hieu_luc_den: { vi: 'ngày hết hiệu lực, nếu có' },
    },
  },
  certificate: {
    title: {
      vi: 'Giấy chứng nhận hộ nghèo, hộ cận nghèo',
      en: 'Certificate of a poor or near-poor household',
    },
    tags: {
      ...office,
      ...signed,
      ...doubts,
      ...household,
      loai_ho: { vi: 'loại hộ được chứng nhận, viết hoa', required: true },
      so_quyet_dinh: { vi: 'số quyết định công nhận', required: true },
      ngay_quyet_dinh: { vi: 'ngày của quyết định', required: true },
      hieu_luc_tu: { vi: 'có giá trị từ ngày' },
      hieu_luc_den: { vi: 'có giá trị đến ngày, nếu có' },
      thanh_vien: {
        vi: 'các thành viên trong hộ',
        inside: {
          stt: { vi: 'số thứ tự' },
          ho_ten: { vi: 'họ tên thành viên', required: true },
          nam_sinh: { vi: 'năm sinh' },
          quan_he: { vi: 'quan hệ với chủ hộ' },
        },
      },
    },
  },
  refusal: {
    title: { vi: 'Thông báo không công nhận', en: 'Refusal in writing with reasons' },
    tags: {
      ...office,
      ...signed,
      ...doubts,
      ...household,
      noi_dung_de_nghi: { vi: 'nội dung đề nghị của hộ' },
      dot_ra_soat: { vi: 'tên đợt rà soát' },
      ly_do: {
        vi: 'các lý do',
        required: true,
        inside: { noi_dung: { vi: 'lý do', required: true } },
      },
    },
  },
}
