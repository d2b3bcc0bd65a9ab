import { attachment } from '../../platform/http/index.ts'
import { renderArchive, renderTogether } from '../papers/index.ts'
import type { Printed } from './print-papers.ts'
import { DOCX } from './shapes.ts'

/** Papers as one document, each on a page of its own, or as an archive of one document each. The file's name says nothing of people. */
export async function paperResponse(printed: Printed, as: 'document' | 'archive'): Promise<Response> {
  const one = as === 'document'
  const bytes = one
    ? await renderTogether(printed.template, printed.papers)
    : await renderArchive(printed.template, printed.papers)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': one ? DOCX : 'application/zip',
      'Content-Disposition': attachment(`${printed.kind}.${one ? 'docx' : 'zip'}`),
      'Cache-Control': 'no-store',
    },
  })
}
