/** Writes city/papers/templates/*.docx from default-templates.ts: `node city/papers/build-templates.ts`. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { defaultTemplates } from './default-templates.ts'
import { docxParts, zipOf } from './ooxml.ts'

for (const { kind, title, blocks } of defaultTemplates())
  writeFileSync(
    path.join(import.meta.dirname, 'templates', `${kind}.docx`),
    await zipOf(docxParts(blocks, title)),
  )
