export {
  type AuditDetail,
  type AuditEvent,
  appendAtTheDoor,
  appendAudit,
  CITY,
  type DoorAction,
  SYSTEM,
} from './append.ts'
