/** PostgreSQL refuses to run as root: then it runs as somebody who may do nothing else. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../failure/index.ts'

export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

function systemUsers(): SystemUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length >= 4)
    .map(fields => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
}

/**
 * Whom the server of this folder runs as: undefined = as we do. Under root the owner of the folder if it exists, else
 * `postgres`, else `nobody` (initdb wants an entry in /etc/passwd).
 */
export function clusterUser(folder: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = systemUsers()
  const owner = existsSync(folder) ? statSync(folder).uid : 0
  const found =
    (owner === 0 ? undefined : users.find(u => u.uid === owner)) ??
    users.find(u => u.name === 'postgres') ??
    users.find(u => u.name === 'nobody')
  if (found === undefined)
    throw new Failure(
      'đang chạy bằng root nhưng máy không có người dùng postgres hay nobody để chạy PostgreSQL\n' +
        '(running as root, and the machine has neither a user postgres nor nobody to run PostgreSQL as)',
    )
  return found
}

/** Throws Failure when that user cannot pass through a folder above the file or folder. */
export function checkReachable(target: string, user: SystemUser): void {
  for (let at = path.dirname(path.resolve(target)); ; at = path.dirname(at)) {
    if (existsSync(at)) {
      const s = statSync(at)
      const bit = s.uid === user.uid ? 0o100 : s.gid === user.gid ? 0o010 : 0o001
      if ((s.mode & bit) === 0)
        throw new Failure(
          `đang chạy bằng root nên PostgreSQL chạy bằng người dùng ${user.name}, nhưng người dùng này không vào được thư mục ${at}. ` +
            `Hãy đặt thư mục này ở nơi khác, hoặc chạy: chmod o+x ${at}\n` +
            `(run by root, PostgreSQL runs as ${user.name}, who cannot pass through ${at}: choose another place, or chmod o+x ${at})`,
        )
    }
    if (at === path.dirname(at)) return
  }
}
