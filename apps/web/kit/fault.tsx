import { Button } from '@mantine/core'
import './fault.css'
import { isProblem } from '../api/problem.ts'
import { useKitWords } from './words.ts'

/** What went wrong, where it happened, with the next step. Nothing without an error. */
export function Fault({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const t = useKitWords()
  if (error === null || error === undefined) return null
  const problem = isProblem(error) ? error.body : undefined
  return (
    <div className="fault" role="alert">
      <p className="fault-title">{problem?.title ?? t('unreachable.title')}</p>
      <p>
        {problem === undefined
          ? t('unreachable.next')
          : problem.status >= 500
            ? t('defect.next', { id: problem.request_id })
            : problem.detail}
      </p>
      {(problem?.errors ?? []).length > 0 && (
        <ul className="fault-list">
          {problem?.errors?.map(e => (
            <li key={`${e.in}${e.pointer}${e.code}`}>{e.detail}</li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <Button variant="default" size="compact-sm" onClick={retry} className="no-print">
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
