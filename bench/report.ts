import type { Comparison, Results } from './results.ts'
import { RUNNERS } from './runners.ts'
import type { Spread } from './statistics.ts'

const grouped = (n: number): string => n.toLocaleString('en-US')
const megabytes = (kB: number): string => grouped(Math.round(kB / 1024))
const time = (ms: number): string => (ms < 100 ? ms.toFixed(1) : grouped(Math.round(ms)))
const spread = ({ median, least, most }: Spread): string =>
  least === most ? time(median) : `${time(median)} (${time(least)}–${time(most)})`
const share = (unknown: number): string => (unknown === 0 ? 'complete' : `${unknown * 100} % unknown`)

/** The results of one size as a Markdown table: what is printed and what is stored. */
export function tablesOf(results: Results): string {
  const { machine, households, persons } = results
  const perHousehold = (ms: number): string => grouped(Math.round((ms * 1e6) / households))
  const line = (c: Comparison): string =>
    `| ${share(c.unknownShare)} | ${c.threads} | ${RUNNERS.map(r => spread(c.milliseconds[r])).join(' | ')} | ${RUNNERS.map(r => perHousehold(c.milliseconds[r].median)).join(' / ')} | ` +
    `${c.ratios.kernelToHandWritten.toFixed(2)} (${c.ratios.kernelToHandWrittenLeast.toFixed(2)}) | ${c.ratios.referenceToKernel.toFixed(0)} | ${RUNNERS.map(r => megabytes(c.peakResident[r])).join(' / ')} (${megabytes(c.residentAfterReading)}) | ` +
    `${c.differences.length === 0 ? `${c.sumsCompared} equal` : `**${c.differences.length} differ**`} |`
  return [
    `## ${grouped(households)} households, ${grouped(persons)} persons (${(persons / households).toFixed(2)} each)`,
    '',
    'Classification and all benefits on 2025-12-31. Milliseconds: median (least–most). ns: per household. Peak: resident memory of a process that does this alone (after reading the data), MB.',
    '',
    '| data | threads | kernel ms | hand-written ms | reference ms | ns kernel / hand / reference | kernel ÷ hand (least ÷ least) | reference ÷ kernel | peak MB kernel / hand / reference | sums |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...results.comparisons.map(line),
    '',
    'File to files, `./ansinh determine`, Parquet in, CSV out:',
    '',
    '| data | threads | seconds | peak MB | MB written |',
    '|---|---|---|---|---|',
    ...results.fileToFiles.map(
      f =>
        `| ${share(f.unknownShare)} | ${f.threads} | ${f.seconds.toFixed(1)} | ${megabytes(f.peakResident)} | ${grouped(Math.round(f.bytes / 1e6))} |`,
    ),
    '',
    `${results.date}, \`${results.command}\`; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.platform}, Node ${machine.node}; load of the machine ${results.load.map(l => l.toFixed(1)).join(' before, ')} after (about ${machine.cores === 1 ? 1 : 2} are ours).`,
    '',
  ].join('\n')
}
