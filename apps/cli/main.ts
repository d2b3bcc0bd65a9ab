import { run } from './run.ts'

process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  // the reader of a pipe has gone (… | head): nothing more to say
  if (e.code === 'EPIPE') process.exit(0)
  throw e
})

process.exitCode = await run(process.argv.slice(2))
