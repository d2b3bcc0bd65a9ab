import { Button, Progress } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { Fault, useFormats } from '../../kit/index.ts'
import { useMay } from '../../shell/session.ts'
import { SureButton } from '../sure-button.tsx'
import type { ImportWithCounts } from './queries.ts'
import { useImportsWords } from './words.ts'

type Counts = ImportWithCounts['counts']
const doneOf = (c: Counts): number => c.registered + c.changed + c.unchanged + c.refused
const openOf = (c: Counts): number => c.accepted + c.waiting

/** Writes what can be written, call after call, and says how far it came; beside it the rejected rows as a file. */
export function ApplyImport({ one }: { one: ImportWithCounts }) {
  const t = useImportsWords()
  const f = useFormats()
  const may = useMay()
  const [counts, setCounts] = useState(one.counts)
  const id = one.import_id
  const apply = useMutation({
    mutationFn: async () => {
      for (;;) {
        const there = await bodyOf(
          api.POST('/api/imports/{import_id}/apply', { params: { path: { import_id: id } } }),
        )
        setCounts(there.counts)
        if (there.is_done) return
      }
    },
  })
  const rejected = useMutation({ mutationFn: () => download(`/api/imports/${id}/rejected`) })
  const now = apply.isPending ? counts : one.counts
  const [done, all] = [doneOf(now), doneOf(now) + openOf(now)]
  const says = { done: f.number(done), all: f.number(all) }
  const count = f.number(openOf(one.counts))
  return (
    <div className="adm-stack adm-table-foot">
      {one.counts.rejected + one.counts.refused > 0 && (
        <div className="adm-act">
          <Button variant="default" loading={rejected.isPending} onClick={() => rejected.mutate()}>
            {t('rejected')}
          </Button>
          <span className="soft small">{t('rejected_hint')}</span>
        </div>
      )}
      <Fault error={rejected.error} />
      {apply.isPending ? (
        <div style={{ width: '100%', maxWidth: 560 }}>
          <Progress value={all === 0 ? 0 : (100 * done) / all} aria-label={t('applying', says)} mb={6} />
          <p role="status" className="small soft">
            {t('applying', says)}
          </p>
        </div>
      ) : one.state === 'checked' && openOf(one.counts) > 0 && may('import.run') ? (
        <SureButton
          label={t('apply', { count })}
          says={t('apply_says', { count })}
          onSure={() => apply.mutate()}
        />
      ) : one.state === 'applying' ? (
        <>
          <p className="small adm-warn">{t('left')}</p>
          <Button onClick={() => apply.mutate()}>{t('go_on')}</Button>
        </>
      ) : null}
      <p role="status" className="adm-good">
        {one.state === 'applied' ? t('applied') : ''}
      </p>
      <Fault error={apply.error} />
    </div>
  )
}
