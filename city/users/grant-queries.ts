import type { Tx } from '../../platform/db/index.ts'

export interface Grant {
  readonly grantId: string
  readonly userId: string
  readonly role: string
  /** '*' or the code of a commune. */
  readonly area: string
  readonly sector: string
  readonly grantedBy: string
  readonly grantedAt: Date
}

export interface ManagedUser {
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly banned: boolean
  readonly secondFactor: boolean
  /** Until when his one-time password must be used; null: his password is his own. */
  readonly oneTimeUntil: Date | null
  readonly createdAt: Date
}

const GRANT = `grant_id as "grantId", user_id as "userId", role, area, sector, granted_by as "grantedBy", granted_at as "grantedAt"`

/** Grants in force that the session's user may see: his own, and those within what he manages. */
export async function grantsInForce(tx: Tx, userId?: string): Promise<Grant[]> {
  const { rows } = await tx.client.query<Grant>(
    `select ${GRANT} from user_grant where revoked_at is null and ($1::text is null or user_id = $1) order by granted_at, grant_id`,
    [userId ?? null],
  )
  return rows
}

/** Gives a role. The database refuses (42501) a grant to oneself and one beyond one's own area and sector. */
export async function insertGrant(
  tx: Tx,
  wanted: Pick<Grant, 'userId' | 'role' | 'area' | 'sector' | 'grantedBy'>,
): Promise<Grant> {
  const { rows } = await tx.client.query<Grant>(
    `insert into user_grant (user_id, role, area, sector, granted_by) values ($1, $2, $3, $4, $5) returning ${GRANT}`,
    [wanted.userId, wanted.role, wanted.area, wanted.sector, wanted.grantedBy],
  )
  const made = rows[0]
  if (made === undefined) throw new Error('a grant was made and not returned')
  return made
}

/** Takes a role back. Undefined when there is no such grant in force within what the session's user manages. */
export async function endGrant(
  tx: Tx,
  grantId: string,
  userId: string,
  by: string,
): Promise<Grant | undefined> {
  const { rows } = await tx.client.query<Grant>(
    `update user_grant set revoked_by = $3 where grant_id = $1 and user_id = $2 and revoked_at is null returning ${GRANT}`,
    [grantId, userId, by],
  )
  return rows[0]
}

/** Accounts that the session's user manages, by name. */
export async function managedUsers(tx: Tx): Promise<ManagedUser[]> {
  const { rows } = await tx.client.query<ManagedUser>(
    `select user_id as "userId", coalesce(username, '') as username, name, banned, second_factor as "secondFactor",
            one_time_until as "oneTimeUntil", created_at as "createdAt"
     from managed_users() order by name, user_id`,
  )
  return rows
}

/** Whether the session's user may reset or shut out that one, and whether he manages anybody at all. */
export async function reachOver(
  tx: Tx,
  userId: string,
): Promise<{ manages: boolean; anybody: boolean; self: boolean }> {
  const { rows } = await tx.client.query<{ manages: boolean; anybody: boolean; self: boolean }>(
    `select may_manage_user($1) as manages, cardinality(may_sector('user.manage')) > 0 as anybody,
            coalesce(session_user_id() = $1, false) as self`,
    [userId],
  )
  return rows[0] ?? { manages: false, anybody: false, self: false }
}

/** Names of users, for beside what they did. Users of other stores and `system:` actors have none. */
export async function userNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.client.query<{ user_id: string; name: string }>(
    'select user_id, name from user_names($1)',
    [[...new Set(ids)]],
  )
  return new Map(rows.map(r => [r.user_id, r.name]))
}

/** What the session's user is and holds. Undefined without a session that counts. */
export async function ownAccount(tx: Tx): Promise<OwnAccount | undefined> {
  const { rows } = await tx.client.query<Omit<OwnAccount, 'permissions'>>(
    `select user_id as "userId", coalesce(username, '') as username, name, second_factor as "secondFactor",
            one_time_until as "oneTimeUntil", session_needs() as needs
     from my_account()`,
  )
  const account = rows[0]
  if (account === undefined) return undefined
  const held = await tx.client.query<Permission>(
    'select permission, area, sector from my_permissions() order by permission, area, sector',
  )
  return { ...account, permissions: held.rows }
}

export interface Permission {
  readonly permission: string
  readonly area: string
  readonly sector: string
}

export interface OwnAccount {
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly secondFactor: boolean
  readonly oneTimeUntil: Date | null
  /** What must be done before all grants count: `password`, `second_factor`. */
  readonly needs: readonly string[]
  readonly permissions: readonly Permission[]
}

export interface RoleRow {
  readonly role: string
  readonly nameVi: string
  readonly nameEn: string
  readonly decides: boolean
  readonly permissions: readonly string[]
}

/** The roles and what each may do. */
export async function rolesOf(tx: Tx): Promise<RoleRow[]> {
  const { rows } = await tx.client.query<RoleRow>(
    `select r.role, r.name_vi as "nameVi", r.name_en as "nameEn", r.decides,
            coalesce((select array_agg(p.permission order by p.permission) from role_permission p where p.role = r.role), '{}') as permissions
     from role r order by r.role`,
  )
  return rows
}

export interface SectorRow {
  readonly sector: string
  readonly nameVi: string
  readonly nameEn: string
}

/** The sectors to which a role can be narrowed. */
export async function sectorsOf(tx: Tx): Promise<SectorRow[]> {
  const { rows } = await tx.client.query<SectorRow>(
    'select sector, name_vi as "nameVi", name_en as "nameEn" from sector order by sector',
  )
  return rows
}

export interface AccessSetting {
  readonly idleMinutes: number
  readonly sessionMinutes: number
  readonly secondFactor: boolean
}

/** How strict the door is. */
export async function accessSetting(tx: Tx): Promise<AccessSetting> {
  const { rows } = await tx.client.query<AccessSetting>(
    'select idle_minutes as "idleMinutes", session_minutes as "sessionMinutes", second_factor as "secondFactor" from access_setting',
  )
  const found = rows[0]
  if (found === undefined) throw new Error('access_setting has no row')
  return found
}

/** Changes it. False when the session's user may not. */
export async function setAccessSetting(tx: Tx, wanted: AccessSetting): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    'update access_setting set idle_minutes = $1, session_minutes = $2, second_factor = $3',
    [wanted.idleMinutes, wanted.sessionMinutes, wanted.secondFactor],
  )
  return rowCount === 1
}
