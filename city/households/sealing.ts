/**
 * Personal content of actions lies encrypted, each part under a key of its subject. The key is made of the store's master key, which the
 * database never sees, and of a salt, which only the database hands out: neither opens anything alone, and a destroyed salt closes for ever
 * everything that was ever written about a person.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'

/** Parts of a subject that different people may read: everything else; restricted facts; numbers that identify. */
export type Aspect = 'open' | 'restricted' | 'identity'
export const ASPECTS: readonly Aspect[] = ['open', 'restricted', 'identity']

/** How an action names a part: `P123`, `P123/restricted`, `P123/identity`. Identifiers have no slash. */
export const partName = (subject: string, aspect: Aspect): string =>
  aspect === 'open' ? subject : `${subject}/${aspect}`

/** The subject and aspect of a part's name. */
export function partOf(name: string): { subject: string; aspect: Aspect } {
  const slash = name.indexOf('/')
  if (slash < 0) return { subject: name, aspect: 'open' }
  return { subject: name.slice(0, slash), aspect: name.slice(slash + 1) as Aspect }
}

const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** The first byte of a part; another way of sealing would be another form. */
const FORM = 1
/** Where the encrypted text begins: behind the form and the nonce. */
const BODY = 1 + NONCE_BYTES

/** Salt of a new subject. */
export const newSalt = (): Buffer => pooled(SALT_BYTES)

/**
 * Salt of one aspect: all that a reader gets who may see this aspect alone. The database makes the same with sha256(), see
 * salts_of_households() in migrations/0004-households.sql.
 */
export function aspectSalt(salt: Uint8Array, aspect: Aspect): Buffer {
  const labelled = LABELLED[aspect]
  labelled.set(salt)
  return sha256(labelled)
}

/** The salts of every aspect of a subject. */
export const aspectsOf = (salt: Uint8Array): Record<Aspect, Uint8Array> => ({
  open: aspectSalt(salt, 'open'),
  restricted: aspectSalt(salt, 'restricted'),
  identity: aspectSalt(salt, 'identity'),
})

/** Room for a salt with the name of the aspect behind it. */
const LABELLED: Record<Aspect, Buffer> = {
  open: Buffer.concat([Buffer.alloc(SALT_BYTES), Buffer.from('open')]),
  restricted: Buffer.concat([Buffer.alloc(SALT_BYTES), Buffer.from('restricted')]),
  identity: Buffer.concat([Buffer.alloc(SALT_BYTES), Buffer.from('identity')]),
}

/** By way of a text, which is twice as quick as having the digest made as a buffer of its own. */
export const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary')

/** Seals and opens parts. One for each store. */
export class Sealer {
  private readonly derivation: Buffer
  /** The key just made. It is copied into the object that ciphers take: those are much slower with bytes. */
  private readonly made = Buffer.alloc(32)

  /** @param masterKey 32 bytes */
  constructor(masterKey: Uint8Array) {
    if (masterKey.length !== 32) throw new Error(`the master key has ${masterKey.length} bytes, not 32`)
    // One-step key derivation of NIST SP 800-56C: SHA-256(counter ‖ secret ‖ fixed info); every input has the same length.
    this.derivation = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      masterKey,
      Buffer.from('ansinh seal 1'),
      Buffer.alloc(32),
    ])
  }

  /** The key of an aspect of a subject. */
  key(salt: Uint8Array): KeyObject {
    this.derivation.set(salt, this.derivation.length - 32)
    this.made.write(hash('sha256', this.derivation, 'binary'), 'binary')
    return createSecretKey(this.made)
  }

  /**
   * Encrypts with AES-256-GCM under a random nonce. The place (chain, number, part) is authenticated with it, so that no part can be
   * moved to another entry.
   */
  seal(key: KeyObject, place: string, text: string): Buffer {
    const nonce = pooled(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(`${FORM} ${place}`))
    const encrypted = cipher.update(text, 'utf8')
    cipher.final()
    const sealed = Buffer.allocUnsafe(BODY + encrypted.length + TAG_BYTES)
    sealed[0] = FORM
    sealed.set(nonce, 1)
    sealed.set(encrypted, BODY)
    sealed.set(cipher.getAuthTag(), BODY + encrypted.length)
    return sealed
  }

  /** Decrypts a part. Throws Error when it is damaged, was moved, or belongs to another master key. */
  open(key: KeyObject, place: string, sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    if (bytes[0] !== FORM || bytes.length < BODY + TAG_BYTES)
      throw new Error(`the sealed part ${place} has an unknown form`)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, BODY), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(`${FORM} ${place}`))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const body = decipher.update(bytes.subarray(BODY, -TAG_BYTES))
    try {
      decipher.final()
    } catch {
      throw new Error(`the sealed part ${place} is damaged or was sealed under another master key`)
    }
    return body.toString()
  }
}

const pool = Buffer.alloc(16_384)
let used = pool.length

/** Random bytes, asked from the system in large pieces. */
function pooled(count: number): Buffer {
  if (count > pool.length) return randomBytes(count)
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const taken = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return taken
}
