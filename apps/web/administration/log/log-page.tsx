import { Page, Section } from '../../kit/index.ts'
import '../administration.css'
import { LogFilters } from './log-filters.tsx'
import { LogTable } from './log-table.tsx'
import { VerifyLog } from './verify-log.tsx'
import { useLogWords } from './words.ts'

/** The audit log: filters, entries in words, verification. */
export function LogPage() {
  const t = useLogWords()
  return (
    <Page title={t('title')} lead={t('lead')} actions={<a href="#verification">{t('verify.go')}</a>}>
      <LogFilters />
      <LogTable />
      <div id="verification" className="adm-anchor">
        <Section title={t('verify.title')}>
          <VerifyLog />
        </Section>
      </div>
    </Page>
  )
}
