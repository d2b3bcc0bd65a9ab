import { newRoutes, type Routes } from '../../platform/http/index.ts'
import { importRoutes } from './import-routes.ts'
import type { ImportServices } from './import-services.ts'
import { nationalListRoutes } from './national-list-routes.ts'

/** Files of people over HTTP: imports step by step, and the lists in the national layout. */
export function fileRoutes(services: ImportServices): Routes {
  const routes = newRoutes()
  routes.route('/', importRoutes(services))
  routes.route('/', nationalListRoutes(services))
  return routes
}
