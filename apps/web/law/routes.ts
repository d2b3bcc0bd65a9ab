import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
const pick =
  (...names: readonly string[]) =>
  (given: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(
      names.flatMap(name => {
        const value = text(given[name])
        return value === undefined || value === '' ? [] : [[name, value]]
      }),
    )

/** The law as pages, the values to be confirmed, and the confirmations that wait for a second person. */
export const lawRoutes = [
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/law',
    validateSearch: pick('on', 'q'),
    component: lazyRouteComponent(() => import('./law-page.tsx'), 'LawPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/law/values',
    validateSearch: pick('show', 'q'),
    component: lazyRouteComponent(() => import('./values-page.tsx'), 'ValuesPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/law/confirm',
    validateSearch: pick('file', 'version', 'territory', 'set'),
    component: lazyRouteComponent(() => import('./confirm-page.tsx'), 'ConfirmPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/law/overlays',
    validateSearch: pick('state'),
    component: lazyRouteComponent(() => import('./overlays-page.tsx'), 'OverlaysPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/law/overlays/$id',
    component: lazyRouteComponent(() => import('./overlay-page.tsx'), 'OverlayPage'),
  }),
  createRoute({
    getParentRoute: () => officeRoute,
    path: '/law/$file',
    validateSearch: pick('on'),
    component: lazyRouteComponent(() => import('./file-page.tsx'), 'FilePage'),
  }),
] as const
