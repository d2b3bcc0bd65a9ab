/** Where something stands in a law file. Lines and columns count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A fault of the law files: collected, never thrown one by one. */
export interface Finding extends Position {
  /** Stable name of the check, e.g. `unknown_name`. */
  readonly rule: string
  /** What is wrong. */
  readonly message: string
  /** How to mend it. */
  readonly mend: string
}

/** Thrown inside one expression or value and turned into a Finding by whoever knows the file. */
export class LawFault extends Error {
  readonly rule: string
  readonly mend: string
  readonly start: number

  constructor(rule: string, message: string, mend: string, start = 0) {
    super(message)
    this.rule = rule
    this.mend = mend
    this.start = start
  }
}

/** One line for the terminal: `file:line:column rule message. Mend: …`. */
export function formatFinding(f: Finding): string {
  return `${f.file}:${f.line}:${f.column}  ${f.rule}  ${f.message}\n    mend: ${f.mend}`
}

/** Findings in the order of the files, so that two runs print the same. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )
}
