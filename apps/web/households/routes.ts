import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'
import { listSearch } from './list/list-search.ts'

/** Lists of households and the file of one. */
export const householdRoutes = [
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./list/list-page.tsx'), 'ListPage'),
  }),
] as const
