export { BinaryRows } from './binary-rows.ts'
export { attachCluster, type Cluster, type ClusterOptions, runningCluster, startCluster } from './cluster.ts'
export { type Admin, checkUrl, type RolePasswords } from './connect.ts'
export { type CopyValue, copyBytes, copyIn, copyLine, copyOut } from './copy.ts'
export { copyLines, copyRows } from './copy-rows.ts'
export { databaseAnswers, type PoolUse, poolUse } from './health.ts'
export { insertFew } from './insert-few.ts'
export {
  MIGRATIONS,
  type MigrateOptions,
  migrateStore,
  migrationNames,
  pendingMigrations,
} from './migrate.ts'
export { fillNames, quoted, type RoleKind, type StoreNames, storeNames } from './names.ts'
export { rowsOf } from './rows.ts'
export { type Tx, type TxOptions, withOwner, withSession, withWorker } from './session.ts'
export { openStore, type Store, type StoreOptions } from './store.ts'
export { foundStore, readStoreInfo, type StoreInfo, type StoreMode } from './store-info.ts'
