import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root-route.tsx'
import { onForget } from '../shell/session.ts'
import { forgetKey } from './forget.ts'

onForget(forgetKey)

/**
 * The form of a review, and what waits on the device. They stand outside of the office's frame, because they open without a network: who is signed in is then known by
 * the key that the device holds.
 */
export const surveyRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reviews/cases/$id/form',
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/survey',
    component: lazyRouteComponent(() => import('./survey-page.tsx'), 'SurveyPage'),
  }),
] as const
