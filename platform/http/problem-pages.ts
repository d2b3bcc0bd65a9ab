import type { Routes } from './env.ts'
import { notFound } from './problem/general.ts'
import { problemKinds } from './problem/index.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>${body}</html>`

/** The pages that the `type` of a problem leads to: all codes, and one page for each. */
export function addProblemPages(app: Routes): void {
  app.get('/problems', c => {
    const kinds = problemKinds()
    if (c.req.header('accept')?.includes('application/json'))
      return c.json({ items: kinds.map(({ code, status, title }) => ({ code, status, title })) })
    const rows = kinds.map(
      kind =>
        `<tr><td><a href="/problems/${kind.code}">${kind.code}</a><td>${kind.status}<td>${escaped(kind.title.vi)}<td lang="en">${escaped(kind.title.en)}`,
    )
    return c.html(page('Các lỗi của API', `<table>${rows.join('\n')}</table>`))
  })
  app.get('/problems/:code', c => {
    const kind = problemKinds().find(one => one.code === c.req.param('code'))
    if (kind === undefined) throw notFound()
    return c.html(
      page(
        kind.code,
        `<p>HTTP ${kind.status}<p>${escaped(kind.title.vi)}<p lang="en">${escaped(kind.title.en)}<p><a href="/problems">…</a>`,
      ),
    )
  })
}
