/** The first screen: what is owed, what is late, what waits, in one look. */
export { type Owed, type Today, todayOf } from './today.ts'
