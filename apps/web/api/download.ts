import { languageNow } from '../language/language.ts'
import { problemOf } from './client.ts'
import { Unreachable } from './problem.ts'

/** Fetches a file of the API and hands it to the browser under the name that the server gives it. Throws Problem. */
export async function download(path: string, init: RequestInit = {}): Promise<void> {
  const { blob, name } = await fetchFile(path, init)
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export async function fetchFile(path: string, init: RequestInit = {}): Promise<{ blob: Blob; name: string }> {
  const headers = new Headers(init.headers)
  headers.set('Accept-Language', languageNow())
  let response: Response
  try {
    response = await fetch(path, { ...init, headers, credentials: 'same-origin' })
  } catch {
    throw new Unreachable()
  }
  if (!response.ok) throw await problemOf(response)
  return { blob: await response.blob(), name: fileName(response.headers.get('content-disposition')) }
}

function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? 'an-sinh'
}
