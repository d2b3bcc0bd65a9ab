import { type ReactNode, useEffect } from 'react'
import './page.css'

interface PageProps {
  readonly title: string
  /** Under the title: what the page says first. */
  readonly lead?: ReactNode
  /** Beside the title: what can be done here. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: one title, one lead, its actions. Sets the title of the window. */
export function Page({ title, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · An Sinh`
  }, [title])
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-words">
          <h1>{title}</h1>
          {lead !== undefined && <div className="page-lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page under a rule. */
export function Section({
  title,
  aside,
  children,
  id,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
  id?: string
}) {
  return (
    <section className="section" id={id}>
      <header className="section-head">
        <h2>{title}</h2>
        {aside !== undefined && <div className="section-aside">{aside}</div>}
      </header>
      {children}
    </section>
  )
}
