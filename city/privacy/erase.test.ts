import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tx, withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { Problem, problemOfDatabase } from '../../platform/http/problem/index.ts'
import {
  appendAction,
  askWho,
  checkRegistry,
  readFiles,
  rebuildRegistry,
  recordEvent,
  registerHousehold,
} from '../households/index.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from '../households/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { askDuties, decide, proposeErasure } from './erase.ts'

const registry = testRegistry()
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
let store: TestStore
let officer: TestUser
let chair: TestUser
let stranger: TestUser
const privacy = () => ({ store, registry, today: () => TODAY })

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  chair = await signInAs(store, { role: 'commune_chair', area: EAST })
  stranger = await signInAs(store, { role: 'commune_officer', area: WEST })
})
afterAll(() => store.close())

/** What only this person has, so that it can be looked for everywhere. */
const SECRETS = [
  'Quách Thị Xuyến Chi Lan',
  'xuyen',
  '999177654321',
  '0987654321',
  '19037777666',
  '1977-08-19',
  'Lô Lô',
]
const secretMember = (person_id: string) =>
  incomingMember({
    person_id,
    facts: { relation_to_head: 'child', birth_date: '1977-08-19', ethnicity: 'Lô Lô', has_hiv: true },
    fields: {
      full_name: 'Quách Thị Xuyến Chi Lan',
      identity_number: '999177654321',
      phone: '0987654321',
      account: '19037777666',
    },
  })

const owner = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => withOwner(store, run)
let count = 0
/** A household of a head and somebody beside. */
async function household(
  member = secretMember(`E${count}-1`),
): Promise<{ home: string; person: string; head: string }> {
  const id = `E${count++}`
  await owner(tx =>
    registerHousehold(
      tx,
      registry,
      incomingHousehold({
        code: id,
        members: [
          incomingMember({
            person_id: `${id}-0`,
            fields: { full_name: 'Lê Thị Đầu', identity_number: null },
          }),
          member,
        ],
      }),
      { actor: 'test' },
    ),
  )
  return { home: id, person: `${id}-1`, head: `${id}-0` }
}
const leaves = (home: string, person: string, effective_on = '2025-11-01') =>
  owner(tx =>
    recordEvent(tx, registry, {
      event: 'member_left',
      household_id: home,
      person_ids: [person],
      effective_on,
      actor: 'test',
    }),
  )
const propose = (person_id: string, as = officer) =>
  proposeErasure(privacy(), as.token, { person_id, ground: 'asked', reference: 'Đơn 12/2026' })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    e => problemOfDatabase(e)?.code ?? e.code,
  )
const dutiesOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => [],
    e => {
      if (!(e instanceof Problem)) throw e
      return (e.extras.members?.['duties'] as { code: string }[] | undefined)?.map(d => d.code)
    },
  )

/** Every row of every table of the province and of its queue, as text. */
async function everything(): Promise<Map<string, string[]>> {
  return await owner(async tx => {
    const tables = await tx.client.query<{ name: string }>(
      `select format('%I', c.relname) as name from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by 1`,
    )
    const found = new Map<string, string[]>()
    for (const { name } of tables.rows) {
      const { rows } = await tx.client.query<{ line: string }>(
        `select t::text as line from ${name} t order by 1`,
      )
      found.set(
        name,
        rows.map(r => r.line),
      )
    }
    return found
  })
}
const tablesWith = (all: Map<string, string[]>, word: string): string[] =>
  [...all].filter(([, lines]) => lines.some(l => l.includes(word))).map(([name]) => name)
const projection = async () => {
  const all = await everything()
  return [
    'household',
    'person',
    'person_identity',
    'person_restricted',
    'membership_past',
    'household_period',
  ].map(t => all.get(t))
}

