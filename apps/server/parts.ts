/** The parts of the city that the server is composed of: routes under /api, queues, and work in the background. */
import { recordChoice } from '../../city/area-choices/index.ts'
import { areaChoiceRoutes } from '../../city/area-choices/routes.ts'
import { areaRoutes } from '../../city/areas/routes.ts'
import { keepCheckpoints } from '../../city/audit/index.ts'
import { auditRoutes } from '../../city/audit/routes.ts'
import { deliveryRoutes } from '../../city/deliveries/routes.ts'
import { loadLaw } from '../../city/determinations/index.ts'
import { keepFindingDuplicates, workOnDuplicates } from '../../city/duplicates/index.ts'
import { duplicateRoutes } from '../../city/duplicates/routes.ts'
import { openRegistry } from '../../city/households/index.ts'
import { householdRoutes } from '../../city/households/routes.ts'
import { fileRoutes } from '../../city/imports/routes.ts'
import { lawRoutes } from '../../city/law/routes.ts'
import { lawOverlayRoutes } from '../../city/law-overlays/routes.ts'
import { paperRoutes } from '../../city/papers/routes.ts'
import { keepSweeping } from '../../city/privacy/index.ts'
import { privacyRoutes } from '../../city/privacy/routes.ts'
import { keepEffect, reviewContext } from '../../city/reviews/index.ts'
import { reviewRoutes } from '../../city/reviews/routes.ts'
import { determinationRoutes } from '../../city/runs/routes.ts'
import { todayRoutes } from '../../city/today/routes.ts'
import { openSignIn, SESSION_COOKIE, type SignIn } from '../../city/users/index.ts'
import { peopleRoutes } from '../../city/users/routes.ts'
import type { Store } from '../../platform/db/index.ts'
import { createCursors, type ResolveSession, type Routes } from '../../platform/http/index.ts'
import type { Logger } from '../../platform/logging/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { figuresRoutes } from './figures-routes.ts'
import type { Services } from './services.ts'

export interface Parts {
  readonly resolveSession: ResolveSession
  /** Mounted under /api. */
  readonly routes: readonly Routes[]
  /** Name of the session cookie, for the description of the API. */
  readonly sessionCookie: string
  /** Work of this process in the background; ended by `services.jobs.stop`. */
  startWork(): Promise<void>
}

/** The day in Vietnam as YYYY-MM-DD. */
export const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** Sign-in of a store. */
export const signInOf = (
  store: Store,
  secrets: Secrets,
  options: { readonly secure: boolean; readonly log?: Logger; readonly perAddress?: number | undefined },
): SignIn =>
  openSignIn({
    store,
    secret: secrets.signIn,
    secure: options.secure,
    ...(options.perAddress === undefined ? {} : { perAddress: options.perAddress }),
    log: text => options.log?.warn({}, `sign-in: ${text}`),
  })

/** Opens the parts on the services. */
export function openParts(services: Services): Parts {
  const { store, secrets, secure, log, info, data, jobs } = services
  const signIn = signInOf(store, secrets, { secure, log, perAddress: services.signInsPerAddress })
  const cursors = createCursors(secrets.derive('cursors'))
  const law = loadLaw()
  const registry = openRegistry({
    facts: law.facts,
    masterKey: secrets.masterKey,
    syntheticOnly: info.mode === 'demo',
  })
  const reviews = reviewContext(registry, law)
  return {
    resolveSession: signIn.resolveSession,
    routes: [
      peopleRoutes({ signIn }),
      auditRoutes({ store, cursors, keys: secrets.checkpoint }),
      figuresRoutes({ store, data }),
      areaRoutes({ store, today }),
      ...householdRoutes({ store, registry, cursors }),
      areaChoiceRoutes({ store, cursors, recordChoice: recordChoice(registry) }),
      duplicateRoutes({ store, registry, cursors, jobs, today }),
      privacyRoutes({ store, registry, cursors, today }),
      reviewRoutes({ store, cursors, context: reviews }),
      paperRoutes({ store }),
      todayRoutes({ store, facts: law.facts, today }),
      lawRoutes({ store }),
      lawOverlayRoutes({ store }),
      determinationRoutes({ store, cursors, jobs, registry }),
      deliveryRoutes({ store, cursors }),
      fileRoutes({
        store,
        cursors,
        registry,
        facts: law.facts,
        codeKey: secrets.derive('imports'),
        data,
        today,
      }),
    ],
    sessionCookie: secure ? `__Secure-${SESSION_COOKIE}` : SESSION_COOKIE,
    startWork: async () => {
      const onError = (err: unknown) => log.error({ err }, 'housekeeping')
      keepCheckpoints(store, { keys: secrets.checkpoint, data, today, onError })
      keepSweeping(store, data, onError)
      keepEffect(store, reviews, onError)
      keepFindingDuplicates(store, onError)
      await workOnDuplicates(store, jobs)
    },
  }
}
