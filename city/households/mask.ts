/** An identity number as those see it who may not read it: `•••••••••123`. Short or empty ones show nothing at all. */
export function maskIdentity(number: string | null | undefined): string | null {
  if (number === null || number === undefined || number === '') return null
  const tail = identityTail(number)
  return '•'.repeat(number.length - (tail?.length ?? 0)) + (tail ?? '')
}

/** The last three digits, for telling people apart; null for a number so short that they would give it away. */
export function identityTail(number: string | null | undefined): string | null {
  return number !== null && number !== undefined && number.length >= 9 ? number.slice(-3) : null
}
