import { spawn } from 'node:child_process'

const WATCH = `
while kill -0 "$1" 2>/dev/null && kill -0 "$2" 2>/dev/null; do sleep 1; done
kill -INT "$2" 2>/dev/null
`

/**
 * For systems whose kernel does not end a child with its parent (macOS): a small shell that outlives the parent, looks at
 * it once a second and then shuts the child down. It ends with either of them.
 */
export function watchParent(parent: number, child: number): void {
  const watcher = spawn('/bin/sh', ['-c', WATCH, 'sh', String(parent), String(child)], {
    detached: true,
    cwd: '/',
    stdio: 'ignore',
  })
  watcher.on('error', () => undefined)
  watcher.unref()
}
