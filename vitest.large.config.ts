import { defineConfig } from 'vitest/config'

const HOUR = 3_600_000

export default defineConfig({
  test: {
    include: ['tests/**/*.large.ts'],
    globalSetup: ['scripts/test-server.ts'],
    pool: 'forks',
    // one after the other: each wants the whole machine
    fileParallelism: false,
    testTimeout: 4 * HOUR,
    hookTimeout: 4 * HOUR,
  },
})
