/**
 * `npm run test:large`: what takes longer than anybody waits for `npm test`: long series of kills, the API fuzzed from its own description, the whole city. The
 * last line is `N passed, N failed`. Arguments go to Vitest (`npm run test:large -- tests/crash`). ANSINH_LARGE_HOUSEHOLDS makes the city smaller.
 */
import { isGreen, sentence } from './counts.ts'
import { runVitest } from './run-vitest.ts'

const counts = runVitest('vitest-large.json', [
  '--config',
  'vitest.large.config.ts',
  ...process.argv.slice(2),
])
console.log(sentence(counts))
process.exit(isGreen(counts) ? 0 : 1)
