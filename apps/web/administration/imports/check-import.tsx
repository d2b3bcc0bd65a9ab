import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { Fault } from '../../kit/index.ts'
import { queryClient } from '../../shell/queries.ts'
import { type ImportWithCounts, importQuery } from './queries.ts'
import { useImportsWords } from './words.ts'

/** The trial: every household is read and checked, nothing is written. */
export function CheckImport({ one }: { one: ImportWithCounts }) {
  const t = useImportsWords()
  const id = one.import_id
  const check = useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/imports/{import_id}/check', { params: { path: { import_id: id } } })),
    onSuccess: checked => queryClient.setQueryData(importQuery(id).queryKey, checked),
  })
  const has = (part: ImportWithCounts['parts'][number]) => one.parts.includes(part)
  const isComplete = one.kind === 'national' ? has('workbook') : has('households') && has('persons')
  return (
    <div className="adm-stack adm-table-foot">
      <div className="adm-act">
        <Button
          disabled={!isComplete}
          variant={one.state === 'checked' ? 'default' : 'filled'}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('check')}
        </Button>
        <span className="soft small" role="status">
          {check.isPending || one.state === 'checking' ? t('checking') : t('check_says')}
        </span>
      </div>
      <Fault error={check.error} />
    </div>
  )
}
