import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { api, bodyOf } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { Fault, useFormats } from '../../kit/index.ts'
import { holds, useMe } from '../../shell/session.ts'
import type { LogSearch } from '../search.ts'
import { useAreaName } from './area-name.ts'
import { useLogWords } from './words.ts'

/** Verifies the chain of the area that is looked at, or all; and gives a signed checkpoint away. */
export function VerifyLog() {
  const t = useLogWords()
  const f = useFormats()
  const areaName = useAreaName()
  const me = useMe()
  const { area } = useSearch({ strict: false }) as LogSearch
  const isCity = holds(me, 'audit.read', '*')
  const own = me.permissions.find(p => p.permission === 'audit.read')?.area
  const wanted = area ?? (isCity ? undefined : own)
  const verify = useMutation({
    mutationFn: () =>
      bodyOf(
        api.GET('/api/audit/verification', {
          params: { query: wanted === undefined ? {} : { area: wanted } },
        }),
      ),
  })
  const checkpoint = useMutation({ mutationFn: () => download('/api/audit/checkpoint', { method: 'POST' }) })
  const result = verify.data
  return (
    <div className="adm-stack">
      <div className="adm-act">
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('verify.go')}
        </Button>
        <span className="small soft">
          {t('verify.lead', { area: wanted === undefined ? t('all_areas').toLowerCase() : areaName(wanted) })}
        </span>
      </div>
      <div role="status">
        {result?.sound === true && (
          <p className="adm-good">
            {t('verify.sound', {
              entries: f.number(result.entries),
              areas: f.number(result.areas),
              at: f.moment(result.checked_at),
            })}
          </p>
        )}
        {result?.sound === false && (
          <>
            <p className="adm-bad">
              {t('verify.broken', {
                count: f.number(result.faults.length),
                entries: f.number(result.entries),
              })}
            </p>
            <ul className="fault-list">
              {result.faults.slice(0, 100).map(fault => (
                <li key={`${fault.area} ${fault.seq} ${fault.kind}`}>
                  {t(fault.until === undefined ? 'verify.fault' : 'verify.fault_until', {
                    area: areaName(fault.area),
                    seq: fault.seq,
                    until: fault.until ?? '',
                    kind: t(`faults.${fault.kind}`),
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Fault error={verify.error ?? checkpoint.error} />
      {isCity && (
        <div className="adm-act">
          <Button variant="default" loading={checkpoint.isPending} onClick={() => checkpoint.mutate()}>
            {t('verify.checkpoint')}
          </Button>
          <span className="small soft">{t('verify.checkpoint_says')}</span>
        </div>
      )}
    </div>
  )
}
