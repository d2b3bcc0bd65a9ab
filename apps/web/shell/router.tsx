import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { accountRoutes } from '../account/routes.ts'
import { administrationRoutes } from '../administration/routes.ts'
import { citizenRoutes } from '../citizen/routes.ts'
import { householdRoutes } from '../households/routes.ts'
import { lawRoutes } from '../law/routes.ts'
import { reviewRoutes } from '../reviews/routes.ts'
import { rightsRoutes } from '../rights/routes.ts'
import { signInRoute } from '../sign-in/routes.ts'
import { surveyRoutes } from '../survey/routes.ts'
import { todayRoutes } from '../today/routes.ts'
import { officeRoute, rootRoute } from './root-route.tsx'

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' as never })
  },
})

const tree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  ...citizenRoutes,
  ...surveyRoutes,
  officeRoute.addChildren([
    ...todayRoutes,
    ...householdRoutes,
    ...reviewRoutes,
    ...rightsRoutes,
    ...lawRoutes,
    ...administrationRoutes,
    ...accountRoutes,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
})
