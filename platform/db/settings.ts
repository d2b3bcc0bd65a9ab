import { availableParallelism, totalmem } from 'node:os'

const MB = 1024 * 1024

/** Settings of our own server by name. */
export type ServerSettings = Readonly<Record<string, string>>

/**
 * For an office PC of two cores and 4 to 24 GB that runs the application beside the database. Nothing that is
 * acknowledged may be lost: fsync and synchronous_commit stay on.
 */
export function officeSettings(memory = totalmem(), cores = availableParallelism()): ServerSettings {
  const shared = Math.min(512, Math.max(128, Math.floor(memory / MB / 16)))
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / MB / 3))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_compression: 'on',
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    max_parallel_workers_per_gather: cores > 2 ? '2' : '1',
    autovacuum_naptime: '30s',
    password_encryption: 'scram-sha-256',
    timezone: 'Asia/Ho_Chi_Minh',
    log_timezone: 'Asia/Ho_Chi_Minh',
    // the log is read by technicians: neither statements nor the key values of a violated constraint belong there
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] %a ',
  }
}

/** For a server that is thrown away after a run of tests: quick, and allowed to forget. */
export const throwawaySettings: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
}
