import { Button, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Fault } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { useUnits } from '../../shell/places.ts'
import { useMe } from '../../shell/session.ts'
import { rolesQuery } from '../queries.ts'
import { useUsersWords } from './words.ts'

/** Gives a role in an area and a sector; what lies beyond the giver's own area is refused by the database. */
export function GiveRole({ userId }: { userId: string }) {
  const t = useUsersWords()
  const two = useTwo()
  const units = useUnits()
  const me = useMe()
  const { data } = useQuery(rolesQuery)
  const [role, setRole] = useState<string | null>(null)
  const [area, setArea] = useState<string | null>(null)
  const [sector, setSector] = useState<string | null>('*')
  const mine = me.permissions.filter(p => p.permission === 'user.manage').map(p => p.area)
  const isCity = mine.includes('*')
  const give = useMutation({
    mutationFn: (wanted: { role: string; area: string; sector: string }) =>
      api.POST('/api/users/{id}/grants', { params: { path: { id: userId } }, body: wanted }),
    onSuccess: () => {
      setRole(null)
      setArea(null)
      setSector('*')
    },
  })
  return (
    <form
      className="adm-table-foot"
      onSubmit={e => {
        e.preventDefault()
        if (role !== null && area !== null) give.mutate({ role, area, sector: sector ?? '*' })
      }}
    >
      <div className="adm-filters">
        <Select
          label={t('role')}
          data={(data?.roles ?? []).map(r => ({ value: r.role, label: two(r.name) }))}
          value={role}
          onChange={setRole}
        />
        <Select
          label={t('area')}
          searchable
          data={[
            ...(isCity ? [{ value: '*', label: t('everywhere') }] : []),
            ...[...units.values()]
              .filter(u => isCity || mine.includes(u.code))
              .map(u => ({ value: u.code, label: u.full_name })),
          ]}
          value={area}
          onChange={setArea}
        />
        <Select
          label={t('sector')}
          data={[
            { value: '*', label: t('every_sector') },
            ...(data?.sectors ?? []).map(s => ({ value: s.sector, label: two(s.name) })),
          ]}
          value={sector}
          onChange={setSector}
        />
        <Button
          type="submit"
          className="adm-as-is"
          disabled={role === null || area === null}
          loading={give.isPending}
        >
          {t('give')}
        </Button>
      </div>
      {data?.roles.find(r => r.role === role)?.decides === true && (
        <p className="small soft">{t('decides')}</p>
      )}
      <Fault error={give.error} />
    </form>
  )
}
