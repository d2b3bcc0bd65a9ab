import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { once } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { queryClient } from '../shell/queries.ts'

const CHANGED = new Set(['review.case_changed', 'review.step_not_allowed', 'review.decision_over'])

/** Has somebody else been faster? */
export const isChanged = (e: unknown): boolean =>
  isProblem(e) && (CHANGED.has(e.code) || e.code === 'version.changed')

/**
 * A write of a review. When somebody else has moved the case meanwhile, everything shown is read again, and what was typed stays: whoever
 * typed it looks at what is there now and writes again, or not.
 */
export function useWrite<Input, Output>(
  write: (input: Input) => Promise<Output>,
  done?: (output: Output) => void,
): UseMutationResult<Output, Error, Input> {
  return useMutation<Output, Error, Input>({
    mutationFn: write,
    onSuccess: output => done?.(output),
    onError: async e => {
      if (isChanged(e)) await queryClient.invalidateQueries({ queryKey: ['reviews'] })
    },
  })
}

/** Headers of a write on what was read at this version. */
export const on = (version: number): { 'If-Match': string; 'Idempotency-Key': string } => ({
  'If-Match': `"${version}"`,
  ...once(),
})
