import { type DBSchema, openDB } from 'idb'
import { api, bodyOf } from '../api/client.ts'
import { KEY_STORE } from './forget.ts'

interface Kept extends DBSchema {
  key: { key: 'mine'; value: HeldKey }
}

/** The key of the person who is signed in. It cannot be read out of the browser, only used; at the way out it ends. */
export interface HeldKey {
  /** Says whose drafts these are without naming anybody. */
  readonly owner: string
  readonly key: CryptoKey
}

const open = () =>
  openDB<Kept>(KEY_STORE, 1, {
    upgrade: db => void db.createObjectStore('key'),
    // the way out deletes it, also from another tab
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
  })

/** The key held on this device; undefined when nobody is signed in here. */
export async function heldKey(): Promise<HeldKey | undefined> {
  const db = await open()
  try {
    return await db.get('key', 'mine')
  } finally {
    db.close()
  }
}

/** Fetches the key of whoever is signed in and holds it. @throws Problem 401, Unreachable */
export async function fetchKey(): Promise<HeldKey> {
  const [me, { key }] = await Promise.all([bodyOf(api.GET('/api/me')), bodyOf(api.GET('/api/me/draft-key'))])
  const raw = Uint8Array.from(atob(key), c => c.charCodeAt(0))
  const held = {
    owner: await ownerOf(me.user_id),
    key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']),
  }
  const db = await open()
  try {
    await db.put('key', held, 'mine')
  } finally {
    db.close()
  }
  return held
}

async function ownerOf(userId: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(userId)))
  return [...hash.slice(0, 8)].map(b => b.toString(16).padStart(2, '0')).join('')
}
