import { config } from 'zod'

/** The policy of the page forbids to make code from text; zod would try it once and the browser would complain. Imported before anything that has a schema. */
config({ jitless: true })
