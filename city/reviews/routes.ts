import { newRoutes, type Routes } from '../../platform/http/index.ts'
import { caseRoutes } from './case-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { meetingRoutes } from './meeting-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { requestRoutes } from './request-routes.ts'
import { roundRoutes } from './round-routes.ts'
import type { ReviewServices } from './services.ts'
import { settingRoutes } from './setting-routes.ts'
import { stepRoutes } from './step-routes.ts'

/** Everything about reviews under /api/reviews. */
export function reviewRoutes(services: ReviewServices): Routes {
  const routes = newRoutes()
  for (const part of [
    roundRoutes,
    requestRoutes,
    caseRoutes,
    stepRoutes,
    meetingRoutes,
    decisionRoutes,
    reportRoutes,
    settingRoutes,
  ])
    routes.route('/', part(services))
  return routes
}
