/** What only an administrator may do: roles, schemas, extensions. Repeating it changes nothing. */
import pg from 'pg'
import { Failure } from '../failure/index.ts'
import { type Admin, roleUrl } from './connect.ts'
import { quoted, type RoleKind, type StoreNames } from './names.ts'

const OLDEST = 15
const EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gist']

/** Throws Failure in words when the server is older than we can use. `number` as in server_version_num: 150004. */
export function refuseOldServer(number: number, name: string): void {
  if (number >= OLDEST * 10_000) return
  throw new Failure(
    `PostgreSQL ${name} quá cũ: An Sinh cần PostgreSQL ${OLDEST} trở lên\n` +
      `(PostgreSQL ${name} is too old: ${OLDEST} or newer is needed)`,
  )
}

export async function checkVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  )
  refuseOldServer(Number(rows[0]?.number), rows[0]?.name ?? '?')
}

/** Roles, schemas and extensions of a province. */
export async function prepareDatabase(client: pg.ClientBase, admin: Admin, names: StoreNames): Promise<void> {
  for (const kind of Object.keys(names.roles) as RoleKind[]) await makeRole(client, admin, names, kind)
  await makeSchemas(client, names)
  await makeExtensions(client)
}

const ATTRIBUTES = 'login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls'

async function makeRole(
  client: pg.ClientBase,
  admin: Admin,
  names: StoreNames,
  kind: RoleKind,
): Promise<void> {
  const role = names.roles[kind]
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (known.rowCount === 0) {
    const password = client.escapeLiteral(admin.passwords[kind])
    await client.query(`create role ${quoted(role)} ${ATTRIBUTES} password ${password}`).catch(e => {
      // another database of this server makes the same role at this moment
      if (!['23505', '42710'].includes((e as { code?: string }).code ?? '')) throw e
    })
  }
  await checkPassword(admin, role, kind)
  if (kind !== 'owner') return
  // a schema is given away only by a member of the new owner; a superuser needs no membership
  const su = await client.query<{ su: boolean }>(
    'select rolsuper as su from pg_roles where rolname = current_user',
  )
  if (su.rows[0]?.su !== true) await client.query(`grant ${quoted(role)} to current_user`)
}

/** A role that was made from another data folder keeps its password: changing it would lock that one out. */
async function checkPassword(admin: Admin, role: string, kind: RoleKind): Promise<void> {
  const client = new pg.Client({ connectionString: roleUrl(admin, role, admin.passwords[kind]) })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (e) {
    const code = (e as { code?: string }).code
    if (code !== '28P01' && code !== '28000') throw e
    throw new Failure(
      `máy chủ này đã có vai trò ${role} với mật khẩu khác: kho dữ liệu của nó thuộc về một thư mục dữ liệu khác. ` +
        `Hãy dùng lại tệp secrets.json của thư mục đó, hoặc chọn tên tỉnh khác bằng --province.\n` +
        `(the server has a role ${role} with another password: its store belongs to another data folder. Use that folder's secrets.json, or choose another --province)`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function makeSchemas(client: pg.ClientBase, names: StoreNames): Promise<void> {
  const [schema, auth, jobs] = [names.schema, names.auth, names.jobs].map(quoted)
  const [owner, app, worker, signIn] = [
    names.roles.owner,
    names.roles.app,
    names.roles.worker,
    names.roles.auth,
  ].map(quoted)
  const everything = 'select, insert, update, delete'
  await client.query(`
    create schema if not exists ${schema} authorization ${owner};
    create schema if not exists ${auth} authorization ${owner};
    create schema if not exists ${jobs} authorization ${owner};
    grant usage on schema ${schema} to ${app}, ${worker};
    grant usage on schema ${auth} to ${signIn};
    grant usage on schema ${jobs} to ${app}, ${worker};
    alter default privileges for role ${owner} in schema ${auth} grant ${everything} on tables to ${signIn};
    alter default privileges for role ${owner} in schema ${jobs} grant select, insert on tables to ${app};
    alter default privileges for role ${owner} in schema ${jobs} grant ${everything} on tables to ${worker};
    alter default privileges for role ${owner} in schema ${jobs} grant usage, select on sequences to ${app}, ${worker};
  `)
}

async function makeExtensions(client: pg.ClientBase): Promise<void> {
  for (const name of EXTENSIONS) {
    const known = await client.query<{ schema: string }>(
      'select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = $1',
      [name],
    )
    const schema = known.rows[0]?.schema
    if (schema === 'public') continue
    if (schema !== undefined)
      throw new Failure(
        `phần mở rộng ${name} của PostgreSQL nằm trong lược đồ ${schema}, An Sinh cần nó trong public. ` +
          `Quản trị viên hãy chạy: alter extension ${name} set schema public\n` +
          `(extension ${name} lies in schema ${schema}; it must lie in public)`,
      )
    await client.query(`create extension if not exists ${quoted(name)} schema public`).catch(e => {
      throw new Failure(
        `không cài được phần mở rộng ${name} của PostgreSQL: ${(e as Error).message}. ` +
          `Quản trị viên hãy chạy: create extension ${name} schema public\n` +
          `(could not create extension ${name}: let an administrator do it)`,
      )
    })
  }
}
