import { Failure } from '../failure/index.ts'

/** The kinds of login roles a province has. */
export type RoleKind = 'owner' | 'app' | 'worker' | 'auth'

/** What a province is called inside PostgreSQL. */
export interface StoreNames {
  /** As the officer writes it: `hai-phong`. */
  readonly province: string
  /** Registry, reviews, determinations. */
  readonly schema: string
  /** Tables of sign-in. */
  readonly auth: string
  /** Tables of the queue. */
  readonly jobs: string
  readonly roles: Readonly<Record<RoleKind, string>>
}

/** Names come from people and are written into SQL: only these shapes are let through. */
const PROVINCE = /^[a-z][a-z0-9-]{1,30}$/

/**
 * Names of schemas and roles of a province. Throws Failure (2) for a name that is no lower-case word of 2 to 31 letters,
 * digits and hyphens.
 */
export function storeNames(province: string): StoreNames {
  if (!PROVINCE.test(province))
    throw new Failure(
      `tên tỉnh "${province}" không hợp lệ: chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ hai-phong\n` +
        `(province name "${province}" is not valid: lower-case letters, digits and hyphens, e.g. hai-phong)`,
      2,
    )
  if (province.startsWith('pg-'))
    throw new Failure(
      `tên tỉnh "${province}" không dùng được: PostgreSQL giữ riêng các tên bắt đầu bằng pg_\n` +
        `(PostgreSQL keeps names that begin with pg_ for itself)`,
      2,
    )
  const schema = province.replaceAll('-', '_')
  return {
    province,
    schema,
    auth: `${schema}_auth`,
    jobs: `${schema}_jobs`,
    roles: {
      owner: `${schema}_owner`,
      app: `${schema}_app`,
      worker: `${schema}_worker`,
      auth: `${schema}_auth`,
    },
  }
}

/** A name as SQL text. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Replaces the placeholders of a migration by quoted names. Throws for a placeholder that does not exist. */
export function fillNames(sqlText: string, names: StoreNames): string {
  const values: Record<string, string> = {
    schema: names.schema,
    auth: names.auth,
    jobs: names.jobs,
    owner: names.roles.owner,
    app: names.roles.app,
    worker: names.roles.worker,
    auth_role: names.roles.auth,
  }
  return sqlText.replaceAll(/\{\{\s*([a-z_]+)\s*\}\}/g, (_, key: string) => {
    const value = values[key]
    if (value === undefined)
      throw new Error(
        `unknown placeholder {{${key}}}; known: ${Object.keys(values)
          .map(k => `{{${k}}}`)
          .join(' ')}`,
      )
    return quoted(value)
  })
}
