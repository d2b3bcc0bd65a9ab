import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Whether anybody holds a role everywhere. Of the owner. */
export async function holdsAnybody(tx: Tx, role: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `select 1 from user_grant where role = $1 and area = '*' and revoked_at is null limit 1`,
    [role],
  )
  return rowCount !== 0
}

/** Whether a user holds a role anywhere. Of the owner. */
export async function holdsRole(tx: Tx, userId: string, role: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    'select 1 from user_grant where user_id = $1 and role = $2 and revoked_at is null limit 1',
    [userId, role],
  )
  return rowCount !== 0
}

/** Gives a role from the command line, where the person at the machine is the authority; logged as the system's. */
export async function grantAsOwner(
  tx: Tx,
  wanted: { readonly userId: string; readonly role: string; readonly area: string; readonly sector: string },
): Promise<void> {
  await tx.client.query(
    `insert into user_grant (user_id, role, area, sector, granted_by) values ($1, $2, $3, $4, 'system:command_line')`,
    [wanted.userId, wanted.role, wanted.area, wanted.sector],
  )
  await appendAudit(tx, {
    area: SYSTEM,
    action: 'grant.give',
    object: { kind: 'user', id: wanted.userId },
    detail: { role: wanted.role, area: wanted.area, sector: wanted.sector },
  })
}

/** Takes roles back from the command line. Gives how many there were. */
export async function takeAsOwner(
  tx: Tx,
  userId: string,
  role: string | undefined,
  area: string | undefined,
): Promise<number> {
  const { rows } = await tx.client.query<{ role: string; area: string; sector: string }>(
    `update user_grant set revoked_by = 'system:command_line'
     where user_id = $1 and revoked_at is null and ($2::text is null or role = $2) and ($3::text is null or area = $3)
     returning role, area, sector`,
    [userId, role ?? null, area ?? null],
  )
  for (const detail of rows)
    await appendAudit(tx, {
      area: SYSTEM,
      action: 'grant.take',
      object: { kind: 'user', id: userId },
      detail,
    })
  return rows.length
}

/** Whether roles that decide or see everywhere must have a second factor. */
export async function setSecondFactorAsOwner(tx: Tx, needed: boolean): Promise<void> {
  await tx.client.query('update access_setting set second_factor = $1', [needed])
}

export interface ListedUser {
  readonly username: string
  readonly name: string
  readonly role: string | null
  readonly area: string | null
  readonly sector: string | null
  readonly banned: boolean
  readonly secondFactor: boolean
}

/** All accounts with what they hold, for the command line. `auth` is the quoted name of the sign-in schema. */
export async function allUsers(tx: Tx, auth: string): Promise<ListedUser[]> {
  const { rows } = await tx.client.query<ListedUser>(
    `select u.username, u.name, g.role, g.area, g.sector, u.banned is true as banned, u."twoFactorEnabled" is true as "secondFactor"
     from ${auth}."user" u left join user_grant g on g.user_id = u.id and g.revoked_at is null
     order by u.username, g.role, g.area`,
  )
  return rows
}
