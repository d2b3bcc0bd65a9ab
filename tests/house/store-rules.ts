/**
 * What the store must not use, so that it runs behind a pooler that hands out connections per transaction, on several servers, and on a cluster that spreads
 * the schemas over nodes (docs/scale.md). Each rule takes files and returns what is wrong, in words.
 */
import type { SourceFile } from './rules.ts'

/** SQL without comments. */
const sqlOf = (file: SourceFile): string =>
  file.text.replaceAll(/--.*$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '')

const REFUSED_IN_MIGRATIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(listen|notify)\s+[a-z_"]|\bpg_notify\s*\(/i, 'LISTEN and NOTIFY need one connection for ever'],
  [/\bunlogged\b/i, 'an unlogged table is empty after a crash'],
  [/\bcreate\s+(or\s+replace\s+)?rule\b/i, 'a cluster refuses rules'],
  [/\binherits\s*\(/i, 'a cluster refuses inheritance'],
  [/\bcreate\s+(global\s+)?temp(orary)?\b/i, 'a temporary table belongs to one connection'],
  [
    /\bcreate\s+(database|tablespace|extension|role|user)\b/i,
    'this belongs to the administrator: platform/db/prepare.ts',
  ],
  [
    /\bsecurity\s+definer\b(?![\s\S]{0,80}?\bset\s+search_path\b)/i,
    'a security definer function fixes its search_path',
  ],
]

/** Things that a migration must not make. */
export const refusedInMigrations = (files: readonly SourceFile[]): string[] =>
  files.flatMap(file =>
    REFUSED_IN_MIGRATIONS.filter(([found]) => found.test(sqlOf(file))).map(
      ([, why]) => `${file.path}: ${why}`,
    ),
  )

/** Foreign keys from one schema of the province into another. `unqualified` tables are those of the registry. */
export const crossSchemaKeys = (files: readonly SourceFile[]): string[] =>
  files.flatMap(file =>
    statementsOf(sqlOf(file)).flatMap(statement => {
      const table =
        /\b(?:create|alter)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?(?:\{\{(\w+)\}\}\.)?"?(\w+)/i.exec(
          statement,
        )
      if (table === null) return []
      return [...statement.matchAll(/\breferences\s+(?:\{\{(\w+)\}\}\.)?"?(\w+)/gi)]
        .filter(target => (target[1] ?? 'schema') !== (table[1] ?? 'schema'))
        .map(target => `${file.path}: ${table[2]} refers to ${target[2]} of another schema`)
    }),
  )

/** Functions and the schemas beside the registry that they read: each one is a step to another node where the schemas are spread. */
export const crossSchemaFunctions = (files: readonly SourceFile[]): string[] =>
  files.flatMap(file =>
    statementsOf(sqlOf(file)).flatMap(statement => {
      const name = /\bcreate\s+(?:or\s+replace\s+)?function\s+(\w+)/i.exec(statement)?.[1]
      if (name === undefined) return []
      return [
        ...new Set([...statement.matchAll(/\{\{(auth|jobs)\}\}/g)].map(found => `${name} reads ${found[1]}`)),
      ]
    }),
  )

/** Statements end at a semicolon outside of a $$ body. */
function statementsOf(sql: string): string[] {
  const found: string[] = []
  let start = 0
  let inside = false
  for (const mark of sql.matchAll(/\$\w*\$|;/g)) {
    if (mark[0] !== ';') inside = !inside
    else if (!inside) {
      found.push(sql.slice(start, mark.index))
      start = mark.index + 1
    }
  }
  return [...found, sql.slice(start)]
}

const REFUSED_IN_CODE: readonly (readonly [RegExp, string])[] = [
  [/[`'"]\s*(listen|notify)\s+[a-z_"$]|\bpg_notify\s*\(/i, 'LISTEN and NOTIFY need one connection for ever'],
  [/\bset_config\s*\([^)]*,\s*false\s*\)/i, 'a setting that outlives its transaction reaches somebody else'],
  [
    /[(,=?:;]\s*[`'"]\s*set\s+(session\s+)?(?!local\b|session\b|default\b)[a-z_.]+\s*(=|to)\s/i,
    'a setting that outlives its transaction reaches somebody else',
  ],
  [
    /\bpg_(try_)?advisory_lock(_shared)?\s*\(/i,
    'a lock of a session outlives its transaction: take pg_advisory_xact_lock',
  ],
  [/\bwith\s+hold\b/i, 'a cursor WITH HOLD belongs to one connection'],
  [
    /\bcreate\s+temp(orary)?\s+table\b(?![\s\S]{0,2000}?\bon\s+commit\s+drop\b)/i,
    'a temporary table outlives its transaction unless it says on commit drop',
  ],
]

/** What a statement in code must not do, except in the files that are named with the reason. */
export const refusedInCode = (
  files: readonly SourceFile[],
  allowed: Readonly<Record<string, string>>,
): string[] =>
  files
    .filter(file => allowed[file.path] === undefined)
    .flatMap(file =>
      REFUSED_IN_CODE.filter(([found]) => found.test(file.text)).map(([, why]) => `${file.path}: ${why}`),
    )
