import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { api, bodyOf } from '../api/client.ts'
import { Fault, Page, Section, Table, useFormats, Waiting } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { useMe } from '../shell/session.ts'
import './administration.css'
import { type Erasure, erasuresQuery } from './erasures.ts'
import { PersonRights } from './person-rights.tsx'
import { SureButton } from './sure-button.tsx'
import { useAdministrationWords } from './words.ts'

/** Rights of a person over what is kept about him: a copy, and erasure by two people. */
export function PrivacyPage() {
  const t = useAdministrationWords()
  return (
    <Page title={t('privacy.title')} lead={t('privacy.lead')}>
      <PersonRights />
      <Section title={t('privacy.list')}>
        <Erasures />
      </Section>
    </Page>
  )
}

function Erasures() {
  const t = useAdministrationWords()
  const f = useFormats()
  const me = useMe()
  const unitName = useUnitName()
  const list = useInfiniteQuery(erasuresQuery)
  const decide = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'approve' | 'refuse' | 'withdraw' }) =>
      bodyOf(
        api.POST('/api/erasures/{request_id}/decision', {
          params: { path: { request_id: id } },
          body: { decision },
        }),
      ),
  })
  if (list.isError) return <Fault error={list.error} retry={() => void list.refetch()} />
  if (list.data === undefined) return <Waiting rows={3} />
  const rows = list.data.pages.flatMap(page => page.items)
  if (rows.length === 0) return <p className="empty">{t('privacy.none')}</p>
  const acts = (r: Erasure) => {
    if (r.state !== 'proposed') return null
    const act = (decision: 'approve' | 'refuse' | 'withdraw') => (
      <SureButton
        key={decision}
        label={t(`privacy.${decision}`)}
        says={t(`privacy.${decision}_says`)}
        onSure={() => decide.mutate({ id: r.request_id, decision })}
        isGrave={decision === 'approve'}
        compact
      />
    )
    return r.proposed_by === me.user_id ? (
      <div className="adm-act">
        <span className="small soft">{t('privacy.mine')}</span>
        {act('withdraw')}
      </div>
    ) : (
      <div className="adm-act">
        {act('approve')}
        {act('refuse')}
      </div>
    )
  }
  return (
    <>
      <Fault error={decide.error} />
      <Table
        label={`${t('privacy.list')}: ${t('privacy.state')}`}
        rows={rows}
        rowKey={r => r.request_id}
        columns={[
          {
            name: 'at',
            title: t('privacy.at'),
            cell: r => <span className="num">{f.moment(r.proposed_at)}</span>,
          },
          { name: 'person', title: t('privacy.person'), cell: r => r.person_id },
          {
            name: 'commune',
            title: t('privacy.commune'),
            isMinor: true,
            cell: r => unitName(r.commune_code),
          },
          { name: 'ground', title: t('privacy.ground'), cell: r => t(`privacy.grounds.${r.ground}`) },
          { name: 'reference', title: t('privacy.reference'), isMinor: true, cell: r => r.reference },
          { name: 'state', title: t('privacy.state'), cell: r => t(`privacy.states.${r.state}`) },
          { name: 'act', title: t('privacy.act'), cell: acts },
        ]}
      />
      {list.hasNextPage && (
        <Button
          className="adm-table-foot"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('privacy.more')}
        </Button>
      )}
    </>
  )
}
