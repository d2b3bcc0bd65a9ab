import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

/**
 * Result files of one run. They are written under temporary names and get their own when all are whole, the receipt last: a folder with a
 * receipt holds one complete run, whatever was killed before.
 */
export class OutputFolder {
  private readonly dir: string
  private readonly files = new Map<string, number>()

  constructor(dir: string) {
    this.dir = dir
    mkdirSync(dir, { recursive: true })
  }

  /** Appends to a file. */
  write(name: string, bytes: Uint8Array): void {
    const fd = this.files.get(name) ?? openSync(this.temporary(name), 'w')
    this.files.set(name, fd)
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
  }

  /** Gives all files their names, `last` at the end. */
  publish(last: string): void {
    for (const fd of this.files.values()) {
      fsyncSync(fd)
      closeSync(fd)
    }
    const names = [...this.files.keys()].sort((a, b) => Number(a === last) - Number(b === last))
    this.files.clear()
    rmSync(path.join(this.dir, last), { force: true })
    for (const name of names) renameSync(this.temporary(name), path.join(this.dir, name))
  }

  /** Removes what was written. */
  discard(): void {
    for (const [name, fd] of this.files) {
      closeSync(fd)
      rmSync(this.temporary(name), { force: true })
    }
    this.files.clear()
  }

  private temporary(name: string): string {
    return path.join(this.dir, `${name}.part`)
  }
}
