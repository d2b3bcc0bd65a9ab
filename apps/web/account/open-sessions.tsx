import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../api/client.ts'
import { Fault, Loaded, Section, Table, useFormats } from '../kit/index.ts'
import { leave } from '../shell/session.ts'
import { browserName } from './browser-name.ts'
import { useAccountWords } from './words.ts'

/** Where one is signed in; ends one of them, or all. */
export function OpenSessions() {
  const t = useAccountWords()
  const f = useFormats()
  const sessions = useQuery({
    queryKey: ['me', 'sessions'],
    queryFn: async () => (await bodyOf(api.GET('/api/me/sessions'))).sessions,
  })
  const end = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } }),
  })
  const endAll = useMutation({
    // leaves as part of the deed: afterwards nothing here may be asked for any more
    mutationFn: async () => {
      await api.DELETE('/api/me/sessions')
      await leave()
    },
  })
  return (
    <Section title={t('sessions.title')} aside={t('sessions.lead')}>
      <Fault error={end.error ?? endAll.error} />
      <Loaded of={sessions} rows={2}>
        {rows => (
          <Table
            label={t('sessions.list')}
            rows={rows}
            rowKey={s => s.id}
            columns={[
              {
                name: 'device',
                title: t('sessions.device'),
                cell: s => (
                  <>
                    {browserName(s.browser) ?? t('sessions.unknown_device')}
                    {s.is_this && <span className="soft small"> · {t('sessions.this')}</span>}
                  </>
                ),
              },
              { name: 'address', title: t('sessions.address'), isMinor: true, cell: s => s.address },
              {
                name: 'begun',
                title: t('sessions.begun'),
                isMinor: true,
                cell: s => <span className="num">{f.moment(s.begun_at)}</span>,
              },
              {
                name: 'used',
                title: t('sessions.used'),
                cell: s => <span className="num">{f.moment(s.used_at)}</span>,
              },
              {
                name: 'act',
                title: t('sessions.act'),
                cell: s =>
                  s.is_this ? null : (
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t('sessions.end_named', { begun: f.moment(s.begun_at) })}
                      onClick={() => end.mutate(s.id)}
                    >
                      {t('sessions.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <div className="acc-act acc-all">
        <Button variant="default" loading={endAll.isPending} onClick={() => endAll.mutate()}>
          {t('sessions.all')}
        </Button>
      </div>
    </Section>
  )
}
