import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from '../server/page/service-worker.ts'

/** The page. `apps/server/web-build.ts` builds it at the first start; `npm run dev` serves it from its sources, with the API of a running server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), serviceWorker()],
  clearScreen: false,
  build: {
    outDir: path.resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inline: the policy of the page allows only files of its own address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  worker: { format: 'es' },
  server: { port: 3001, proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } } },
})
