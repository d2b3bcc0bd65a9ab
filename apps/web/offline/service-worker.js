// The page without a network: its shell, its files and the published law are kept on the device. No other answer of the API ever is.
// Build and files are put in when the page is built (apps/server/page).
const BUILD = '__BUILD__'
const FILES = __FILES__
const KEPT = `ansinh-page-${BUILD}`
const LAW = 'ansinh-law'
const LAW_AT = '/api/law/source'
const SHELL = '/shell'

self.addEventListener('install', event => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(KEPT)
      await cache.addAll(FILES)
      const shell = await fetch('/quyen-loi', { cache: 'reload' })
      if (!shell.ok) throw new Error('no shell')
      await cache.put(SHELL, shell)
      if ((await caches.match(LAW_AT)) === undefined) await (await caches.open(LAW)).add(LAW_AT)
    })(),
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('ansinh-page-') && name !== KEPT) await caches.delete(name)
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    // the network first, so that nobody stays on an old page
    if (!url.pathname.startsWith('/api/')) event.respondWith(fetch(request).catch(() => kept(SHELL)))
  } else if (url.pathname === LAW_AT) event.respondWith(law(request))
  else if (url.pathname.startsWith('/assets/') || FILES.includes(url.pathname))
    event.respondWith(file(request))
})

async function kept(at) {
  return (await caches.match(at)) ?? Response.error()
}

async function law(request) {
  try {
    const answer = await fetch(request)
    if (answer.ok) await (await caches.open(LAW)).put(LAW_AT, answer.clone())
    return answer
  } catch {
    return await kept(LAW_AT)
  }
}

// names of built files change with what is in them
async function file(request) {
  const known = await caches.match(request)
  if (known !== undefined) return known
  const answer = await fetch(request)
  if (answer.ok && new URL(request.url).pathname.startsWith('/assets/'))
    await (await caches.open(KEPT)).put(request, answer.clone())
  return answer
}
