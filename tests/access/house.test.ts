import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'

/**
 * Functions that run with the owner's rights and that the application may call. Each one is a hole in row-level security made on purpose: it must look
 * at the session itself. A new one is added here only after somebody has read it with that question.
 */
const DOORS_OF_THE_APPLICATION: Readonly<Record<string, string>> = {
  'resolve_session(presented text)': 'answers with the user of exactly this token',
  'session_user_id()': 'the user of the own session',
  'session_needs()': 'what the own account lacks',
  'may(wanted text)': 'the own areas',
  'may_everywhere(wanted text)': 'the own rights',
  'may_pairs(wanted text)': 'the own areas and sectors',
  'may_sector(wanted text)': 'the own sectors',
  'my_permissions()': 'the own rights',
  'may_grant(wanted_area text, wanted_sector text)': 'the own reach as a manager',
  'may_manage_user(other text)': 'the own reach as a manager',
  'managed_users()': 'accounts within the own reach as a manager',
  'my_account()': 'the own account',
  'user_names(ids text[])': 'names of officers, for whoever holds any role',
  'audit_append(area text, action text, object_kind text, object_id text, detail jsonb)':
    'appends; the actor is the user of the session',
  'audit_at_the_door(action text, who text, detail jsonb)': 'appends four actions of sign-in, reads nothing',
  'audit_of_person(person text)': 'privacy.copy in the commune of the person; entries of the own areas only',
  'delivery_enter(of_month date, of_household text, of_person text, of_benefit text, new_state text, moved bigint, day date, words text)':
    'delivery.write in the commune and sector of the right; the actor is the user of the session; never more than is owed',
  'find_people(stage text, key text, marked text, wanted text[], page integer, reach integer, after_commune text, after_key text, after_name text, after_id text)':
    'household.read; narrows the wanted communes to the own ones',
  'hand_over_household(household text, to_commune text, a_seq integer, a_effective_on date, a_recorded_at timestamp with time zone, a_event_id uuid, a_payload text, a_subjects text[], a_sealed bytea[], a_prev_hash bytea, a_hash bytea)':
    'household.write in the commune that gives the household away; the actor is the user of the session',
  'may_communes(wanted text)': 'the own areas',
  'may_import(creator text)': 'import.run everywhere, or the own imports',
  'my_imports()': 'identifiers of the imports that may_import lets through',
  'may_sectors_everywhere(wanted text)': 'the own sectors',
  'review_status(code text)': 'how the request with exactly this random code stands; no name, no place',
  'run_requester()': 'the user of the own session, or the database role',
  'salts_of_arrival(event uuid)': 'household.write in the commune that takes the person in',
  'salts_of_households(households text[])':
    'household.read of the entries; restricted and identity by their own rights',
  'take_in_person(event uuid, household text)': 'household.write in the commune that takes the person in',
  'taken_ids(household_ids text[], person_ids text[])':
    'household.write anywhere; says of opaque identifiers only whether they are taken',
}

describe('every table of a province', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store.close())

  const ask = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await withOwner(store, tx => tx.client.query<T>(sql, values))).rows
  const ours = `c.relnamespace = to_regnamespace('hai_phong')`

  it('hides its rows from whoever has no policy, the owner included', async () => {
    const open = await ask(
      `select c.relname as name from pg_class c where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
    )
    expect(open).toEqual([])
  })

  it('lets its owner do all, and nobody else by a policy for all roles', async () => {
    const without = await ask(
      `select c.relname as name from pg_class c where ${ours} and c.relkind in ('r', 'p') and not exists (
         select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = array['hai_phong_owner'::regrole::oid]
           and pg_get_expr(p.polqual, c.oid) = 'true' and pg_get_expr(p.polwithcheck, c.oid) = 'true')`,
    )
    expect(without).toEqual([])
    const forAll = await ask(
      `select c.relname as name, p.polname as policy from pg_policy p join pg_class c on c.oid = p.polrelid where ${ours} and p.polroles @> array[0::oid]`,
    )
    expect(forAll).toEqual([])
  })

  it('belongs to the owner, and grants nothing to the public, nor the right to hand rights on', async () => {
    const foreign = await ask(
      `select c.relname as name from pg_class c where ${ours} and c.relowner <> 'hai_phong_owner'::regrole`,
    )
    expect(foreign).toEqual([])
    const granted = await ask(
      `select c.relname as name, a.privilege_type as right from pg_class c cross join lateral aclexplode(c.relacl) a
       where ${ours} and (a.grantee = 0 or (a.is_grantable and a.grantee <> c.relowner)
         or (a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN') and a.grantee <> c.relowner))`,
    )
    expect(granted).toEqual([])
  })

  it('has no copy beside it whose rows nobody guards', async () => {
    const views = await ask(
      `select c.relname as name from pg_class c where ${ours} and (c.relkind = 'm'
         or c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false))`,
    )
    expect(views).toEqual([])
  })

  it('is opened to people only by policies that ask the session', async () => {
    const asking =
      /may\(|may_everywhere\(|may_pairs\(|may_sector\(|may_grant\(|may_communes\(|may_sectors_everywhere\(|may_import\(|my_imports\(|session_user_id\(/
    const policies = await ask<{ name: string; policy: string; rule: string }>(
      `select c.relname as name, p.polname as policy, concat_ws(' | ', pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) as rule
       from pg_policy p join pg_class c on c.oid = p.polrelid where ${ours} and p.polroles @> array['hai_phong_app'::regrole::oid]`,
    )
    // nothing about people, and needed before anybody is signed in or by everybody who is
    const known = ['access_setting', 'sector', 'store_info', 'kysely_migration']
    expect(policies.filter(p => !known.includes(p.name) && !asking.test(p.rule))).toEqual([])
    expect(policies.length).toBeGreaterThan(30)
  })
})

describe('every function of a province', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store.close())

  const ask = async <T extends object>(sql: string): Promise<T[]> =>
    (await withOwner(store, tx => tx.client.query<T>(sql))).rows
  const ours = `p.pronamespace = to_regnamespace('hai_phong')`
  const named = `p.proname || '(' || pg_get_function_arguments(p.oid) || ')'`

  it('that runs with the owner’s rights fixes where it looks for names, temporary ones last', async () => {
    const loose = await ask(
      `select p.proname as name from pg_proc p where ${ours} and p.prosecdef and not exists (
         select 1 from unnest(p.proconfig) s where s like 'search\\_path=%, pg\\_temp')`,
    )
    expect(loose).toEqual([])
  })

  it('that runs with the owner’s rights is closed to the public', async () => {
    const open = await ask(
      `select p.proname as name from pg_proc p where ${ours} and p.prosecdef
         and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0))`,
    )
    expect(open).toEqual([])
  })

  it('that runs with the owner’s rights and is open to the application has been looked at', async () => {
    const doors = await ask<{ name: string }>(
      `select ${named} as name from pg_proc p where ${ours} and p.prosecdef and has_function_privilege('hai_phong_app', p.oid, 'execute')
         and p.prorettype <> 'trigger'::regtype order by 1`,
    )
    expect(doors.map(d => d.name)).toEqual(Object.keys(DOORS_OF_THE_APPLICATION).sort())
  })

  it('is written in a language that cannot leave the database', async () => {
    const strange = await ask(
      `select p.proname as name from pg_proc p join pg_language l on l.oid = p.prolang where ${ours} and l.lanname not in ('sql', 'plpgsql')`,
    )
    expect(strange).toEqual([])
  })
})
