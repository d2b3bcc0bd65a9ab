/** A visit of one person to the office, in a browser of its own: signs in, looks, and remembers every error that the page made. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core'

export interface Office {
  readonly url: string
  readonly users: readonly { readonly username: string; readonly password: string; readonly role: string }[]
}

export interface VisitOptions {
  readonly width?: number
  readonly height?: number
  readonly language?: 'vi' | 'en'
  readonly dark?: boolean
}

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the console and of scripts so far; refused requests that the test provoked are not among them. */
  readonly errors: string[]
  open(path: string): Promise<void>
  /** Comes to the first screen. The session of the first time is taken again by later visits of the same file, unless it is to be a new one. */
  signIn(username: string, how?: { readonly anew?: boolean }): Promise<void>
  /** What axe finds on the page as it stands, in one line each. */
  axe(): Promise<string[]>
  close(): Promise<void>
}

/** Sessions of this file: an address may sign in only so often in a minute. */
const sessions = new Map<string, Cookie[]>()

/** By name and password, as a person does; waits where the address has signed in too often. */
async function enter(page: Page, url: string, user: Office['users'][number]): Promise<void> {
  for (let tries = 1; ; tries++) {
    await page.goto(`${url}/sign-in`)
    await page.locator('input[autocomplete=username]').fill(user.username)
    await page.locator('input[autocomplete=current-password]').fill(user.password)
    const answer = page.waitForResponse(r => new URL(r.url()).pathname === '/api/sign-in')
    await page.keyboard.press('Enter')
    if ((await answer).status() !== 429 || tries === 8) break
    await page.waitForTimeout(8_000)
  }
  await page.waitForURL(at => !at.pathname.startsWith('/sign-in'))
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function visit(browser: Browser, office: Office, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1440, height = 900, language = 'vi', dark = false } = options
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  if (language === 'en') await context.addInitScript(`localStorage.setItem('ansinh-language', 'en')`)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const errors: string[] = []
  page.on('pageerror', e => errors.push(e.message))
  page.on('console', m => {
    // the browser reports each refused request by itself; the page shows it to the reader
    if (m.type() === 'error' && !/^Failed to load resource/.test(m.text())) errors.push(m.text())
  })
  return {
    page,
    context,
    errors,
    async open(path) {
      await page.goto(`${office.url}${path}`)
      await settle(page)
    },
    async signIn(username, { anew = false } = {}) {
      const user = office.users.find(u => u.username === username)
      if (user === undefined) throw new Error(`no demo user ${username}`)
      const kept = anew ? undefined : sessions.get(username)
      if (kept !== undefined) {
        await context.addCookies(kept)
        await page.goto(`${office.url}/today`)
      } else {
        await enter(page, office.url, user)
        if (!anew) sessions.set(username, await context.cookies())
      }
      await settle(page)
    },
    async axe() {
      const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze()
      return violations.flatMap(v =>
        v.nodes.map(
          n => `${v.id} (${v.help}): ${n.target.join(' ')} ${n.failureSummary?.split('\n')[1] ?? ''}`,
        ),
      )
    },
    close: () => context.close(),
  }
}

/** As text: the server's own project knows no document. */
const SETTLED = `document.querySelector('[aria-busy=true]') === null && document.querySelector('h1') !== null`

/** Until nothing is fetched and nothing waits any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  // asked again and again from here: the policy of the page lets nothing be evaluated later inside of it
  for (const end = Date.now() + 20_000; !(await page.evaluate<boolean>(SETTLED)); ) {
    if (Date.now() > end) throw new Error(`${page.url()} is still busy`)
    await page.waitForTimeout(50)
  }
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
