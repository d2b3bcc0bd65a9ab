/** A hint with the names nearest to a misspelt one, or the first of those there are. Names are looked at one by one, so a whole city may be given. */
export function nearest(name: string, names: Iterable<string>): string {
  const close: { name: string; far: number }[] = []
  const some: string[] = []
  for (const n of names) {
    if (some.length < 3) some.push(n)
    const far = distance(name.toLowerCase(), n.toLowerCase(), 3)
    if (far > Math.max(2, name.length / 3)) continue
    close.push({ name: n, far })
    close.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    close.length = Math.min(close.length, 3)
  }
  if (close.length > 0) return `Did you mean ${close.map(c => c.name).join(', ')}?`
  return some.length > 0 ? `There are, for example: ${some.join(', ')}.` : ''
}

/** Edits between two texts; more than `most` by length alone is not counted exactly. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most)
    return b.includes(a) || a.includes(b) ? most : Number.POSITIVE_INFINITY
  if (a.length === b.length && differing(a, b) > most + 1) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    row = next
  }
  return row[b.length] ?? 0
}

/** Places where two texts of one length differ: quick to count where there are a million names. */
function differing(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++
  return count
}
