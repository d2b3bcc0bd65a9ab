import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api, bodyOf, once } from '../../api/client.ts'
import { Fault, Loaded, Page, useFormats } from '../../kit/index.ts'
import '../administration.css'
import { SureButton } from '../sure-button.tsx'
import { ApplyImport } from './apply-import.tsx'
import { CheckImport } from './check-import.tsx'
import { ImportFiles } from './import-files.tsx'
import { ImportResult } from './import-result.tsx'
import { type ImportWithCounts, importQuery } from './queries.ts'
import { useImportsWords } from './words.ts'

/** One import: its files, the trial, each household, and only then writing. */
export function ImportPage() {
  const t = useImportsWords()
  const f = useFormats()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(importQuery(id))
  const day = found.data === undefined ? '' : f.day(found.data.created_at)
  return (
    <Page
      title={found.data === undefined ? t('title') : t('one', { day })}
      lead={<Link to={'/administration/imports' as never}>{t('back')}</Link>}
    >
      <Loaded of={found} rows={6}>
        {one => <ImportSteps one={one} />}
      </Loaded>
    </Page>
  )
}

function ImportSteps({ one }: { one: ImportWithCounts }) {
  const t = useImportsWords()
  const f = useFormats()
  const id = one.import_id
  const discard = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/imports/{import_id}/discard', {
          params: { path: { import_id: id }, header: once() },
        }),
      ),
  })
  const isOpen = ['receiving', 'checking', 'checked'].includes(one.state)
  return (
    <>
      <dl className="adm-facts">
        <dt>{t('state')}</dt>
        <dd>
          {t(`states.${one.state}`)}
          {isOpen && <span className="adm-warn"> · {t('nothing_written')}</span>}
        </dd>
        <dt>{t('kind')}</dt>
        <dd>{t(`kinds.${one.kind}`)}</dd>
        <dt>{t('effective_on')}</dt>
        <dd className="num">{f.day(one.effective_on)}</dd>
      </dl>
      {one.state === 'discarded' && <p className="empty">{t('discarded')}</p>}
      {(one.state === 'receiving' || one.state === 'checked') && <ImportFiles one={one} />}
      {isOpen && <CheckImport one={one} />}
      {['checked', 'applying', 'applied'].includes(one.state) && (
        <>
          <ImportResult one={one} />
          <ApplyImport one={one} />
        </>
      )}
      {isOpen && (
        <div className="adm-stack adm-table-foot">
          <Fault error={discard.error} />
          <SureButton
            label={t('discard')}
            says={t('discard_says')}
            onSure={() => discard.mutate()}
            isBusy={discard.isPending}
            isGrave
          />
        </div>
      )}
    </>
  )
}
