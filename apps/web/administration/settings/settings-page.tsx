import { Page } from '../../kit/index.ts'
import { useMay } from '../../shell/session.ts'
import '../administration.css'
import { AccessPart } from './access-part.tsx'
import { KeepPart } from './keep-part.tsx'
import { PapersPart } from './papers-part.tsx'
import { ReviewPart } from './review-part.tsx'
import { useSettingsWords } from './words.ts'

/** What the office sets itself, with source and mark. */
export function SettingsPage() {
  const t = useSettingsWords()
  const may = useMay()
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ReviewPart />
      <AccessPart />
      <KeepPart />
      {may('template.write') && <PapersPart />}
    </Page>
  )
}
