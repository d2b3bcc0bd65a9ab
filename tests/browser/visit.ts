/** A visit of one person to the office, in a browser of its own: signs in, looks, and remembers every error that the page made. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'

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
  signIn(username: string): Promise<void>
  /** What axe finds on the page as it stands, in one line each. */
  axe(): Promise<string[]>
  close(): Promise<void>
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
    async signIn(username) {
      const user = office.users.find(u => u.username === username)
      if (user === undefined) throw new Error(`no demo user ${username}`)
      await page.goto(`${office.url}/sign-in`)
      await page.locator('input[autocomplete=username]').fill(user.username)
      await page.locator('input[autocomplete=current-password]').fill(user.password)
      await page.keyboard.press('Enter')
      await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
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
