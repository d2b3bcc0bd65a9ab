import { type Admin, connectAdmin } from './connect.ts'

/** One statement of the administrator, outside a transaction: create database and its like. */
export async function runOnce(admin: Admin, statement: string): Promise<void> {
  const client = await connectAdmin(admin)
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
