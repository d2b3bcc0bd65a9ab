import { problemOf } from '../../api/client.ts'
import { Unreachable } from '../../api/problem.ts'
import { languageNow } from '../../language/language.ts'

/** Sends one file of an import and says how far it came, as a part of one. Throws Problem, Unreachable. */
export function sendFile(
  id: string,
  part: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/api/imports/${id}/files/${part}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept-Language', languageNow())
    request.upload.onprogress = e => {
      if (e.lengthComputable && e.total > 0) onProgress(e.loaded / e.total)
    }
    request.onerror = () => reject(new Unreachable())
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve()
      const headers = { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' }
      void problemOf(new Response(request.responseText, { status: request.status, headers })).then(reject)
    }
    request.send(file)
  })
}
