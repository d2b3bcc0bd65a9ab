/**
 * Papers of a review as .docx, from templates that an office edits in Word. A template is text with tags and runs nothing. What is not confirmed says
 * so on the paper; what is not known leaves room for a hand.
 */

export { checkTemplate, TEMPLATE_BYTES, type TemplateFault } from './check-template.ts'
export {
  certificatePaper,
  decisionPaper,
  minutesPapers,
  type PostedHousehold,
  postingPaper,
  receiptPaper,
  refusalPaper,
  type Sheet,
} from './compose.ts'
export { defaultTemplate } from './default-template.ts'
export { isPaperKind, PAPER_KINDS, PAPERS, type PaperKind, type PaperSpec, type TagSpec } from './kinds.ts'
export { communeOffice, type Office } from './office.ts'
export { PAPERS_IN_ONE, type Paper, renderArchive, renderPaper, renderTogether } from './render.ts'
export { replaceTemplate, restoreTemplate, templateOf } from './templates.ts'
