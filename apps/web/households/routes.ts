/** Lists of households and the file of one. */
export const householdRoutes = [] as const
