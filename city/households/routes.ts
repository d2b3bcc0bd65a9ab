import type { Routes } from '../../platform/http/index.ts'
import { type EventServices, householdEventRoutes } from './event-routes.ts'
import { factRoutes } from './fact-routes.ts'
import { householdReadRoutes, type ReadServices } from './read-routes.ts'

/** The registry over HTTP: reading it, and what changes it. */
export const householdRoutes = (services: ReadServices & EventServices): readonly Routes[] => [
  householdReadRoutes(services),
  householdEventRoutes(services),
  factRoutes(services),
]
