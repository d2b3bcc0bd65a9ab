/** Words for people that no declared fact brings along. */

/** A file of a commune that the reader may not read. */
export const FOREIGN = (commune: string) => ({
  vi: `Có thể trùng với một hồ sơ ở ${commune}.`,
  en: `May be the same as a file in ${commune}.`,
})

/** What the registry keeps about a person beside the facts. */
export const FIELD_LABELS: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  full_name: { vi: 'họ và tên', en: 'full name' },
  birth_year: { vi: 'năm sinh (khi không rõ ngày)', en: 'year of birth, where the day is not known' },
  identity_number: { vi: 'số định danh', en: 'identity number' },
  phone: { vi: 'số điện thoại', en: 'telephone number' },
  account: { vi: 'số tài khoản', en: 'bank account' },
}
