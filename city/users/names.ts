/** What people are called at the door: 3 to 30 small letters, digits, dots and underscores, a letter first. */
export const USERNAME = /^[a-z][a-z0-9_.]{2,29}$/

/** As it is stored and looked for, whatever the officer's keyboard made of it. */
export const normalName = (typed: string): string => typed.trim().normalize('NFC').toLowerCase()

/** A name that nobody can have, for which the library does the same work as for a real one. */
export const NOBODY = '_nobody_'
