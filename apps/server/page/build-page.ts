/**
 * The page of the web application, built from its sources when they have changed: `npm start` and `./ansinh serve` need no other step. Whole or not
 * at all: it is made beside and renamed into place.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import { Failure } from '../../../platform/failure/index.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const SOURCES = ['apps/web', 'apps/server/page', 'engine', 'package-lock.json']
const PACKED = /\.(js|css|html|svg|json|txt)$/
const run = promisify(execFile)

/** The folder of the page, made if it is not there. `spare` is used where the folder of the software may not be written. Throws Failure. */
export async function buildPage(spare: string): Promise<string> {
  const hash = hashOfSources()
  const ready = path.join(root, 'dist/web')
  if (isOf(ready, hash)) return ready
  const home = mayWrite(root) ? ready : path.join(spare, 'web')
  if (isOf(home, hash)) return home
  const part = `${home}.${process.pid}`
  mkdirSync(path.dirname(home), { recursive: true })
  try {
    await run(
      process.execPath,
      [
        path.join(root, 'node_modules/vite/bin/vite.js'),
        'build',
        path.join(root, 'apps/web'),
        '--outDir',
        part,
        '--logLevel',
        'error',
      ],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    await pack(part)
    writeFileSync(path.join(part, '.hash'), hash)
    rmSync(home, { recursive: true, force: true })
    renameSync(part, home)
  } catch (e) {
    // somebody else may have built the same at the same time
    if (!isOf(home, hash)) throw notBuilt(e)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
  return home
}

const isOf = (folder: string, hash: string): boolean => {
  const kept = path.join(folder, '.hash')
  return existsSync(kept) && readFileSync(kept, 'utf8') === hash
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const at = path.join(root, source)
    const files = source.endsWith('.json')
      ? [at]
      : readdirSync(at, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
          .map(entry => path.join(entry.parentPath, entry.name))
          .sort()
    for (const file of files)
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Puts the compressed forms beside the files, so that nothing is compressed while somebody waits. */
async function pack(folder: string): Promise<void> {
  const br = promisify(brotliCompress)
  const gz = promisify(gzip)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    e => e.isFile() && PACKED.test(e.name),
  )
  for (const entry of files) {
    const file = path.join(entry.parentPath, entry.name)
    const bytes = readFileSync(file)
    writeFileSync(`${file}.br`, await br(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 9 } }))
    writeFileSync(`${file}.gz`, await gz(bytes, { level: 9 }))
  }
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const notBuilt = (e: unknown): Failure => {
  const said = (e as { stderr?: string }).stderr?.trim() ?? String(e)
  return new Failure(`không dựng được trang web. Chạy lại: npm ci\n(the page could not be built: ${said})`)
}

if (import.meta.main) console.log(await buildPage(path.join(root, '.data')))
