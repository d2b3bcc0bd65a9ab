import { Button } from '@mantine/core'
import {
  createRootRoute,
  createRoute,
  Link,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { isProblem } from '../api/problem.ts'
import { Fault, Page } from '../kit/index.ts'
import { queryClient } from './queries.ts'
import { type OfficeSearch, officeSearch } from './search-params.ts'
import { meQuery } from './session.ts'
import { useShellWords } from './words.ts'

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: Broken,
})

/**
 * Everything for which one is signed in. Who is not comes to the sign-in page and afterwards back. Parts of the office hang their routes below:
 * `createRoute({ getParentRoute: () => officeRoute, path: '/households', … })`.
 */
export const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'office',
  validateSearch: (search: Record<string, unknown>): OfficeSearch => officeSearch(search),
  search: { middlewares: [retainSearchParams(['month', 'known', 'commune'])] },
  component: lazyRouteComponent(() => import('./frame.tsx'), 'Frame'),
  errorComponent: Broken,
  async beforeLoad({ location }) {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (e) {
      if (isProblem(e) && e.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } as never })
      throw e
    }
  },
})

function NotFound() {
  const t = useShellWords()
  return (
    <Page title={t('not_found.title')} lead={t('not_found.next')}>
      <Link to="/today">{t('not_found.home')}</Link>
    </Page>
  )
}

function Broken({ error }: { error: unknown }) {
  const t = useShellWords()
  return (
    <Page title={t('broken.title')} lead={t('broken.next')}>
      <Fault error={error} />
      <Button onClick={() => window.location.reload()}>{t('broken.reload')}</Button>
    </Page>
  )
}
