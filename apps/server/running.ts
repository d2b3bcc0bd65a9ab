/** Which server works on a data folder: written while it runs, read by the one that is started second. */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '../../platform/failure/index.ts'

const Running = z.object({
  pid: z.int(),
  /** Tells this process from a later one with the same number. */
  born: z.string(),
  url: z.string(),
  since: z.string(),
})
export type Running = z.infer<typeof Running>

const fileOf = (data: string): string => path.join(data, 'serve.json')

/** When a process was born, in ticks since the machine started; '' where /proc is missing. */
function bornOf(pid: number): string {
  try {
    // after the name in brackets, which may hold anything, the 20th field
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(running: Running): boolean {
  try {
    process.kill(running.pid, 0)
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return bornOf(running.pid) === running.born
}

/** The server that runs on this folder now; undefined when none does or the one that did was killed. */
export function runningServer(data: string): Running | undefined {
  if (!existsSync(fileOf(data))) return undefined
  try {
    const running = Running.parse(JSON.parse(readFileSync(fileOf(data), 'utf8')))
    return isAlive(running) ? running : undefined
  } catch {
    // half written by a kill
    return undefined
  }
}

/** Throws Failure when a server runs on the folder already. */
export function refuseSecondServer(data: string): void {
  const running = runningServer(data)
  if (running === undefined || running.pid === process.pid) return
  throw new Failure(
    `An Sinh đang chạy trên thư mục ${data}: tiến trình ${running.pid}, địa chỉ ${running.url}, từ ${running.since}. ` +
      `Hãy dùng địa chỉ đó, dừng nó trước, hoặc chọn thư mục khác bằng --data.\n` +
      `(An Sinh runs on ${data} as process ${running.pid} at ${running.url} since ${running.since}: use that one, stop it, or choose another --data)`,
  )
}

/** Says that this process serves the folder. Gives a function that takes it back. */
export function sayRunning(data: string, url: string): () => void {
  refuseSecondServer(data)
  const file = fileOf(data)
  rmSync(file, { force: true })
  const running: Running = {
    pid: process.pid,
    born: bornOf(process.pid),
    url,
    since: new Date().toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }),
  }
  const out = openSync(file, 'wx', 0o644)
  writeSync(out, JSON.stringify(running))
  closeSync(out)
  return () => rmSync(file, { force: true })
}