describe('a person who is erased', () => {
  it('cannot be read from any table, in no household, under no key; the chains hold and the tables can be made again', async () => {
    const { home, person } = await household()
    // a life in the registry: surveyed, moved to another household, announced in an officer's own words, entered twice, gone
    await owner(async tx => {
      await appendAction(tx, registry, {
        household_id: home,
        kind: 'surveyed',
        effective_on: '2025-10-10',
        persons: { [person]: { facts: { ethnicity: 'Lô Lô' } } },
        actor: 'test',
      })
      await registerHousehold(tx, registry, incomingHousehold({ code: 'E-next' }), { actor: 'test' })
    })
    await withSession(store, officer.token, tx =>
      recordEvent(tx, registry, {
        event: 'transferred',
        household_id: home,
        to_household: 'E-next',
        effective_on: '2025-10-20',
        moving: { [person]: { facts: { relation_to_head: 'other' } } },
      }),
    )
    const twin = await household()
    await owner(async ({ client }) => {
      const [a, b] = [person, twin.person].sort()
      await client.query(
        `insert into duplicate_candidate (person_a, person_b, commune_a, commune_b, reasons, state) values ($1, $2, '${EAST}', '${EAST}', '{}', 'merged')`,
        [a, b],
      )
      const round = await client.query(
        `insert into review_round (kind, area, year, name, standard, standard_from, law_day, starts_on, decided_by, decided_latest, opened_by)
         values ('annual', '*', 2025, 'Rà soát 2025', 's', '2025-01-01', '2025-01-01', '2025-09-01', '2025-12-14', '2025-12-14', 'test') returning round_id`,
      )
      const made = await client.query(
        `insert into review_case (round_id, household_id, commune_code, reason, state, since) values ($1, $2, '${EAST}', 'listed_poor', 'posted', '2025-10-01') returning case_id`,
        [round.rows[0].round_id, home],
      )
      await client.query(
        `insert into review_step (case_id, seq, step, from_state, to_state, on_day, commune_code, actor) values ($1, 1, 'complain', 'posted', 'complained', '2025-10-02', '${EAST}', 'test')`,
        [made.rows[0].case_id],
      )
      await client.query(
        `insert into review_complaint (case_id, seq, commune_code, received_on, complainant, late, subject, recorded_by)
         values ($1, 1, '${EAST}', '2025-10-02', 'villager', false, 'Bà QUÁCH THỊ XUYẾN CHI LAN (mẹ đơn thân) chưa được xét.', 'test')`,
        [made.rows[0].case_id],
      )
      await client.query(`update review_case set state = 'closed' where case_id = $1`, [made.rows[0].case_id])
      await client.query(
        `insert into idempotency_key (user_id, key, route, request_hash, status, headers, response) values ('u', 'k0000000', 'r', 'h', 200, '{}', '{"name":"Quách Thị Xuyến Chi Lan"}')`,
      )
    })
    await leaves('E-next', person)
    await leaves(twin.home, twin.person)
    const before = await everything()
    for (const word of SECRETS) expect([word, tablesWith(before, word).length > 0]).toEqual([word, true])

    const request = await propose(person)
    expect(await decide(privacy(), chair.token, request.request_id, 'approve')).toMatchObject({
      state: 'done',
    })

    const after = await everything()
    for (const word of [...SECRETS, SECRETS[0]?.toUpperCase() ?? ''])
      expect([word, tablesWith(after, word)]).toEqual([word, []])
    const { rows } = await owner(tx =>
      tx.client.query(
        `select person_id, state, full_name, name_key, birth_date, identity_tail from person where person_id = any ($1) order by 1`,
        [[person, twin.person]],
      ),
    )
    expect(rows.map(r => [r.state, r.full_name, r.name_key, r.birth_date, r.identity_tail])).toEqual([
      ['erased', null, null, null, null],
      ['erased', null, null, null, null],
    ])
    const kept = await owner(tx => tx.client.query('select subject from review_complaint'))
    expect(kept.rows).toEqual([{ subject: 'Bà [đã xóa] (mẹ đơn thân) chưa được xét.' }])
    const files = await owner(
      async tx => await readFiles(tx, registry, await askWho(tx), [home, 'E-next', twin.home]),
    )
    for (const file of files.values())
      for (const id of [person, twin.person]) expect(file.actions.some(a => a.persons.has(id))).toBe(false)
    expect(
      [...files.values()]
        .flatMap(f => f.actions.filter(a => a.kind === 'erased').map(a => [a.household_id, a.actor]))
        .sort(),
    ).toEqual([
      ['E-next', chair.userId],
      [home, chair.userId],
      [twin.home, chair.userId],
    ])

    const { broken, differences } = await checkRegistry(store, registry)
    expect({ broken, differences }).toEqual({ broken: [], differences: [] })
    const living = await projection()
    await rebuildRegistry(store, registry)
    expect(await projection()).toEqual(living)
  })

  it('leaves the others of the household as they were', async () => {
    const { home, person, head } = await household()
    await leaves(home, person)
    const before = await owner(tx => tx.client.query('select * from person where person_id = $1', [head]))
    const request = await propose(person)
    await decide(privacy(), chair.token, request.request_id, 'approve')
    const after = await owner(tx => tx.client.query('select * from person where person_id = $1', [head]))
    expect(after.rows).toEqual(before.rows)
    // and life goes on in the file
    await withSession(store, officer.token, tx =>
      appendAction(tx, registry, {
        household_id: home,
        kind: 'surveyed',
        effective_on: TODAY,
        household: { facts: { monthly_kwh: 40 } },
      }),
    )
    expect((await checkRegistry(store, registry)).differences).toEqual([])
  })

  it('who died as the head and last member of a household leaves no name there', async () => {
    const id = `E${count++}`
    await owner(async tx => {
      await registerHousehold(
        tx,
        registry,
        incomingHousehold({
          code: id,
          members: [
            incomingMember({
              person_id: `${id}-0`,
              fields: { full_name: 'Mạc Thị Duyên Độc', identity_number: null },
            }),
          ],
        }),
        { actor: 'test' },
      )
      await recordEvent(tx, registry, {
        event: 'died',
        household_id: id,
        person_ids: [`${id}-0`],
        dissolve: true,
        effective_on: '2025-10-05',
        actor: 'test',
      })
    })
    const request = await propose(`${id}-0`)
    await decide(privacy(), chair.token, request.request_id, 'approve')
    expect(tablesWith(await everything(), 'Mạc Thị Duyên Độc')).toEqual([])
    expect((await checkRegistry(store, registry)).differences).toEqual([])
  })
})

