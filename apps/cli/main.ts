import { enableCompileCache } from 'node:module'
import path from 'node:path'

// a second start need not read and translate a thousand files again; where the folder cannot be written, it does
enableCompileCache(path.resolve(import.meta.dirname, '../../.data/compile-cache'))
const { run } = await import('./run.ts')

process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  // the reader of a pipe has gone (… | head): nothing more to say
  if (e.code === 'EPIPE') process.exit(0)
  throw e
})

process.exitCode = await run(process.argv.slice(2))
