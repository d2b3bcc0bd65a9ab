import { type Cursors, newRoutes, type Routes } from '../../platform/http/index.ts'
import { addCopies } from './copy-routes.ts'
import type { Privacy } from './erase.ts'
import { addErasures } from './erasure-routes.ts'
import { addKeepSetting } from './keep-routes.ts'

/** The rights of a person over what is kept about him: a copy, and erasure. */
export function privacyRoutes(services: Privacy & { readonly cursors: Cursors }): Routes {
  const routes = newRoutes()
  addCopies(routes, services)
  addErasures(routes, services)
  addKeepSetting(routes, services)
  return routes
}
