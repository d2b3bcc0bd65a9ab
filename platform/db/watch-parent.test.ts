import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const here = JSON.stringify(path.resolve(import.meta.dirname, 'watch-parent.ts'))

it('shuts a child down whose parent was killed, where the kernel does not', async () => {
  const code = `
    import { spawn } from 'node:child_process'
    import { watchParent } from ${here}
    const child = spawn(process.execPath, ['-e', "process.on('SIGINT', () => process.exit(7)); setInterval(() => 0, 1000)"], { detached: true, stdio: 'ignore' })
    watchParent(process.pid, child.pid)
    console.log(child.pid)
    setInterval(() => 0, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const child = Number(
    await new Promise<string>(resolve => parent.stdout.once('data', d => resolve(String(d)))),
  )
  const alive = () => {
    try {
      return process.kill(child, 0)
    } catch {
      return false
    }
  }
  expect(alive()).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(alive, { timeout: 10_000 }).toBe(false)
})
