import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** Pages that must open without a network; what they need, and what those need, is kept on the device. */
const OFFLINE = /\/(citizen|survey|decide|sign-in)\/[^/]+\.tsx?$|\/(citizen)\/.+\.tsx?$/
const ALWAYS = ['/icon.svg', '/before-paint.js']

interface Built {
  readonly type: 'chunk' | 'asset'
  readonly fileName: string
  readonly isEntry?: boolean
  readonly facadeModuleId?: string | null
  readonly moduleIds?: readonly string[]
  readonly imports?: readonly string[]
}

/** Writes `/sw.js` with the names of the built files that the pages for use without a network need. */
export function serviceWorker(): Plugin {
  return {
    name: 'ansinh-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const all = new Map(
          Object.values(bundle as unknown as Record<string, Built>).map(f => [f.fileName, f]),
        )
        const wanted = new Set<string>()
        const take = (name: string): void => {
          const file = all.get(name)
          if (file === undefined || wanted.has(name)) return
          wanted.add(name)
          for (const other of file.imports ?? []) take(other)
        }
        for (const file of all.values()) {
          const isPart =
            file.type === 'chunk' &&
            (file.isEntry === true || (file.moduleIds ?? []).some(id => OFFLINE.test(id)))
          // sheets, the engine's worker, and the letters of Vietnamese and English
          const isNeeded =
            /\.css$|worker-[^/]*\.js$|inter-(latin|latin-ext|vietnamese)-wght-normal[^/]*\.woff2$/.test(
              file.fileName,
            )
          if (isPart || isNeeded) take(file.fileName)
        }
        const files = [...ALWAYS, ...[...wanted].sort().map(name => `/${name}`)]
        const source = readFileSync(
          path.join(import.meta.dirname, '../../web/offline/service-worker.js'),
          'utf8',
        )
        const build = createHash('sha256').update(source).update(files.join('\n')).digest('hex').slice(0, 16)
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: source
            .replace("= '__BUILD__'", `= '${build}'`)
            .replace('= __FILES__', `= ${JSON.stringify(files)}`),
        })
      },
    },
  }
}
