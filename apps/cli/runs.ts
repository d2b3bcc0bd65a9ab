import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { startProgress } from '../../platform/progress/index.ts'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions, tell } from './store-options.ts'
import { withStore } from './with-store.ts'

interface DetermineArguments extends StoreArguments {
  readonly month: string
  readonly commune?: readonly string[]
  readonly on?: string
  readonly facts?: 'current' | 'as_of'
  readonly queue?: boolean
}

const gather = (value: string, all: readonly string[] = []): readonly string[] => [...all, value]
const POLL_MS = 500

/** `./ansinh run …`: determinations of a store from the command line. */
export function runCommands(program: Command): void {
  const run = program.command('run').description('xét hưởng trong kho dữ liệu (determinations of a store)')
  storeOptions(run.command('determine'))
    .description('xét hưởng một tháng (decides a month)')
    .requiredOption('--month <month>', 'tháng, dạng 2026-10 (month)')
    .option(
      '--commune <code>',
      'mã xã, phường; có thể nhắc lại; bỏ trống: cả thành phố (commune; may be given again)',
      gather,
    )
    .option('--on <day>', 'ngày xét trong tháng; mặc định ngày cuối tháng (decision day)')
    .option('--facts <which>', 'current: dữ liệu hiện có; as_of: dữ liệu tại ngày xét (facts to decide)')
    .option(
      '--queue',
      'giao cho máy chủ và các tiến trình worker thay vì tự làm (leaves the work to server and workers)',
    )
    .action(determine)
}

async function determine(given: DetermineArguments): Promise<void> {
  if (given.facts !== undefined && given.facts !== 'current' && given.facts !== 'as_of')
    throw new Failure(`--facts ${given.facts}: chỉ có current và as_of (there are current and as_of)`, 2)
  const { Problem } = await import('../../platform/http/problem/index.ts')
  await withStore(given, async (store, secrets) => {
    const { withWorker } = await import('../../platform/db/index.ts')
    const { decideRun, progressOf, sendParts, startMonth } = await import('../../city/runs/index.ts')
    const { openRegistry } = await import('../../city/households/index.ts')
    const { loadLaw } = await import('../../city/determinations/index.ts')
    const { openJobs } = await import('../../platform/jobs/index.ts')
    const bar = startProgress('xét hưởng')
    const jobs = given.queue === true ? await openJobs(store) : undefined
    try {
      const run = await withWorker(store, async tx => {
        const id = await startMonth(tx, {
          month: given.month,
          decidedOn: given.on,
          communes: given.commune,
          facts: given.facts as 'current' | 'as_of' | undefined,
        })
        if (jobs !== undefined) await sendParts(tx, jobs, id)
        return id
      })
      const progress = async () => await withWorker(store, tx => progressOf(tx, run))
      if (jobs === undefined) {
        const registry = openRegistry({ facts: loadLaw().facts, masterKey: secrets.masterKey })
        await decideRun({ store, registry }, run, { onPart: (done, all) => bar.update(done, all) })
      } else
        for (
          let now = await progress();
          now?.state === 'waiting' || now?.state === 'running';
          now = await progress()
        ) {
          bar.update(now.done, now.parts.length)
          await pause(POLL_MS)
        }
      bar.stop()
      report(run, await progress())
    } catch (e) {
      if (e instanceof Problem) throw new Failure(e.message)
      throw e
    } finally {
      bar.stop()
      await jobs?.stop(1)
    }
  })
}

type Progress = Awaited<ReturnType<typeof import('../../city/runs/index.ts').progressOf>>

function report(run: number, progress: Progress): void {
  const parts = progress?.parts ?? []
  const sum = (
    key: 'households' | 'persons' | 'granted' | 'undetermined' | 'began' | 'ended' | 'changed',
  ): string => parts.reduce((all, part) => all + (part[key] ?? 0), 0).toLocaleString('vi-VN')
  for (const part of parts.filter(p => p.state === 'failed')) tell(`${part.commune_code}: ${part.problem}`)
  tell(
    `Lần xét ${run}: ${parts.filter(p => p.state === 'done').length}/${parts.length} xã, phường, đặc khu; ${sum('households')} hộ, ${sum('persons')} người; ` +
      `${sum('granted')} quyền lợi được hưởng, ${sum('undetermined')} chưa xác định được; so với lần xét trước: ${sum('began')} mới, ${sum('ended')} hết, ${sum('changed')} đổi`,
  )
  if (progress?.state !== 'done') throw new Failure('Lần xét chưa xong. (the run is not complete)')
}
