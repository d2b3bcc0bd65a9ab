import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'

const pick =
  (...names: readonly string[]) =>
  (given: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(
      names.flatMap(name => {
        const value = given[name]
        return value === undefined || value === null || value === '' ? [] : [[name, String(value)]]
      }),
    )

/** What is granted and not delivered, how it was decided, and what is missing to decide. */
export const rightsRoutes = [
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights',
    validateSearch: pick('benefit', 'state', 'amount_open'),
    component: lazyRouteComponent(() => import('./gaps-page.tsx'), 'GapsPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights/missing',
    validateSearch: pick('fact'),
    component: lazyRouteComponent(() => import('./missing-page.tsx'), 'MissingPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights/area-kinds',
    validateSearch: pick('reason', 'matters'),
    component: lazyRouteComponent(() => import('./area-kinds-page.tsx'), 'AreaKindsPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights/runs',
    component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights/runs/$run',
    component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights/runs/$run/outcomes',
    validateSearch: pick('benefit', 'outcome', 'missing'),
    component: lazyRouteComponent(() => import('./outcomes-page.tsx'), 'OutcomesPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/rights/runs/$run/differences',
    validateSearch: pick('benefit', 'change'),
    component: lazyRouteComponent(() => import('./differences-page.tsx'), 'DifferencesPage'),
  }),
] as const
