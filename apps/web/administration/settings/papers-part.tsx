import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../../api/client.ts'
import { download, fetchFile } from '../../api/download.ts'
import { Fault, Loaded, Section, Table } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { SureButton } from '../sure-button.tsx'
import { useSettingsWords } from './words.ts'

type Paper = Schemas['PaperKind']
const at = (paper: Paper): string => `/api/papers/${paper.kind}/template`

/** Templates of papers: the one in force, the office's own instead, and back. */
export function PapersPart() {
  const t = useSettingsWords()
  const two = useTwo()
  const [said, setSaid] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const [wanted, setWanted] = useState<Paper>()
  const papers = useQuery({
    queryKey: ['papers'],
    queryFn: async () => (await bodyOf(api.GET('/api/papers'))).items,
  })
  const get = useMutation({ mutationFn: (paper: Paper) => download(at(paper)) })
  const replace = useMutation({
    mutationFn: ({ paper, file }: { paper: Paper; file: File }) =>
      fetchFile(at(paper), {
        method: 'PUT',
        body: file,
        headers: { 'Content-Type': 'application/octet-stream', ...once() },
      }),
    onSuccess: (_, { paper }) => setSaid(t('replaced', { name: two(paper.title) })),
  })
  const restore = useMutation({
    mutationFn: (paper: Paper) =>
      api.DELETE('/api/papers/{kind}/template', { params: { path: { kind: paper.kind } } }),
    onSuccess: (_, paper) => setSaid(t('restored', { name: two(paper.title) })),
  })
  return (
    <Section title={t('papers')}>
      <p className="soft small adm-count">{t('papers_lead')}</p>
      <input
        ref={picker}
        type="file"
        accept=".docx"
        hidden
        data-paper={wanted?.kind}
        onChange={e => {
          const file = e.currentTarget.files?.[0]
          if (file !== undefined && wanted !== undefined) replace.mutate({ paper: wanted, file })
          e.currentTarget.value = ''
        }}
      />
      <Fault error={get.error ?? replace.error ?? restore.error} />
      <p role="status" className="adm-good small">
        {said}
      </p>
      <Loaded of={papers} rows={6}>
        {items => (
          <Table
            label={`${t('papers')}: ${t('template')}`}
            rows={items}
            rowKey={p => p.kind}
            columns={[
              { name: 'paper', title: t('paper'), cell: p => two(p.title) },
              {
                name: 'template',
                title: t('template'),
                cell: p => (p.is_own ? t('own') : <span className="soft">{t('with_software')}</span>),
              },
              {
                name: 'act',
                title: t('act'),
                cell: p => (
                  <div className="adm-act">
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t('get_named', { name: two(p.title) })}
                      onClick={() => get.mutate(p)}
                    >
                      {t('get')}
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t('replace_named', { name: two(p.title) })}
                      onClick={() => {
                        setWanted(p)
                        picker.current?.click()
                      }}
                    >
                      {t('replace')}
                    </Button>
                    {p.is_own && (
                      <SureButton
                        label={t('restore')}
                        named={t('restore_named', { name: two(p.title) })}
                        says={t('restore_says')}
                        onSure={() => restore.mutate(p)}
                        compact
                      />
                    )}
                  </div>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
