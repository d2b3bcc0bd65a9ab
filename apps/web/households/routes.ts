import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lastDay } from '../kit/format.ts'
import { queryClient } from '../shell/queries.ts'
import { officeRoute } from '../shell/root-route.tsx'
import { changeSearch } from './change/what.ts'
import { listSearch } from './list/list-search.ts'
import { choiceSearch, pairSearch } from './lists/pair-state.ts'
import { deliveriesQuery, explanationQuery, factsQuery, fileQuery, outcomesQuery } from './queries.ts'

const fileSearch = ({ run }: Record<string, unknown>): { run?: number } =>
  Number.isSafeInteger(run) ? { run: run as number } : {}

/** Lists of households and the file of one. */
export const householdRoutes = [
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./list/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households/$id',
    validateSearch: fileSearch,
    loaderDeps: ({ search: { month, known, run } }) => ({ month, known, run }),
    // all at once, and not waited for: the page shows each part when it is there
    loader: ({ params: { id }, deps: { month, known, run } }) => {
      const on = month === undefined ? undefined : lastDay(month)
      const which = run === undefined ? { month } : { run }
      const days = on === undefined ? {} : known === 'then' ? { on, known_on: on } : { on }
      void queryClient.prefetchQuery(fileQuery(id, days))
      void queryClient.prefetchQuery(outcomesQuery(id, which))
      void queryClient.prefetchQuery(explanationQuery(id, which))
      void queryClient.prefetchQuery(deliveriesQuery(id))
      void queryClient.prefetchQuery(factsQuery)
    },
    component: lazyRouteComponent(() => import('./file/file-page.tsx'), 'FilePage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households/$id/change',
    validateSearch: changeSearch,
    component: lazyRouteComponent(() => import('./change/change-page.tsx'), 'ChangePage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households/arrivals',
    component: lazyRouteComponent(() => import('./lists/arrivals-page.tsx'), 'ArrivalsPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households/duplicates',
    validateSearch: pairSearch,
    component: lazyRouteComponent(() => import('./lists/duplicates-page.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households/duplicates/$id',
    component: lazyRouteComponent(() => import('./lists/duplicate-page.tsx'), 'DuplicatePage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/households/area-choices',
    validateSearch: choiceSearch,
    component: lazyRouteComponent(() => import('./lists/area-choices-page.tsx'), 'AreaChoicesPage'),
  }),
] as const
