/** Days of the registry are days in Vietnam, seven hours ahead of UTC all year. */
const AHEAD_MS = 7 * 3600 * 1000

/** The day in Vietnam at an instant (ISO, UTC, or milliseconds). */
export const dayAt = (instant: string | number): string =>
  new Date(new Date(instant).getTime() + AHEAD_MS).toISOString().slice(0, 10)

/** Until when something must have been recorded to be known at the end of a day, or at an instant: exclusive for a day, inclusive for an instant. */
export function knownBy(known: string): (recordedAt: string) => boolean {
  if (known.length > 10) {
    const last = new Date(known).toISOString()
    return at => at <= last
  }
  // midnight after the day is 17:00 UTC of the same day
  const end = `${known}T17:00:00.000Z`
  return at => at < end
}
