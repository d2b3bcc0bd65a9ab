/** For tests only: a context, signed-in people of one commune, and households to review. */
import type { Store, Tx } from '../../platform/db/index.ts'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { loadLaw } from '../determinations/index.ts'
import { registerHousehold } from '../households/index.ts'
// biome-ignore lint/style/noRestrictedImports: for tests only
import { incomingHousehold, incomingMember, testRegistry } from '../households/testing.ts'
// biome-ignore lint/style/noRestrictedImports: for tests only
import { signInAs, type TestUser } from '../users/testing.ts'
import { reviewContext } from './context.ts'

export const COMMUNE = '11311'

/** A context whose today is given; without, the machine's. */
export const testContext = (today?: string) => {
  const made = reviewContext(testRegistry(), loadLaw())
  return today === undefined ? made : { ...made, today: () => today }
}

export interface People {
  readonly surveyor: TestUser
  readonly officer: TestUser
  readonly chair: TestUser
  readonly city: TestUser
}

/** Everybody whom a review of a commune needs. */
export async function signInPeople(store: Store, area = COMMUNE): Promise<People> {
  return {
    surveyor: await signInAs(store, { role: 'surveyor', area }),
    officer: await signInAs(store, { role: 'commune_officer', area }),
    chair: await signInAs(store, { role: 'commune_chair', area }),
    city: await signInAs(store, { role: 'city_officer' }),
  }
}

export const as = <T>(
  store: Store,
  user: TestUser,
  run: (tx: Tx, userId: string) => Promise<T>,
): Promise<T> => withSession(store, user.token, tx => run(tx, user.userId))

/** Answers of Form B that leave nothing open: a rural household below the line, deprived in nothing. */
export const COMPLETE_HOME = {
  ...{ area_kind: 'rural', income_per_head_month: 1_200_000, wall_durable: true, frame_durable: true },
  ...{ roof_durable: true, floor_area_m2: '40.00', water_source: 'piped', toilet_kind: 'septic' },
  has_information_device: true,
}
export const COMPLETE_PERSON = {
  ...{ birth_date: '1950-03-01', can_work: false, employment: 'inactive', social_assistance_amount: 0 },
  ...{ social_pension_amount: 0, malnourished: false, has_health_insurance: true, attending: 'none' },
  ...{ qualification: 'primary', has_job_certificate: false, uses_internet: true, disability: 'none' },
}

/** A household of one old woman in a rural hamlet, registered by the officer of its commune, with these facts on top. */
export async function registerWidow(
  store: Store,
  officer: TestUser,
  code: string,
  facts: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<{ household: string; person: string }> {
  const made = await as(store, officer, tx =>
    registerHousehold(
      tx,
      testRegistry(),
      incomingHousehold({
        code,
        effective_on: '2026-01-05',
        facts: { ...COMPLETE_HOME, previous_standing: 'none', ...facts },
        fields: { hamlet: 'Thôn Đông' },
        members: [
          incomingMember({
            person_id: `${code}-a`,
            facts: COMPLETE_PERSON,
            fields: { full_name: 'Vũ Thị Mận' },
          }),
        ],
      }),
    ),
  )
  return { household: made.household_id, person: made.person_ids[0] ?? '' }
}

/** The totals of the commune for the year of today, as somebody of the area enters them. */
export async function enterTotals(
  store: Store,
  total: { readonly households: number; readonly persons: number },
): Promise<void> {
  const year = Number(testContext().today().slice(0, 4))
  await withOwner(store, async tx => {
    await tx.client.query(
      `insert into area_unit (code, period, name, full_name, kind, area_kind, territory, source, mark)
       values ($1, '2025', 'Hồng Bàng', 'Phường Hồng Bàng', 'ward', 'urban', 'east', 'test', 'reported') on conflict do nothing`,
      [COMMUNE],
    )
    await tx.client.query(
      `insert into area_total (code, period, year, households, persons, source, mark, entered_by)
       values ($1, '2025', $2, $3, $4, 'test', 'reported', 'test') on conflict do nothing`,
      [COMMUNE, year, total.households, total.persons],
    )
  })
}
