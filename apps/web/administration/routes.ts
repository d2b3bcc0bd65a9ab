import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'
import { importSearch, logSearch, totalsSearch, usersSearch } from './search.ts'

const getParentRoute = () => officeRoute

/** Users, areas, imports, log, settings, health. */
export const administrationRoutes = [
  createRoute({
    getParentRoute,
    path: '/administration',
    component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/users',
    validateSearch: usersSearch,
    component: lazyRouteComponent(() => import('./users/users-page.tsx'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/users/$id',
    component: lazyRouteComponent(() => import('./users/user-page.tsx'), 'UserPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/areas',
    validateSearch: totalsSearch,
    component: lazyRouteComponent(() => import('./areas/areas-page.tsx'), 'AreasPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/imports',
    component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/imports/$id',
    validateSearch: importSearch,
    component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/log',
    validateSearch: logSearch,
    component: lazyRouteComponent(() => import('./log/log-page.tsx'), 'LogPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/settings',
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/health',
    component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/privacy',
    component: lazyRouteComponent(() => import('./privacy-page.tsx'), 'PrivacyPage'),
  }),
] as const
