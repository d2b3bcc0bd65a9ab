import { LANGUAGES } from '../explain/index.ts'
import { indexPage } from './index-page.ts'
import { type Documented, lawPage, pageName } from './law-page.ts'

export { expressionText } from './expression-text.ts'
export {
  type ActData,
  actsOf,
  type CaseData,
  type FileData,
  type FileSummary,
  fileData,
  lawIndex,
  type RuleData,
  type VersionData,
} from './file-data.ts'
export { escaped } from './html.ts'
export { indexPage } from './index-page.ts'
export type { Documented } from './law-page.ts'
export { lawPage, pageName } from './law-page.ts'
export { lawText } from './law-text.ts'
export { type Programme, readProgrammes } from './programmes.ts'
export {
  type CellData,
  type FileLink,
  linkOf,
  type ValueData,
  valuesOf,
  valuesOfLaw,
} from './value-data.ts'

/** Every page of the law in both languages: `vi/index.html`, `en/vn-electricity.html`, … Whole documents that ask nothing from outside. */
export function lawPages(of: Documented): { path: string; text: string }[] {
  return LANGUAGES.flatMap(lang => [
    { path: `${lang}/index.html`, text: indexPage(of, lang) },
    ...[...of.law.files.values()].map(file => ({
      path: `${lang}/${pageName(file.id)}`,
      text: lawPage(of, file, lang),
    })),
  ])
}