describe('two people', () => {
  it('are needed: the proposer withdraws and does not approve, another one approves and does not withdraw', async () => {
    const { home, person } = await household()
    await leaves(home, person)
    const request = await propose(person)
    expect(await codeOf(decide(privacy(), officer.token, request.request_id, 'approve'))).toBe(
      'privacy.second_person_needed',
    )
    expect(await codeOf(decide(privacy(), officer.token, request.request_id, 'refuse'))).toBe(
      'privacy.second_person_needed',
    )
    expect(await codeOf(decide(privacy(), chair.token, request.request_id, 'withdraw'))).toBe(
      'privacy.second_person_needed',
    )
    expect(await codeOf(propose(person, chair))).toBe('privacy.already_requested')
    expect(await decide(privacy(), officer.token, request.request_id, 'withdraw')).toMatchObject({
      state: 'withdrawn',
    })
    expect(await codeOf(decide(privacy(), chair.token, request.request_id, 'approve'))).toBe(
      'privacy.request_decided',
    )
    const again = await propose(person)
    expect(await decide(privacy(), chair.token, again.request_id, 'refuse')).toMatchObject({
      state: 'refused',
      done_at: null,
    })
    const alive = await owner(tx =>
      tx.client.query('select full_name from person where person_id = $1', [person]),
    )
    expect(alive.rows[0].full_name).toBe(SECRETS[0])
  })

  it('are asked for by the database, whatever somebody writes', async () => {
    const { home, person } = await household()
    await leaves(home, person)
    const { request_id } = await propose(person)
    for (const sql of [
      `update erasure_request set state = 'approved', decided_by = session_user_id(), decided_at = now() where request_id = '${request_id}'`,
      `update erasure_request set state = 'approved', decided_by = '${chair.userId}', decided_at = now() where request_id = '${request_id}'`,
      `update erasure_request set state = 'done' where request_id = '${request_id}'`,
      `insert into erasure_request (person_id, commune_code, ground, reference, proposed_by) values ('${person}', '${EAST}', 'asked', 'x', '${chair.userId}')`,
      `delete from erasure_request`,
      `delete from subject_key where subject_id = '${person}'`,
    ])
      expect([sql, await codeOf(withSession(store, officer.token, tx => tx.client.query(sql)))]).toEqual([
        sql,
        expect.stringMatching(
          /^(access.forbidden|privacy.second_person_needed|privacy.request_decided|privacy.already_requested)$/,
        ),
      ])
    expect(await decide(privacy(), chair.token, request_id, 'refuse')).toMatchObject({ state: 'refused' })
  })

  it('of another commune find no such person', async () => {
    const { home, person } = await household()
    await leaves(home, person)
    expect(await codeOf(propose(person, stranger))).toBe('privacy.person_not_found')
    const surveyor = await signInAs(store, { role: 'surveyor', area: EAST })
    expect(await codeOf(propose(person, surveyor))).toBe('access.forbidden')
    const { request_id } = await propose(person)
    expect(await codeOf(decide(privacy(), stranger.token, request_id, 'approve'))).toBe(
      'privacy.request_not_found',
    )
  })
})

