import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Fault, Page, Section, Table, useFormats, Waiting } from '../../kit/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { useMay } from '../../shell/session.ts'
import '../administration.css'
import { ExportList } from './export-list.tsx'
import { NewImport } from './new-import.tsx'
import { importsQuery } from './queries.ts'
import { useImportsWords } from './words.ts'

/** Imports so far, a new one, and the export in the national layout. */
export function ImportsPage() {
  const t = useImportsWords()
  const may = useMay()
  const [isNew, setNew] = useState(false)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('import.run') ? (
          <Button onClick={() => setNew(true)} disabled={isNew}>
            {t('new')}
          </Button>
        ) : undefined
      }
    >
      {isNew && <NewImport onCancel={() => setNew(false)} />}
      <Section title={t('list')}>
        <ImportList />
      </Section>
      {may('export.run') && <ExportList />}
    </Page>
  )
}

function ImportList() {
  const t = useImportsWords()
  const f = useFormats()
  const unitName = useUnitName()
  const imports = useInfiniteQuery(importsQuery)
  if (imports.isError) return <Fault error={imports.error} retry={() => void imports.refetch()} />
  if (imports.data === undefined) return <Waiting rows={4} />
  const rows = imports.data.pages.flatMap(page => page.items)
  if (rows.length === 0) return <p className="empty">{t('none')}</p>
  const count = (n: number | null) => (n === null ? '' : f.number(n))
  return (
    <>
      <Table
        label={t('title')}
        rows={rows}
        rowKey={i => i.import_id}
        columns={[
          {
            name: 'begun',
            title: t('begun'),
            cell: i => (
              <Link to={'/administration/imports/$id' as never} params={{ id: i.import_id } as never}>
                <span className="num">{f.moment(i.created_at)}</span>
              </Link>
            ),
          },
          { name: 'kind', title: t('kind'), isMinor: true, cell: i => t(`kinds.${i.kind}`) },
          {
            name: 'commune',
            title: t('at'),
            isMinor: true,
            cell: i => (i.commune_code === null ? t('in_file') : unitName(i.commune_code)),
          },
          {
            name: 'effective',
            title: t('effective_on'),
            isMinor: true,
            cell: i => <span className="num">{f.day(i.effective_on)}</span>,
          },
          { name: 'households', title: t('households'), isNumber: true, cell: i => count(i.households) },
          { name: 'persons', title: t('persons'), isNumber: true, cell: i => count(i.persons) },
          { name: 'state', title: t('state'), cell: i => t(`states.${i.state}`) },
        ]}
      />
      {imports.hasNextPage && (
        <Button
          className="adm-table-foot"
          variant="default"
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  )
}
