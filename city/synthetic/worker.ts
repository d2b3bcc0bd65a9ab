import { parentPort, workerData } from 'node:worker_threads'
import { BlockMaker, type BlockWork, FILES } from './block.ts'

/** A thread that makes the blocks it is asked for by number, and hands over their bytes without copying. */
const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')
const maker = new BlockMaker(workerData as BlockWork)

port.on('message', (block: number) => {
  const made = maker.make(block)
  const buffers = FILES.map(file => {
    const content = made[file]
    return (content instanceof Uint8Array ? content : content.bytes).buffer as ArrayBuffer
  })
  port.postMessage({ block, made }, buffers)
})
