import { SaxesParser } from 'saxes'
import { FileProblem } from '../file-problem.ts'

/** What a reader of XML wants to hear. Names are without their namespace prefix. */
export interface XmlHandler {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/**
 * Parses XML piece by piece and tells the handler; gives a turn to the caller after each piece. Letters split between two pieces stay whole (the
 * streaming reader of exceljs breaks them, which damages Vietnamese names). Entities of a document's own are not expanded.
 *
 * @throws FileProblem when it is no XML
 */
export async function* parseXml(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8')
  let fault = false
  parser.on('error', () => {
    fault = true
  })
  const { open, text, close } = handler
  if (open)
    parser.on('opentag', tag =>
      open(local(tag.name), name => (tag.attributes as Record<string, string>)[name] ?? undefined),
    )
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', tag => close(local(tag.name)))
  for await (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }))
    if (fault) throw new FileProblem('damaged')
    yield
  }
  parser.close()
  if (fault) throw new FileProblem('damaged')
  yield
}

/** Parses a whole entry. */
export async function readXml(pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const _ of parseXml(pieces, handler));
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
