/** Users, areas, imports, log, settings, health. */
export const administrationRoutes = [] as const
