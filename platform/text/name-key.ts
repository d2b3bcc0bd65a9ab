/** Marks above and below letters, once a text is decomposed. */
const MARKS = /[\u0300-\u036f]/g
/** Old typefaces wrote the Icelandic eth where đ is meant. */
const CROSSED_D = /[\u0111\u0110\u00f0\u00d0]/g
const CAPITALS = /[A-Z]/g
const NOT_ASCII = /[\u0080-\uffff]/
/** Every blank that Unicode knows, the joining ones included; \s has all but two of them. */
const SPACES = /[\s\u0085\u200b]+/g
/** Whether there are others than one at a time between words. */
const ODD_SPACES = /^ | {2}|(?! )[\s\u0085\u200b]| $/

/**
 * The key by which names are found: lower case, without the marks of Vietnamese, single spaces, and one space before the
 * first word, so that ' nguyen' finds the beginning of a word. The twin of name_key() in migrations/0001-foundation.sql, step
 * by step, so only the letters A to Z and đ are folded.
 */
export function nameKey(name: string): string {
  const letters = name.normalize('NFD').replace(MARKS, '').replace(CROSSED_D, 'd')
  // the quick ways for names as they mostly are
  const lower = NOT_ASCII.test(letters)
    ? letters.replace(CAPITALS, c => c.toLowerCase())
    : letters.toLowerCase()
  const plain = ODD_SPACES.test(lower) ? lower.replace(SPACES, ' ').replace(/^ | $/g, '') : lower
  return plain === '' ? '' : ` ${plain}`
}
