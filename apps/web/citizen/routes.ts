import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root-route.tsx'

/** What anybody may ask without sign-in. */
export const citizenRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/quyen-loi',
    component: lazyRouteComponent(() => import('./check/check-page.tsx'), 'CheckPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tra-cuu',
    component: lazyRouteComponent(() => import('./status-page.tsx'), 'StatusPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/de-nghi',
    component: lazyRouteComponent(() => import('./request-page.tsx'), 'RequestPage'),
  }),
] as const
