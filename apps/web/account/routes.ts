import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'

export const accountRoutes = [
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
] as const
