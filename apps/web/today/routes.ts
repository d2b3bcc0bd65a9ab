import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'

export const todayRoutes = [
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/today',
    component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
  }),
] as const
