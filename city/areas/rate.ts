/**
 * Share of a whole in hundredths of a percent, half up: 1693 of 1302000 gives 13 (0.13 %). null when the whole is unknown, 0, or smaller than
 * its part: a rate above 100 % only says that a total is missing or wrong, so none is shown.
 */
export function rateOf(part: number, whole: number | null | undefined): number | null {
  if (whole == null || whole <= 0 || part > whole) return null
  return Math.floor((part * 20_000 + whole) / (2 * whole))
}
