import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PaperKind } from './kinds.ts'

/** The template that comes with the software. */
export const defaultTemplate = (kind: PaperKind): Buffer =>
  readFileSync(path.join(import.meta.dirname, 'templates', `${kind}.docx`))
