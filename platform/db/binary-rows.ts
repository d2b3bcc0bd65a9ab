/** Writing of COPY's binary format: bytes go as they are, not as hexadecimal digits in quotes, which is half the length and no parsing. */

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
/** PostgreSQL counts from 2000-01-01. */
const EPOCH = Date.UTC(2000, 0, 1)
const DAY = 86_400_000
/** Numbers of the types of items, which an array names. */
const TEXT = 25
const BYTEA = 17

/** Rows in the making, value by value in the order of the columns. */
export class BinaryRows {
  private buffer = Buffer.allocUnsafe(64 * 1024)
  private at = 0

  constructor() {
    this.put(SIGNATURE)
    this.int4(0)
    this.int4(0)
  }

  /** Begins a row. */
  row(columns: number): void {
    this.int2(columns)
  }

  null(): void {
    this.int4(-1)
  }

  integer(value: number): void {
    this.int4(4)
    this.int4(value)
  }

  text(value: string): void {
    this.room(4 + value.length * 3)
    const length = this.buffer.write(value, this.at + 4)
    this.int4(length)
    this.at += length
  }

  bytes(value: Uint8Array): void {
    this.int4(value.length)
    this.put(value)
  }

  /** @param value `2025-12-31` */
  date(value: string): void {
    this.integer((Date.parse(value) - EPOCH) / DAY)
  }

  /** timestamptz. @param value ISO instant in UTC */
  instant(value: string): void {
    this.int4(8)
    this.room(8)
    this.at = this.buffer.writeBigInt64BE(BigInt(Date.parse(value) - EPOCH) * 1000n, this.at)
  }

  /** @param value hexadecimal digits with hyphens */
  uuid(value: string): void {
    this.bytes(Buffer.from(value.replaceAll('-', ''), 'hex'))
  }

  texts(items: readonly string[]): void {
    this.array(TEXT, items, item => this.text(item))
  }

  byteArrays(items: readonly Uint8Array[]): void {
    this.array(BYTEA, items, item => this.bytes(item))
  }

  /** All rows, for COPY with `format binary`. Nothing can be added any more. */
  end(): Buffer {
    this.int2(-1)
    return this.buffer.subarray(0, this.at)
  }

  private array<T>(type: number, items: readonly T[], write: (item: T) => void): void {
    const start = this.at
    this.int4(0)
    this.int4(items.length === 0 ? 0 : 1)
    this.int4(0)
    this.int4(type)
    if (items.length > 0) {
      this.int4(items.length)
      this.int4(1)
      for (const item of items) write(item)
    }
    this.buffer.writeInt32BE(this.at - start - 4, start)
  }

  private int2(value: number): void {
    this.room(2)
    this.at = this.buffer.writeInt16BE(value, this.at)
  }

  private int4(value: number): void {
    this.room(4)
    this.at = this.buffer.writeInt32BE(value, this.at)
  }

  private put(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.buffer.set(bytes, this.at)
    this.at += bytes.length
  }

  private room(more: number): void {
    if (this.at + more <= this.buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + more))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }
}
