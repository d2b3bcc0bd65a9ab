import { plainWords } from './plain-text.ts'

/**
 * The 54 ethnic groups by their number in the list of 1979 (Decision 121-TCTK/PPCĐ), which national exports use: there 6 is Mường, in the list
 * of 2008 (Decision 1019/QĐ-TCTK) it is Hoa. Numbers 1 to 28 were read on a page of a statistics office; 29 to 54 are recalled, so a cell with such
 * a number is not understood (`CODES_SEEN`). Behind a name stand other ways to write it.
 */
const GROUPS: readonly (readonly string[])[] = [
  ['Kinh', 'Việt', 'Kinh Việt'],
  ['Tày'],
  ['Thái'],
  ['Hoa', 'Hán', 'Hoa Hán'],
  ['Khmer', 'Khơ-me', 'Khmer Khơ-me'],
  ['Mường'],
  ['Nùng'],
  ['Mông', 'Hmông', "H'Mông", 'Mông Hmông', 'Mèo'],
  ['Dao'],
  ['Gia Rai', 'Jrai'],
  ['Ngái'],
  ['Ê Đê'],
  ['Ba Na', 'Bahnar'],
  ['Xơ Đăng', 'Xê Đăng'],
  ['Sán Chay', 'Cao Lan', 'Sán Chỉ', 'Sán Chay Cao Lan Sán Chỉ'],
  ['Cơ Ho', 'Kơ Ho'],
  ['Chăm', 'Chàm'],
  ['Sán Dìu'],
  ['Hrê'],
  ['Mnông', "M'Nông"],
  ['Ra Glai', 'Raglai'],
  ['Xtiêng', 'Stiêng'],
  ['Bru - Vân Kiều', 'Bru', 'Vân Kiều'],
  ['Thổ'],
  ['Giáy'],
  ['Cơ Tu'],
  ['Gié Triêng', 'Giẻ Triêng'],
  ['Mạ'],
  ['Khơ Mú'],
  ['Co', 'Cor'],
  ['Tà Ôi'],
  ['Chơ Ro'],
  ['Kháng'],
  ['Xinh Mun'],
  ['Hà Nhì'],
  ['Chu Ru'],
  ['Lào'],
  ['La Chí'],
  ['La Ha'],
  ['Phù Lá'],
  ['La Hủ'],
  ['Lự'],
  ['Lô Lô'],
  ['Chứt'],
  ['Mảng'],
  ['Pà Thẻn'],
  ['Cơ Lao'],
  ['Cống'],
  ['Bố Y'],
  ['Si La'],
  ['Pu Péo'],
  ['Brâu'],
  ['Ơ Đu'],
  ['Rơ Măm'],
]
const CODES_SEEN = 28

/** No two groups have the same name without marks (tested), so names without marks are understood too. */
const byName = new Map<string, string>()
for (const [name = '', ...others] of GROUPS)
  for (const one of [name, ...others]) byName.set(plainWords(one), name)
const codes = new Map(GROUPS.slice(0, CODES_SEEN).map(([name = ''], i) => [name, i + 1]))

/** Name of the ethnic group that a cell means, by name (with or without marks) or by its number of 1979; undefined if none is meant. */
export function ethnicGroup(text: string): string | undefined {
  const words = plainWords(text).replace(/^(dan toc|nguoi) /, '')
  if (/^\d{1,2}$/.test(words)) {
    const number = Number(words)
    return number <= CODES_SEEN ? GROUPS[number - 1]?.[0] : undefined
  }
  return byName.get(words)
}

/** Number of a group in the list of 1979, where it was read and not recalled. */
export const ethnicCode = (name: string): number | undefined => codes.get(name)
