import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What a running server says of itself in its folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly state: 'starting' | 'ready' | 'stopping'
}

/** Reads `postmaster.pid`; undefined when there is none or it is half written. */
export function readPostmaster(folder: string): Postmaster | undefined {
  const file = path.join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const said = lines[7]?.trim()
  return {
    pid,
    port: Number(lines[3] ?? 0),
    state: said === 'ready' || said === 'stopping' ? said : 'starting',
  }
}

/** Whether a process of this number lives, be it ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process is a PostgreSQL server that lives. Where /proc is missing every living process counts as one. */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false
  if (!existsSync('/proc/self/stat')) return true
  try {
    // "1234 (postgres) S …": a zombie only waits for its parent to take note
    const [, name, state] = /^\d+ \((.*)\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return name === 'postgres' && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
