import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { Loaded, MarkWord, Table, useFormats } from '../../kit/index.ts'
import { useMay } from '../../shell/session.ts'
import { usersQuery } from '../queries.ts'
import { type Setting, useSettingValue } from './setting-value.ts'
import { useSettingsWords } from './words.ts'

/** Who set what when, and the value that came with the software. */
export function ReviewHistory({ setting, name }: { setting: Setting; name: string }) {
  const t = useSettingsWords()
  const f = useFormats()
  const may = useMay()
  const inWords = useSettingValue()
  const { key } = setting
  const users = useQuery({ ...usersQuery, enabled: may('user.manage') })
  const history = useQuery({
    queryKey: ['review-settings', key],
    queryFn: async () =>
      (await bodyOf(api.GET('/api/reviews/settings/{key}/history', { params: { path: { key } } }))).items,
  })
  return (
    <>
      <Loaded of={history} rows={2} isEmpty={rows => rows.length === 0} empty={t('never')}>
        {rows => (
          <Table
            label={t('history_named', { name })}
            rows={rows}
            rowKey={r => r.set_at}
            columns={[
              { name: 'at', title: t('at'), cell: r => <span className="num">{f.moment(r.set_at)}</span> },
              { name: 'value', title: t('value'), cell: r => inWords(r) },
              {
                name: 'mark',
                title: t('mark'),
                cell: r => (r.mark === null ? t('own_choice') : <MarkWord mark={r.mark} />),
              },
              { name: 'source', title: t('source'), cell: r => r.source },
              {
                name: 'by',
                title: t('by'),
                isMinor: true,
                cell: r => users.data?.find(u => u.user_id === r.set_by)?.name ?? r.set_by,
              },
            ]}
          />
        )}
      </Loaded>
      <p className="small soft">{t('shipped', { value: inWords(setting.shipped) })}</p>
    </>
  )
}
