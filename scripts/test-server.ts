/** Vitest's global set-up: offers the PostgreSQL of the run, which the first test that wants it starts. */
import type { TestProject } from 'vitest/node'
import { afterMigrations } from '../apps/server/after-migrations.ts'
import { offerTestServer } from '../platform/db/testing-server.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const offer = await offerTestServer({ after: afterMigrations })
  project.provide('testServer', offer.address)
  return () => offer.stop()
}
