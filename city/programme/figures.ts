import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { Failure } from '../../platform/failure/index.ts'

const TEXT2 = z.strictObject({ vi: z.string(), en: z.string() })

/** What can be counted: loans, households, people, million đồng, million đồng on average. */
export const MEASURES = ['loans', 'households', 'people', 'million', 'average'] as const
export type Measure = (typeof MEASURES)[number]

const FIGURE = z.strictObject({
  title: TEXT2,
  printed: z.partialRecord(z.enum(MEASURES), z.number()),
  about: z.array(z.enum(MEASURES)).default([]),
})

/** A printed figure: its values, and which of them are printed as approximate. */
export type Figure = z.infer<typeof FIGURE>

const FIGURES = z.strictObject({ source: z.string(), figures: z.record(z.string(), FIGURE) })
export type Figures = z.infer<typeof FIGURES>

/**
 * The figures printed for a year, or those of another file of the same shape.
 *
 * @throws Failure where no figures of that year are known, or the file cannot be read
 */
export function readFigures(year: number, file?: string): Figures {
  const path = file ?? new URL(`figures-${year}.yaml`, import.meta.url)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Failure(
      file === undefined
        ? `no published figures of ${year} are known here; 2023 is, or give a file with --figures`
        : `${file} cannot be read; give the path of a file of figures`,
    )
  }
  const read = FIGURES.safeParse(parse(text))
  if (read.success) return read.data
  throw new Failure(
    `${String(path)}: ${read.error.issues.map(i => `${i.path.join('.')}: ${i.message}`).join('; ')}`,
  )
}
