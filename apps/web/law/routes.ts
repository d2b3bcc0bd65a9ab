/** The law as pages, and the values to be confirmed. */
export const lawRoutes = [] as const
