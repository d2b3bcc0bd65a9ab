/** How many checks passed, failed and were skipped, and how that is said. */
import { z } from 'zod'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})
export type Report = z.infer<typeof Report>

export const readReport = (text: string): Report => Report.parse(JSON.parse(text))

/**
 * A file that breaks on import or in beforeAll has no failed test of its own, its tests are merely "skipped": it counts
 * as one failure. A run that failed without any (an unhandled error, no file found) counts as one too.
 */
export function countReport(report: Report, exitStatus: number): Counts {
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  const silent = failed === 0 && (!report.success || exitStatus !== 0 || report.numPassedTests === 0)
  return {
    passed: report.numPassedTests,
    failed: silent ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export const countChecks = (held: boolean[]): Counts => ({
  passed: held.filter(Boolean).length,
  failed: held.filter(ok => !ok).length,
  skipped: 0,
})

export const addCounts = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const isGreen = (c: Counts): boolean => c.failed === 0 && c.passed > 0

export const sentence = (c: Counts): string =>
  `${c.passed} passed, ${c.failed} failed${c.skipped > 0 ? `, ${c.skipped} skipped` : ''}`
