import { describe, expect, it } from 'vitest'
import { addCounts, countChecks, countReport, isGreen, type Report, sentence } from '../../scripts/counts.ts'

const report = (change: Partial<Report>): Report => ({
  success: true,
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...change,
})

describe('the count of a run', () => {
  it('says what passed and failed, and what was skipped only if something was', () => {
    expect(sentence({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed')
    expect(sentence({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped')
  })

  it('counts a file that breaks before its first test as one failure', () => {
    const broken = { status: 'failed', assertionResults: [{ status: 'skipped' }, { status: 'skipped' }] }
    const told = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    const run = report({ success: false, numFailedTests: 1, numPendingTests: 2, testResults: [broken, told] })
    expect(countReport(run, 1)).toEqual({ passed: 2, failed: 2, skipped: 2 })
  })

  it.each([
    ['says that it was no success', report({ success: false }), 0],
    ['ends with another status than 0', report({}), 1],
    ['ran nothing', report({ numPassedTests: 0 }), 0],
  ])('counts one failure when a run without a failed test %s', (_, run, status) => {
    expect(countReport(run, status).failed).toBe(1)
  })

  it('adds types and lint as checks of their own', () => {
    const sum = addCounts(countChecks([true, false]), countReport(report({}), 0))
    expect(sum).toEqual({ passed: 3, failed: 1, skipped: 0 })
    expect(isGreen(sum)).toBe(false)
  })

  it('is not green when nothing ran', () => {
    expect(isGreen({ passed: 0, failed: 0, skipped: 4 })).toBe(false)
  })
})
