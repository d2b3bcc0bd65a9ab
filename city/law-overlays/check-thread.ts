import { parentPort, workerData } from 'node:worker_threads'
import type { Source } from '../../engine/language/index.ts'
import { checkOverlay } from './check-overlay.ts'

const { overlay, others } = workerData as { overlay: Source; others: readonly Source[] }
parentPort?.postMessage(checkOverlay(overlay, others))
