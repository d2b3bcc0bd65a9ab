/** What anybody may ask without sign-in. */
export const citizenRoutes = [] as const
