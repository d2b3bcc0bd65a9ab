import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Fault, Section, Table, useFormats } from '../../kit/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { type User, useRoleName, usersQuery, useSectorName } from '../queries.ts'
import { SureButton } from '../sure-button.tsx'
import { GiveRole } from './give-role.tsx'
import { useUsersWords } from './words.ts'

/** The roles that an account holds: role × area × sector; gives one, takes one back. */
export function UserRoles({ user, isMine }: { user: User; isMine: boolean }) {
  const t = useUsersWords()
  const f = useFormats()
  const roleName = useRoleName()
  const sectorName = useSectorName()
  const unitName = useUnitName()
  const users = useQuery(usersQuery)
  const areaName = (area: string): string => (area === '*' ? t('everywhere') : unitName(area))
  const take = useMutation({
    mutationFn: (grant: string) =>
      api.DELETE('/api/users/{id}/grants/{grant}', { params: { path: { id: user.user_id, grant } } }),
  })
  return (
    <Section title={t('roles')}>
      <Fault error={take.error} />
      {user.grants.length === 0 ? (
        <p className="empty">{t('no_roles')}</p>
      ) : (
        <Table
          label={`${t('roles')}: ${user.name}`}
          rows={user.grants}
          rowKey={g => g.grant_id}
          columns={[
            { name: 'role', title: t('role'), cell: g => roleName(g.role) },
            { name: 'area', title: t('area'), cell: g => areaName(g.area) },
            {
              name: 'sector',
              title: t('sector'),
              isMinor: true,
              cell: g => (g.sector === '*' ? t('every_sector') : sectorName(g.sector)),
            },
            {
              name: 'at',
              title: t('given_at'),
              isMinor: true,
              cell: g => <span className="num">{f.moment(g.granted_at)}</span>,
            },
            {
              name: 'by',
              title: t('by'),
              isMinor: true,
              cell: g => users.data?.find(u => u.user_id === g.granted_by)?.name ?? g.granted_by,
            },
            {
              name: 'act',
              title: t('act'),
              cell: g =>
                isMine ? null : (
                  <SureButton
                    label={t('take')}
                    named={t('take_named', { role: roleName(g.role), area: areaName(g.area) })}
                    says={t('take_says')}
                    onSure={() => take.mutate(g.grant_id)}
                    isGrave
                    compact
                  />
                ),
            },
          ]}
        />
      )}
      {!isMine && <GiveRole userId={user.user_id} />}
    </Section>
  )
}
