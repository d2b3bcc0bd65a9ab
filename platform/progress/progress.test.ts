import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { startProgress } from './index.ts'

/** A stream that says whether it is a terminal, and what was written. */
function terminal(isTTY: boolean): { stream: PassThrough; written: () => string } {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 120,
    cursorTo: () => true,
    clearLine: () => true,
  })
  return { stream, written: () => String(stream.read() ?? '') }
}

describe('a progress bar', () => {
  it('is drawn on a terminal', () => {
    const { stream, written } = terminal(true)
    const progress = startProgress('reading', stream)
    progress.update(1, 4)
    progress.stop()
    progress.update(4, 4)
    expect(written()).toContain('reading')
  })

  it('leaves a log or a pipe clean', () => {
    const { stream, written } = terminal(false)
    const progress = startProgress('reading', stream)
    progress.update(1, 4)
    progress.stop()
    expect(written()).toBe('')
  })
})
