const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg\//],
  ['Opera', /OPR\//],
  ['Cốc Cốc', /coc_coc_browser/],
  ['Firefox', /Firefox\//],
  ['Chrome', /Chrom(e|ium)\//],
  ['Safari', /Safari\//],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iPhone', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
]

/** A browser as people call it, from what it says of itself; undefined when it says nothing known. */
export function browserName(agent: string): string | undefined {
  const of = (known: typeof BROWSERS): string | undefined => known.find(([, sign]) => sign.test(agent))?.[0]
  const parts = [of(BROWSERS), of(SYSTEMS)].filter(part => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(' · ')
}
