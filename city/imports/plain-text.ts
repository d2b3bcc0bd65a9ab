/** Spaces that office files hold beside the ordinary one: no-break, thin, zero-width, byte order mark. */
const SPACES = /[\s\u00a0\u1680\u180e\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]+/g
const CONTROLS = /\p{Cc}+/gu
const MARKS = /\p{M}+/gu

/** Text as it is kept: composed Unicode, single ordinary spaces, none at the ends, no control characters. */
export const tidy = (text: string): string =>
  text.normalize('NFC').replace(SPACES, ' ').replace(CONTROLS, '').trim()

/** Text as it is compared: tidy, lower case, without Vietnamese marks, đ as d. */
export const plain = (text: string): string =>
  tidy(text).toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd')

/** Compared text with nothing but letters and digits between single spaces: `Vợ/chồng` is `vo chong`. */
export const plainWords = (text: string): string =>
  plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
