/** Why an archive is not read, in words that hold nothing of its content. */
export const ZIP_FAULTS = {
  not_zip: { vi: 'tệp không phải dạng nén zip', en: 'this is no zip archive' },
  damaged: { vi: 'tệp hỏng hoặc chưa đủ', en: 'the archive is damaged' },
  encrypted: { vi: 'tệp có mật khẩu', en: 'the archive has a password' },
  too_large: { vi: 'nội dung quá lớn sau khi giải nén', en: 'the archive is too large when unpacked' },
} as const

export type ZipFault = keyof typeof ZIP_FAULTS

export class ZipRefused extends Error {
  override readonly name = 'ZipRefused'
  readonly fault: ZipFault
  readonly vi: string
  readonly en: string

  constructor(fault: ZipFault) {
    const { vi, en } = ZIP_FAULTS[fault]
    super(en)
    this.fault = fault
    this.vi = vi
    this.en = en
  }
}
