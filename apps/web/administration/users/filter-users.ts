import type { User } from '../queries.ts'
import type { UsersSearch } from '../search.ts'

/** Small letters without marks: people type names without dấu. */
export const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')

const IS: Record<NonNullable<UsersSearch['state']>, (u: User) => boolean> = {
  open: u => !u.banned,
  one_time: u => u.one_time_until !== null,
  no_factor: u => !u.second_factor,
  banned: u => u.banned,
  no_role: u => u.grants.length === 0,
}

/** The accounts that fit what was typed and the filters, by name. */
export function filterUsers(
  users: readonly User[],
  typed: string,
  { role, area, state }: UsersSearch,
): readonly User[] {
  const wanted = plain(typed.trim())
  return users
    .filter(
      u =>
        (wanted === '' || plain(`${u.name} ${u.username}`).includes(wanted)) &&
        (role === undefined || u.grants.some(g => g.role === role)) &&
        (area === undefined || u.grants.some(g => g.area === area)) &&
        (state === undefined || IS[state](u)),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}
