import { parentPort, workerData } from 'node:worker_threads'
import { type Pass, type Setting, takeRanges } from './crew.ts'
import { makeRunner, type Runner, type RunnerName } from './runners.ts'

/** A thread of a measurement: makes its runners when they are first asked for and takes ranges until none is left. */
const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')
const setting = workerData as Setting
const runners = new Map<RunnerName, Runner>()

port.on('message', (pass: Pass) => {
  const runner =
    runners.get(pass.runner) ?? makeRunner(pass.runner, setting.population, setting.program, setting.capacity)
  runners.set(pass.runner, runner)
  port.postMessage(takeRanges(setting, pass, runner))
})
