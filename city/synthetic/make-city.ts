import { type FileHandle, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FILES, type FileName, type MadeBlock } from './block.ts'
import { type CityFile, describeCity } from './city-file.ts'
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from './columns.ts'
import { makeInOrder } from './crew.ts'
import { headerOf, REGISTRY_HEADER } from './csv.ts'
import { type CityOptions, CityOptionsError, type SettledOptions, settleOptions } from './options.ts'
import { ParquetFooter, REGISTRY_SCHEMA, schemaOf } from './parquet.ts'
import { planCity, planUniform } from './plan.ts'
import { CITY_PRESETS } from './presets.ts'

/**
 * Makes a synthetic city: `households`, `persons`, `registry` (.csv or .parquet) and `city.json` in `out`.
 *
 * The bytes depend on preset, households, seed, unknown and format only. The files get their names when all are whole,
 * `city.json` last; after a failure nothing new is left, and what was there before stays.
 *
 * @returns what `city.json` says
 * @throws CityOptionsError for options that cannot be met; errors of the file system as they are
 */
export async function makeCity(options: CityOptions): Promise<CityFile> {
  const settled = settleOptions(options)
  const { preset, households, seed, out } = settled
  await refuseOtherFormat(settled)
  const plan =
    preset === 'uniform'
      ? planUniform(households, seed, settled.block)
      : planCity(CITY_PRESETS[preset], households, seed, settled.block)
  const description = describeCity(settled, plan)
  await mkdir(out, { recursive: true })
  const files = FILES.map(name => new OutputFile(name, settled))
  try {
    for (const file of files) await file.open()
    const work = { preset, seed, unknown: settled.unknown, format: settled.format, plan }
    await makeInOrder(work, Math.ceil(households / plan.block), settled.threads, async (made, block) => {
      await Promise.all(files.map(file => file.append(made)))
      options.onProgress?.(Math.min((block + 1) * plan.block, households), households)
    })
    for (const file of files) await file.finish()
    const note = path.join(out, 'city.json')
    await writeFile(`${note}.part`, `${JSON.stringify(description, null, 2)}\n`)
    await rm(note, { force: true })
    for (const file of files) await file.publish()
    await rename(`${note}.part`, note)
    return description
  } catch (error) {
    for (const file of files) await file.discard()
    await rm(path.join(out, 'city.json.part'), { force: true })
    throw error
  }
}

/** A folder must not hold the same city twice, in two formats that may differ. */
async function refuseOtherFormat({ out, format }: SettledOptions): Promise<void> {
  const other = format === 'csv' ? 'parquet' : 'csv'
  for (const name of FILES) {
    const file = path.join(out, `${name}.${other}`)
    if (
      await stat(file).then(
        () => true,
        () => false,
      )
    )
      throw new CityOptionsError(`out: ${file} is there already; choose another folder, or remove it`)
  }
}

/** One of the three files while it is being written under a temporary name. */
class OutputFile {
  private readonly name: FileName
  private readonly path: string
  private readonly footer: ParquetFooter | undefined
  private handle: FileHandle | undefined
  private begun = false

  constructor(name: FileName, { out, format, unknown }: SettledOptions) {
    this.name = name
    this.path = path.join(out, `${name}.${format}`)
    this.footer = format === 'parquet' ? new ParquetFooter(SCHEMAS[name](unknown > 0)) : undefined
  }

  async open(): Promise<void> {
    this.handle = await open(`${this.path}.part`, 'w')
    this.begun = true
    await this.write(this.footer === undefined ? HEADERS[this.name]() : this.footer.head())
  }

  async append(made: MadeBlock): Promise<void> {
    const content = made[this.name]
    const bytes = content instanceof Uint8Array ? content : content.bytes
    if (!(content instanceof Uint8Array)) this.footer?.add(content)
    await this.write(bytes)
    // Frees the memory now: this thread makes so little that its collector would come late.
    ;(bytes.buffer as ArrayBuffer).transfer(0)
  }

  async finish(): Promise<void> {
    if (this.footer !== undefined) await this.write(await this.footer.tail())
    await this.handle?.sync()
    await this.handle?.close()
    this.handle = undefined
  }

  async publish(): Promise<void> {
    await rename(`${this.path}.part`, this.path)
  }

  async discard(): Promise<void> {
    if (!this.begun) return
    await this.handle?.close()
    await rm(`${this.path}.part`, { force: true })
  }

  private async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; )
      at += (await (this.handle as FileHandle).write(bytes, at)).bytesWritten
  }
}

const HEADERS: Readonly<Record<FileName, () => Uint8Array>> = {
  households: () => headerOf(HOUSEHOLD_COLUMNS.map(one => one.name)),
  persons: () => headerOf(PERSON_COLUMNS.map(one => one.name)),
  registry: () => REGISTRY_HEADER,
}
const SCHEMAS: Readonly<Record<FileName, (holes: boolean) => ReturnType<typeof schemaOf>>> = {
  households: holes => schemaOf(HOUSEHOLD_COLUMNS, holes),
  persons: holes => schemaOf(PERSON_COLUMNS, holes),
  registry: () => REGISTRY_SCHEMA,
}
