/** Ends a command with a message for the person and an exit code: 1 failed, 2 wrong use. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Folders that are no folders, full disks, missing rights: the officer's to mend, not ours. */
export const isFileFault = (e: unknown): e is Error =>
  e instanceof Error &&
  'code' in e &&
  ['EACCES', 'ENOSPC', 'ENOTDIR', 'EROFS', 'EEXIST', 'EISDIR', 'EPERM'].includes(String(e.code))
