import { newRoutes, type Routes } from '../../platform/http/index.ts'
import { doorRoutes } from './door-routes.ts'
import { meRoutes } from './me-routes.ts'
import { settingRoutes } from './setting-routes.ts'
import type { SignIn } from './sign-in.ts'
import { userRoutes } from './user-routes.ts'

/** Everything about people who use the system: signing in, one's own account, administration. */
export function peopleRoutes(services: { readonly signIn: SignIn }): Routes {
  const routes = newRoutes()
  for (const part of [doorRoutes, meRoutes, userRoutes, settingRoutes]) routes.route('/', part(services))
  return routes
}
