import { SingleBar } from 'cli-progress'

/** Progress of one step of work. */
export interface Progress {
  /** Says how much of `total` is done; the first call draws the bar. */
  readonly update: (done: number, total: number) => void
  /** Ends the bar; further updates are ignored. */
  readonly stop: () => void
}

/** Where bars are drawn: standard error, so that results can be piped. */
type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean }

const SILENT: Progress = { update: () => undefined, stop: () => undefined }

/** A progress bar for people; nothing at all where `stream` is no terminal (a log, a pipe, a test). */
export function startProgress(label: string, stream: Terminal = process.stderr): Progress {
  if (stream.isTTY !== true) return SILENT
  const bar = new SingleBar({
    stream,
    format: `${label} {bar} {percentage} % · {value}/{total} · {eta_formatted}`,
    hideCursor: true,
    clearOnComplete: true,
  })
  let state: 'new' | 'running' | 'stopped' = 'new'
  return {
    update(done, total) {
      if (state === 'stopped') return
      if (state === 'new') bar.start(total, 0)
      state = 'running'
      bar.update(done)
    },
    stop() {
      if (state === 'running') bar.stop()
      state = 'stopped'
    },
  }
}
