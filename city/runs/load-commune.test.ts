import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay } from '../../engine/language/index.ts'
import { householdAt, type Population, populationOf } from '../../engine/population/index.ts'
import { withOwner, withWorker } from '../../platform/db/index.ts'
import type { TestStore } from '../../platform/db/testing.ts'
import { loadLaw } from '../determinations/index.ts'
import { readDataFolder } from '../tables/index.ts'
import { CommuneFrame } from './commune-frame.ts'
import { factsHash } from './facts-hash.ts'
import { loadCommune, RegistryFault } from './load-commune.ts'
import { type CityStore, cityStore } from './testing.ts'

const law = loadLaw()
const ON = parseDay('2025-12-31') ?? 0

/** The households of one commune out of a whole population. */
function ofCommune(all: Population, code: string) {
  const column = all.householdColumns.get('commune_code')
  const rows = Array.from({ length: all.households }, (_, h) => h)
  return rows.filter(h => column?.dictionary?.[column.values[h] ?? -1] === code).map(h => householdAt(all, h))
}

describe('a commune read from the registry', () => {
  let city: CityStore
  let store: TestStore
  let files: Population
  beforeAll(async () => {
    city = await cityStore({ households: 800 })
    store = city.store
    files = (await readDataFolder(city.folder, { facts: law.facts, on: ON })).population
  })
  afterAll(() => city.close())

  // one frame for all of them, as in a worker
  const frame = new CommuneFrame(law.facts)
  const load = (commune: string, on = ON) =>
    withWorker(
      store,
      async tx => {
        frame.clear()
        await loadCommune(tx, commune, frame, on)
        return frame
      },
      { isolation: 'repeatable read' },
    )
  const communes = (): string[] => [...(files.householdColumns.get('commune_code')?.dictionary ?? [])].sort()

  it('is the population of the files, household by household and fact by fact', async () => {
    let households = 0
    for (const code of communes()) {
      const { population, withoutMembers } = await load(code)
      const read = Array.from({ length: population.households }, (_, h) => householdAt(population, h))
      expect(read).toEqual(ofCommune(files, code))
      expect(withoutMembers).toBe(0)
      households += read.length
    }
    expect(households).toBe(files.households)
  })

  it('has the same hash as the same facts from elsewhere, and another one when a single fact is another', async () => {
    const code = communes()[0] ?? ''
    const { population } = await load(code)
    const packed = populationOf(ofCommune(files, code), law.facts)
    expect(factsHash(population)).toBe(factsHash(packed))
    const person = population.personColumns.get('has_pension')
    if (person) person.values[0] = person.values[0] === 1 ? 0 : 1
    expect(factsHash(population)).not.toBe(factsHash(packed))
  })

  const change = (text: string, values: readonly unknown[]) =>
    withOwner(store, ({ client }) => client.query(text, [...values]))
  const someone = async (): Promise<{ household_id: string; commune_code: string; person_id: string }> =>
    (
      await change(
        `select h.household_id, h.commune_code, min(p.person_id) as person_id from household h join person p using (household_id)
         group by 1, 2 having count(*) = 2 order by 1 limit 1`,
        [],
      )
    ).rows[0]

  it('leaves out who was born after the day, and a household of which nobody was born', async () => {
    const { household_id, commune_code, person_id } = await someone()
    // the frame is filled anew each time: its numbers are taken down
    const { persons, households } = (await load(commune_code)).population
    await change(`update person set birth_date = '2026-01-01' where person_id = $1`, [person_id])
    const one = await load(commune_code)
    expect(one.population.persons).toBe(persons - 1)
    expect(one.population.households).toBe(households)
    await change(`update person set birth_date = '2026-01-01' where household_id = $1`, [household_id])
    const none = await load(commune_code)
    expect(none.population.households).toBe(households - 1)
    expect(none.withoutMembers).toBe(1)
    expect(none.versions.length).toBeGreaterThanOrEqual(none.population.households)
    const later = await load(commune_code, ON + 1)
    expect(later.population.persons).toBe(persons)
    await change(`update person set birth_date = '1990-01-01' where household_id = $1`, [household_id])
  })

  it('is refused, naming the fact, when the registry holds a word that the law does not know', async () => {
    const { commune_code, household_id } = await someone()
    await change(`update household set water_source = 'sea' where household_id = $1`, [household_id])
    await expect(load(commune_code)).rejects.toThrow(
      new RegExp(`household ${household_id}: the value of water_source`),
    )
    await change(`update household set water_source = null where household_id = $1`, [household_id])
    await load(commune_code)
  })

  it('is refused when an amount is larger than the law reckons with', async () => {
    const { commune_code, person_id } = await someone()
    await change(`update person set social_pension_amount = 9007199254740993 where person_id = $1`, [
      person_id,
    ])
    await expect(load(commune_code)).rejects.toThrow(RegistryFault)
    await change(`update person set social_pension_amount = 0 where person_id = $1`, [person_id])
  })

  it('has the territory of its commune where the registry names none, and is refused where it names another', async () => {
    const { commune_code, household_id } = await someone()
    await change(`update household set territory = null where household_id = $1`, [household_id])
    const { population } = await load(commune_code)
    expect(population.householdColumns.get('territory')?.hasUnknown).toBe(false)
    await change(
      `update household set territory = (select case when territory = 'east' then 'west' else 'east' end from household
         where commune_code = $2 and territory is not null limit 1) where household_id = $1`,
      [household_id, commune_code],
    )
    await expect(load(commune_code)).rejects.toThrow(/territory/)
  })
})
