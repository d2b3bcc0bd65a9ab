export {
  type AuditDetail,
  type AuditEvent,
  appendAtTheDoor,
  appendAudit,
  CITY,
  type DoorAction,
  SYSTEM,
} from './append.ts'
export {
  type Checkpoint,
  checkpointFaults,
  isSigned,
  readCheckpoint,
  type SigningKeys,
  type Tally,
  takeCheckpoint,
  type Witness,
  type WitnessFault,
} from './checkpoint.ts'
export { type AuditFault, type AuditReport, verifyAudit } from './verify.ts'
