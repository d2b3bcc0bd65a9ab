import { newRoutes, type Routes } from '../../platform/http/index.ts'
import type { Registry } from '../households/index.ts'
import { areaKindRoutes } from './area-kind-routes.ts'
import { householdOutcomeRoutes } from './household-routes.ts'
import { resultRoutes } from './result-routes.ts'
import { type RunServices, runRoutes } from './run-routes.ts'

/** Everything about runs over HTTP. */
export function determinationRoutes(services: RunServices & { readonly registry: Registry }): Routes {
  const routes = newRoutes()
  for (const some of [
    runRoutes(services),
    resultRoutes(services),
    householdOutcomeRoutes(services),
    areaKindRoutes(services),
  ])
    routes.route('/', some)
  return routes
}
