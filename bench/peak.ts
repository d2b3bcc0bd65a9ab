import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// loaded into a measured process: when it ends, it notes the most resident memory that it had, in kB
const file = process.env['ANSINH_BENCH_PEAK']
if (isMainThread && file !== undefined)
  process.on('exit', () => appendFileSync(file, `${process.resourceUsage().maxRSS}\n`))
