import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** The machine of a measurement; load of others is told because times under it are to be taken with care. */
export const machine = () => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
})

/** Load in the last minute. */
export const load = (): number => loadavg()[0] ?? 0

export const inWords = ({ processor, cores, memoryGB, node }: ReturnType<typeof machine>): string =>
  `${processor}, ${cores} cores, ${memoryGB} GB, Node ${node}`

/** Today, YYYY-MM-DD. */
export const date = (): string => new Date().toISOString().slice(0, 10)
