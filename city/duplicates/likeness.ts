/** Pieces of SQL by which people are compared: p is a person of the registry, x and y are two of the table trait (trait-queries.ts). */

/** Surname and given name. Names begin with a space, see name_key(). */
export const shortName = (key: string): string =>
  `split_part(${key}, ' ', 2) || ' ' || split_part(${key}, ' ', -1)`
/** 1 January stands for an unknown day in many lists. */
export const bornDay = (date: string): string =>
  `case when extract(doy from ${date}) = 1 then null else ${date} end`
export const bornYear = (p: string): string =>
  `coalesce(extract(year from ${p}.birth_date)::integer, ${p}.birth_year)`
/** Words are compared without regard to capitals; an empty one is none. */
export const word = (column: string): string => `nullif(lower(${column}), '')`

/** People who can be somebody's duplicate: members; and the dead, whose number may live on in another file. */
export const ALIVE_OR_DEAD = `p.state in ('member', 'dead')`

/** Do all words of the shorter name stand in the longer one, in their order? */
const SUBSEQUENCE = (longer: string, shorter: string): string =>
  `${longer}.name_key || ' ' like ' ' || replace(replace(replace(ltrim(${shorter}.name_key), '\\', '\\\\'), '%', '\\%'), ' ', ' %') || ' '`
/** Does one of two names that have surname and given name in common leave out what the other has between them? */
export const LEFT_OUT = `case when length(x.name_key) > length(y.name_key) then ${SUBSEQUENCE('x', 'y')} when length(x.name_key) < length(y.name_key) then ${SUBSEQUENCE('y', 'x')} else false end`
export const NAMES_ALIKE = `(x.name_key = y.name_key or (x.short_name = y.short_name and ${LEFT_OUT}))`
/** The years are the same, and of one the day is not known. */
export const YEAR_ONLY = '(x.born is null or y.born is null) and x.year = y.year'
/** The days are the same if day and month of one change places. */
export const SWAPPED = `x.born <> y.born and extract(year from x.born) = extract(year from y.born) and extract(month from x.born) = extract(day from y.born) and extract(day from x.born) = extract(month from y.born)`
export const BIRTHS_ALIKE = `(x.born = y.born or (${SWAPPED}) or (${YEAR_ONLY}))`
