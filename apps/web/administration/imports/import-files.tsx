import { Progress } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Fault, Section } from '../../kit/index.ts'
import type { ImportWithCounts } from './queries.ts'
import { sendFile } from './send-file.ts'
import { useImportsWords } from './words.ts'

type Part = ImportWithCounts['parts'][number]

/** The files that this kind of import needs; each is sent as soon as it is chosen. */
export function ImportFiles({ one }: { one: ImportWithCounts }) {
  const t = useImportsWords()
  const parts: readonly Part[] =
    one.kind === 'national' ? ['workbook'] : ['households', 'persons', 'registry']
  return (
    <Section title={t('files')} aside={one.parts.length > 0 ? t('again') : undefined}>
      {parts.map(part => (
        <PartFile key={part} id={one.import_id} part={part} isThere={one.parts.includes(part)} />
      ))}
    </Section>
  )
}

function PartFile({ id, part, isThere }: { id: string; part: Part; isThere: boolean }) {
  const t = useImportsWords()
  const input = useId()
  const [share, setShare] = useState(0)
  const send = useMutation({
    mutationFn: (file: File) => {
      setShare(0)
      return sendFile(id, part, file, setShare)
    },
  })
  const percent = Math.floor(share * 100)
  return (
    <div className="adm-line">
      <label className="adm-line-title" htmlFor={input}>
        {t(`parts.${part}`)}
      </label>
      <div className="adm-drop">
        <input
          id={input}
          type="file"
          accept={part === 'workbook' ? '.xlsx' : '.csv,.parquet'}
          disabled={send.isPending}
          onChange={e => {
            const file = e.currentTarget.files?.[0]
            if (file !== undefined) send.mutate(file)
          }}
        />
        {send.isPending && (
          <>
            <Progress value={percent} aria-label={t('sending', { percent })} my={8} />
            <span className="soft small">{t('sending', { percent })}</span>
          </>
        )}
        <span role="status" className="adm-good small">
          {isThere && !send.isPending ? ` ${t('received')}` : ''}
        </span>
        <Fault error={send.error} />
      </div>
    </div>
  )
}
