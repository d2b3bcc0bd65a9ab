import type { FileToFiles } from './file-to-files.ts'
import type { RunnerName } from './runners.ts'
import type { Spread } from './statistics.ts'
import type { Sums } from './sums.ts'

/** One table line: a data folder decided by all three with a number of threads. */
export interface Comparison {
  readonly unknownShare: number
  readonly threads: number
  readonly milliseconds: Readonly<Record<RunnerName, Spread>>
  /** Kernel to hand-written: the median of the turns, and the least time to the least. Reference to kernel: of medians. */
  readonly ratios: {
    readonly kernelToHandWritten: number
    readonly kernelToHandWrittenLeast: number
    readonly referenceToKernel: number
  }
  /** Each runner alone in a process of its own with the data that it decides, kB. */
  readonly peakResident: Readonly<Record<RunnerName, number>>
  /** Resident memory after reading the data, before anything is decided, kB. */
  readonly residentAfterReading: number
  /** Where sums differ; empty when all three are the same. */
  readonly differences: readonly string[]
  /** How many sums were compared. */
  readonly sumsCompared: number
  readonly sums: Sums
}

/** What a run of the bench stores for one size. */
export interface Results {
  readonly date: string
  readonly command: string
  readonly machine: {
    readonly processor: string
    readonly cores: number
    readonly memoryGB: number
    readonly node: string
    readonly platform: string
  }
  /** Load of the machine in the last minute, before and after: figures under load of others are to be taken with care. */
  readonly load: readonly [number, number]
  readonly households: number
  readonly persons: number
  /** Households decided at once. */
  readonly range: number
  readonly comparisons: readonly Comparison[]
  readonly fileToFiles: readonly (FileToFiles & { readonly unknownShare: number })[]
}
