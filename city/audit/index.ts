export { type CheckpointOptions, keepCheckpoint, keepCheckpoints } from './keep-checkpoints.ts'
export { checkpointOf, type StoreReport, verifyStore } from './verify.ts'
