import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { officeRoute } from '../shell/root-route.tsx'
import { officeSearch } from '../shell/search-params.ts'
import { STATES } from './states.ts'

/** What the page of a round carries in its address. */
export interface RoundSearch {
  readonly view?: 'table' | undefined
  readonly hamlet?: string | undefined
  readonly state?: (typeof STATES)[number] | undefined
  readonly due?: 'overdue' | 'due_soon' | 'in_time' | undefined
}

const DUE = ['overdue', 'due_soon', 'in_time'] as const
const word = <T extends string>(of: readonly T[], given: unknown): T | undefined => of.find(w => w === given)

function roundSearch(given: Record<string, unknown>): RoundSearch {
  const state = word(STATES, given['state'])
  const due = word(DUE, given['due'])
  const { hamlet } = given
  return {
    ...officeSearch(given),
    ...(given['view'] === 'table' ? { view: 'table' as const } : {}),
    ...(typeof hamlet === 'string' && hamlet !== '' && hamlet.length <= 100 ? { hamlet } : {}),
    ...(state === undefined ? {} : { state }),
    ...(due === undefined ? {} : { due }),
  }
}

/** Between which rounds the movement is reported. */
export interface MovementSearch {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const ROUND = /^[\da-f-]{36}$/

function movementSearch(given: Record<string, unknown>): MovementSearch {
  const { from, to } = given
  return {
    ...officeSearch(given),
    ...(typeof from === 'string' && ROUND.test(from) ? { from } : {}),
    ...(typeof to === 'string' && ROUND.test(to) ? { to } : {}),
  }
}

const office = { getParentRoute: () => officeRoute }

/** Rounds, cases, meetings, postings, decisions, certificates. */
export const reviewRoutes = [
  createRoute({
    ...office,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./rounds-page.tsx'), 'RoundsPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/rounds/$id',
    validateSearch: roundSearch,
    component: lazyRouteComponent(() => import('./round-page.tsx'), 'RoundPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/rounds/$id/meetings/new',
    validateSearch: roundSearch,
    component: lazyRouteComponent(() => import('./new-meeting-page.tsx'), 'NewMeetingPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/cases/$id',
    component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/meetings/$id',
    component: lazyRouteComponent(() => import('./meeting-page.tsx'), 'MeetingPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/postings/$id',
    component: lazyRouteComponent(() => import('./posting-page.tsx'), 'PostingPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/requests',
    component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/decisions',
    component: lazyRouteComponent(() => import('./decisions-page.tsx'), 'DecisionsPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/decisions/$id',
    component: lazyRouteComponent(() => import('./decision-page.tsx'), 'DecisionPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/disagreements',
    component: lazyRouteComponent(() => import('./disagreements-page.tsx'), 'DisagreementsPage'),
  }),
  createRoute({
    ...office,
    path: '/reviews/movement',
    validateSearch: movementSearch,
    component: lazyRouteComponent(() => import('./movement-page.tsx'), 'MovementPage'),
  }),
] as const
