import { type Cell, textOf } from './cell.ts'
import { plainWords } from './plain-text.ts'

/** How words of office files are understood. Compared without marks, case and punctuation; what is not listed is not guessed. */
const table = <T>(rows: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(
    rows.flatMap(([meaning, words]) => words.split(',').map(word => [plainWords(word), meaning] as const)),
  )

export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'grandchild' | 'other'

/** Words of the residence forms (Circular 55/2021/TT-BCA, Art. 6, recalled) and of everyday use. */
const RELATIONS = table<Relation>([
  ['head', 'chủ hộ,là chủ hộ,bản thân,chủ'],
  ['spouse', 'vợ,chồng,vợ chồng,vợ hoặc chồng,vợ chủ hộ,chồng chủ hộ'],
  [
    'child',
    'con,con đẻ,con ruột,con trai,con gái,con nuôi,con cả,con út,con riêng,con của chủ hộ,con thứ,con trưởng,trưởng nam',
  ],
  [
    'parent',
    'bố,mẹ,cha,ba,má,bố mẹ,cha mẹ,bố hoặc mẹ,cha hoặc mẹ,bố đẻ,mẹ đẻ,cha đẻ,bố ruột,mẹ ruột,bố nuôi,mẹ nuôi,cha nuôi,thầy',
  ],
  ['grandchild', 'cháu,cháu nội,cháu ngoại,cháu trai,cháu gái,cháu đích tôn,cháu ruột nội,cháu ruột ngoại'],
  [
    'other',
    'khác,quan hệ khác,con dâu,con rể,dâu,rể,bố vợ,mẹ vợ,bố chồng,mẹ chồng,cha vợ,cha chồng,ông,bà,ông nội,bà nội,ông ngoại,bà ngoại,' +
      'anh,chị,em,anh chị em,anh ruột,chị ruột,em ruột,anh trai,chị gái,em trai,em gái,anh rể,chị dâu,em dâu,em rể,anh vợ,chị vợ,em vợ,' +
      'anh chồng,chị chồng,em chồng,cô,dì,chú,bác,cậu,mợ,thím,dượng,cháu dâu,cháu rể,cháu vợ,cháu chồng,cháu họ,chắt,cụ,' +
      'bố dượng,dượng,mẹ kế,con riêng của vợ,con riêng của chồng,người giám hộ,người ở nhờ,ở nhờ,người giúp việc,không có quan hệ họ hàng',
  ],
])
export const relationOf = (cell: Cell): Relation | undefined => RELATIONS.get(plainWords(textOf(cell)))

export type Sex = 'female' | 'male'
const SEXES = table<Sex>([
  ['male', 'nam,nam giới,trai,male,m'],
  ['female', 'nữ,nữ giới,gái,female,f'],
])
/** Numbers are not understood: some lists write women as 0, others as 2. */
export const sexOf = (cell: Cell): Sex | undefined => SEXES.get(plainWords(textOf(cell)))

/** The class of a household on the list, as a standing of the declared facts. */
export type ListedClass = 'poor' | 'near_poor' | 'average_living' | 'above_near_poor'
const CLASSES = table<ListedClass>([
  ['poor', 'hộ nghèo,nghèo,hn,1,nghèo đa chiều,hộ nghèo đa chiều'],
  ['near_poor', 'hộ cận nghèo,cận nghèo,hcn,cn,2,hộ cận nghèo đa chiều,cận nghèo đa chiều'],
  [
    'average_living',
    'hộ có mức sống trung bình,mức sống trung bình,hộ mức sống trung bình,hộ làm nông nghiệp lâm nghiệp ngư nghiệp diêm nghiệp có mức sống trung bình',
  ],
  // what the household rose to is not said: above near-poor, the band unknown
  [
    'above_near_poor',
    'hộ không nghèo,không nghèo,hộ thoát nghèo,thoát nghèo,hộ thoát cận nghèo,thoát cận nghèo',
  ],
])
/** 1 and 2 are the numbers of national exports for poor and near-poor. */
export const classOf = (cell: Cell): ListedClass | undefined => CLASSES.get(plainWords(textOf(cell)))

const FLAGS = table<boolean>([
  [true, 'x,1,có,co,true,yes,y,v,đúng'],
  [false, '0,không,khong,k,ko,false,no,n,sai'],
])
/** Ticks that are signs and no letters. */
const TICKS = new Set(['✓', '✔', '☑', '√', '+'])
/** A ticked cell; an empty one says nothing and is neither yes nor no. */
export function flagOf(cell: Cell): boolean | undefined {
  if (typeof cell === 'boolean') return cell
  const text = textOf(cell)
  return TICKS.has(text) ? true : FLAGS.get(plainWords(text))
}

/** Causes of poverty in the order of the reports (lack of land, capital, labour, tools, knowledge, skill; illness; other). */
export const CAUSES = [
  { code: 'no_land', vi: 'Không có đất sản xuất', en: 'no land to work' },
  { code: 'no_capital', vi: 'Không có vốn sản xuất, kinh doanh', en: 'no capital' },
  { code: 'no_labour', vi: 'Không có lao động', en: 'no labour' },
  { code: 'no_tools', vi: 'Không có công cụ, phương tiện sản xuất', en: 'no tools' },
  { code: 'no_knowledge', vi: 'Không có kiến thức về sản xuất', en: 'no knowledge of production' },
  { code: 'no_skill', vi: 'Không có kỹ năng lao động, sản xuất', en: 'no labour skill' },
  { code: 'illness', vi: 'Có người ốm đau, bệnh nặng, tai nạn', en: 'illness or accident' },
  { code: 'other', vi: 'Nguyên nhân khác', en: 'other' },
] as const
export type Cause = (typeof CAUSES)[number]['code']

/** Words that decide what a cause means, the first that is found. */
const CAUSE_SIGNS: readonly (readonly [Cause, RegExp])[] = [
  ['no_land', /\bdat\b/],
  ['no_capital', /\bvon\b/],
  ['no_tools', /\b(cong cu|phuong tien|tu lieu)\b/],
  ['no_knowledge', /\b(kien thuc|kinh nghiem|cach lam an)\b/],
  ['no_skill', /\b(ky nang|tay nghe|khong co nghe|thieu nghe)\b/],
  ['illness', /\b(om|benh|tai nan|dau om)\b/],
  ['no_labour', /\b(lao dong|nguoi lam|suc lao dong)\b/],
  ['other', /\bkhac\b/],
]

/**
 * Causes in a cell: words or the numbers 1 to 8 of the reports, several split by `;` `,` `/` `+` or a line break. A part that is not understood is given back
 * as it stands, so that nobody takes it for "none".
 */
export function causesOf(cell: Cell): { readonly causes: Cause[]; readonly unknown: string[] } {
  const causes = new Set<Cause>()
  const unknown: string[] = []
  const whole = textOf(cell)
  for (const named of CAUSES)
    if (plainWords(named.vi) === plainWords(whole)) return { causes: [named.code], unknown }
  for (const part of (typeof cell === 'string' ? cell : whole).split(/[;,/+\n]/)) {
    const words = plainWords(part)
    if (words === '') continue
    const cause = /^[1-8]$/.test(words)
      ? CAUSES[Number(words) - 1]?.code
      : CAUSE_SIGNS.find(([, sign]) => sign.test(words))?.[0]
    if (cause) causes.add(cause)
    else unknown.push(part.trim())
  }
  return { causes: CAUSES.map(one => one.code).filter(code => causes.has(code)), unknown }
}

/** What a household wishes support for, as in the detailed lists (reports 14 and 15). */
export const WISHES = [
  { code: 'health', vi: 'Y tế', en: 'health' },
  { code: 'education', vi: 'Giáo dục', en: 'education' },
  { code: 'production', vi: 'Sản xuất', en: 'production' },
  { code: 'credit', vi: 'Tín dụng', en: 'credit' },
  { code: 'housing', vi: 'Nhà ở', en: 'housing' },
  { code: 'other', vi: 'Khác', en: 'other' },
] as const
export type Wish = (typeof WISHES)[number]['code']
const WISH_SIGNS: readonly (readonly [Wish, RegExp])[] = [
  ['health', /\b(y te|bao hiem|kham|chua benh)\b/],
  ['education', /\b(giao duc|hoc|dao tao)\b/],
  ['production', /\b(san xuat|cay|con giong|chan nuoi|sinh ke)\b/],
  ['credit', /\b(tin dung|vay|von)\b/],
  ['housing', /\bnha\b/],
  ['other', /\bkhac\b/],
]
/** Wished support in a cell, like `causesOf`. */
export function wishesOf(cell: Cell): { readonly wishes: Wish[]; readonly unknown: string[] } {
  const wishes = new Set<Wish>()
  const unknown: string[] = []
  for (const part of textOf(cell).split(/[;,/+]/)) {
    const words = plainWords(part)
    if (words === '') continue
    const wish = WISH_SIGNS.find(([, sign]) => sign.test(words))?.[0]
    if (wish) wishes.add(wish)
    else unknown.push(part.trim())
  }
  return { wishes: WISHES.map(one => one.code).filter(code => wishes.has(code)), unknown }
}

export type Entry = 'new' | 'relapsed' | 'old'
const ENTRIES = table<Entry>([
  ['new', 'mới,phát sinh mới,hộ mới,phát sinh'],
  ['relapsed', 'tái nghèo,tái cận nghèo,tái'],
  ['old', 'cũ,hộ cũ'],
])
/** Whether a household is new on the list, fell back onto it, or was on it before. */
export const entryOf = (cell: Cell): Entry | undefined => ENTRIES.get(plainWords(textOf(cell)))
