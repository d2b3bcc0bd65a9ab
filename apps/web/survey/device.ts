import { type DBSchema, openDB } from 'idb'
import type { KeptForm } from './kept-form.ts'
import type { HeldKey } from './key.ts'

/** On the device in plain are only a random number and whose it is; everything else is sealed. */
interface Sealed {
  readonly id: string
  readonly owner: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

interface Device extends DBSchema {
  form: { key: string; value: Sealed; indexes: { owner: string } }
}

const device = () =>
  openDB<Device>('ansinh-device', 1, {
    upgrade: db => void db.createObjectStore('form', { keyPath: 'id' }).createIndex('owner', 'owner'),
  })

const idOf = (held: HeldKey, caseId: string): string => `${held.owner} ${caseId}`

async function seal(held: HeldKey, form: KeptForm): Promise<Sealed> {
  const id = idOf(held, form.caseId)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(form))
  const additionalData = new TextEncoder().encode(id)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, held.key, text)
  return { id, owner: held.owner, iv, sealed }
}

/** undefined where it cannot be opened: sealed under another key, or damaged. */
async function unseal(held: HeldKey, kept: Sealed): Promise<KeptForm | undefined> {
  try {
    const additionalData = new TextEncoder().encode(kept.id)
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: kept.iv, additionalData },
      held.key,
      kept.sealed,
    )
    return JSON.parse(new TextDecoder().decode(text)) as KeptForm
  } catch {
    return undefined
  }
}

const listeners = new Set<() => void>()
/** Told when what waits on the device has changed. */
export const onDevice = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const changed = (): void => {
  for (const tell of listeners) tell()
}

/** Keeps a form, sealed. A device that is full or keeps nothing refuses. */
export async function keepForm(held: HeldKey, form: KeptForm): Promise<void> {
  const sealed = await seal(held, form)
  const db = await device()
  await db.put('form', sealed)
  db.close()
  changed()
}

export async function keptForm(held: HeldKey, caseId: string): Promise<KeptForm | undefined> {
  const db = await device()
  const kept = await db.get('form', idOf(held, caseId))
  db.close()
  return kept === undefined ? undefined : await unseal(held, kept)
}

/** Everything of this person that waits on the device. */
export async function keptForms(held: HeldKey): Promise<KeptForm[]> {
  const db = await device()
  const kept = await db.getAllFromIndex('form', 'owner', held.owner)
  db.close()
  const forms = await Promise.all(kept.map(k => unseal(held, k)))
  return forms.filter(f => f !== undefined)
}

export async function dropForm(held: HeldKey, caseId: string): Promise<void> {
  const db = await device()
  await db.delete('form', idOf(held, caseId))
  db.close()
  changed()
}