describe('erasing is refused in words', () => {
  it('while the person is a member of a household', async () => {
    const { person } = await household()
    expect(await dutiesOf(propose(person))).toEqual(['member'])
    expect(await askDuties(privacy(), officer.token, person)).toMatchObject([
      { vi: expect.stringContaining('còn là thành viên') },
    ])
  })

  it('while a review of the household goes on', async () => {
    const { home, person } = await household()
    await owner(tx =>
      tx.client.query(
        `insert into review_case (round_id, household_id, commune_code, reason, state, since) select round_id, $1, '${EAST}', 'listed_poor', 'posted', '2025-10-01' from review_round limit 1`,
        [home],
      ),
    )
    await leaves(home, person, TODAY)
    expect(await dutiesOf(propose(person))).toEqual(['open_review'])
    await owner(tx =>
      tx.client.query(`update review_case set state = 'closed' where household_id = $1`, [home]),
    )
    expect(await dutiesOf(propose(person))).toEqual([])
  })

  it('while papers of what was granted must be kept, as long as the setting says', async () => {
    const { home, person } = await household()
    await leaves(home, person, TODAY)
    await owner(async ({ client }) => {
      const run = await client.query(
        `insert into determination_run (kind, month, decided_on, facts, law_hash, engine_version, requested_by)
         values ('month', '2025-11-01', '2025-11-30', 'current', 'h', '1', 'test') returning run_id`,
      )
      await client.query(
        `insert into outcome (run_id, commune_code, household_id, person_id, benefit, sector, outcome, amount, amount_open, restricted)
         values ($1, '${EAST}', $2, $3, 'b', 'poverty', 'granted', 500000, false, false)`,
        [run.rows[0].run_id, home, person],
      )
    })
    const refused = await propose(person).catch(e => e)
    expect(refused).toMatchObject({
      code: 'privacy.duty_to_keep',
      detail: { vi: expect.stringMatching(/11\/2025.*120 tháng.*unconfirmed/) },
    })
    await owner(tx =>
      tx.client.query(`update privacy_setting set keep_months = 0, source = 'Thử', mark = 'reported'`),
    )
    expect(await dutiesOf(propose(person))).toEqual([])
    await owner(tx => tx.client.query(`update privacy_setting set keep_months = 120`))
  })

  it('while something that was approved has not been paid, however long ago', async () => {
    const { home, person } = await household()
    await leaves(home, person, TODAY)
    await owner(tx =>
      tx.client.query(
        `insert into obligation (household_id, person_id, benefit, month, commune_code, sector, run_id, is_money, owed, state)
         select $1, $2, 'b', '2010-01-01', '${EAST}', 'poverty', run_id, true, 500000, 'approved' from determination_run limit 1`,
        [home, person],
      ),
    )
    expect(await dutiesOf(propose(person))).toEqual(['open_delivery'])
  })

  it('while a file that names such a person waits to be taken in', async () => {
    const { home, person } = await household(
      incomingMember({
        person_id: `E${count}-1`,
        facts: { relation_to_head: 'child' },
        fields: { full_name: 'Tạ Văn Chờ', identity_number: null },
      }),
    )
    await leaves(home, person)
    await owner(async ({ client }) => {
      const file = await client.query(
        `insert into import_file (kind, effective_on, created_by, state) values ('contract', '2025-10-01', 'test', 'checked') returning import_id`,
      )
      await client.query(
        `insert into import_household (import_id, row_no, place, file_row, state, persons, content, content_hash) values ($1, 1, 'p', 1, 'accepted', 1, '{"full_name":"Tạ Văn Chờ"}', decode(repeat('00', 32), 'hex'))`,
        [file.rows[0].import_id],
      )
    })
    expect(await dutiesOf(propose(person))).toEqual(['waiting_import'])
  })

  it('when a duty arose after the request: it stays approved and is carried out when the duty has ended', async () => {
    const { home, person } = await household()
    await leaves(home, person, TODAY)
    const { request_id } = await propose(person)
    const duty = await owner(tx =>
      tx.client.query(
        `insert into review_case (round_id, household_id, commune_code, reason, state, since) select round_id, $1, '${EAST}', 'listed_poor', 'posted', '2025-10-01' from review_round limit 1 returning case_id`,
        [home],
      ),
    )
    expect(await dutiesOf(decide(privacy(), chair.token, request_id, 'approve'))).toEqual(['open_review'])
    await owner(tx =>
      tx.client.query(`update review_case set state = 'closed' where case_id = $1`, [duty.rows[0].case_id]),
    )
    expect(await decide(privacy(), chair.token, request_id, 'approve')).toMatchObject({ state: 'done' })
    expect(await codeOf(propose(person))).toBe('privacy.already_erased')
  })
})
