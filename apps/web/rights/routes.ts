/** What is owed and not delivered; runs and what they found. */
export const rightsRoutes = [] as const
