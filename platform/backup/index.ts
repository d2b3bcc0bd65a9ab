/**
 * Backup and restore of a province's store: one consistent snapshot of every table, compressed, encrypted under a passphrase, checked before anything is
 * restored, compared after. The PostgreSQL that comes with An Sinh has no pg_dump; COPY in one transaction does the work.
 */
export { type CheckedBackup, checkBackup } from './check.ts'
export { BackupFailure, type BackupFault } from './failure.ts'
export { type RestoreOptions, restoreBackup } from './restore.ts'
export { type BackupOptions, type BackupSummary, writeBackup } from './snapshot.ts'
