import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions } from './store-options.ts'
import { withStore } from './with-store.ts'

/** `./ansinh registry check` and `rebuild`: the tables of the registry against the actions that they are made of. */
export function registryCommands(program: Command): void {
  const registry = program
    .command('registry')
    .description('hồ sơ hộ và người (files of households and persons)')
  storeOptions(
    registry
      .command('check')
      .description('đối chiếu các bảng với chuỗi hành động (compares the tables with the chains of actions)'),
  ).action(async (given: StoreArguments) => {
    const found = await withRegistry(given, (store, opened, households) =>
      households.checkRegistry(store, opened),
    )
    process.stdout.write(
      `${found.households.toLocaleString('vi-VN')} hộ, ${found.actions.toLocaleString('vi-VN')} hành động (households, actions)\n`,
    )
    const faults = [
      ...found.broken.map(({ household_id, seq, fault }) => `${household_id}: ${fault} (action ${seq})`),
      ...found.differences.map(({ table, key, fault }) => `${table} ${key}: ${fault}`),
    ]
    if (faults.length > 0)
      throw new Failure(`${faults.join('\n')}\n${faults.length} chỗ không khớp (places that do not agree)`)
  })
  storeOptions(
    registry
      .command('rebuild')
      .description('dựng lại các bảng từ chuỗi hành động (makes the tables again from the actions)'),
  ).action(async (given: StoreArguments) => {
    const { households } = await withRegistry(given, (store, opened, { rebuildRegistry }) =>
      rebuildRegistry(store, opened),
    )
    process.stdout.write(`đã dựng lại ${households.toLocaleString('vi-VN')} hộ (households made again)\n`)
  })
}

type Households = typeof import('../../city/households/index.ts')

async function withRegistry<T>(
  given: StoreArguments,
  run: (
    store: Parameters<Households['checkRegistry']>[0],
    registry: ReturnType<Households['openRegistry']>,
    households: Households,
  ) => Promise<T>,
): Promise<T> {
  const households = await import('../../city/households/index.ts')
  const { loadLaw } = await import('../../city/determinations/index.ts')
  return withStore(given, (store, { masterKey }) =>
    run(store, households.openRegistry({ facts: loadLaw().facts, masterKey }), households),
  )
}
