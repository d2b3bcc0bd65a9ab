import { writeSync } from 'node:fs'

/** A line that the parent has even if this process dies in the next moment. */
export const say = (line: string): void => void writeSync(1, `${line}\n`)
