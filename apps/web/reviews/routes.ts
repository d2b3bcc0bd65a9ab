/** Rounds, cases, meetings, postings, decisions, certificates. */
export const reviewRoutes = [] as const
