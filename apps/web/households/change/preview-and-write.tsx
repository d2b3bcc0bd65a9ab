import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { once } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { Fault } from '../../kit/index.ts'
import { fileQuery, type HouseholdFile } from '../queries.ts'
import { ChangesShown } from './changes-shown.tsx'
import { Conflict } from './conflict.tsx'
import { type Changes, type Draft, previewOf, record } from './draft.ts'
import { useChangeWords } from './words.ts'

interface Props {
  readonly file: HouseholdFile
  /** undefined: not complete yet. */
  readonly draft: Draft | undefined
  readonly onDone?: (done: Awaited<ReturnType<typeof record>>) => void
}

/** Nothing is recorded before its changes were seen. When somebody else was faster, both stand side by side and a person decides. */
export function PreviewAndWrite({ file, draft, onDone }: Props) {
  const t = useChangeWords()
  const client = useQueryClient()
  const [version, setVersion] = useState(file.version)
  const [seen, setSeen] = useState<{ text: string; changes: readonly Changes[] }>()
  const [theirs, setTheirs] = useState<HouseholdFile>()
  const shown = useRef<HTMLDivElement>(null)
  const text = JSON.stringify(draft)
  const key = useRef(once())
  const preview = useMutation({
    mutationFn: (d: Draft) => previewOf(file.household_id, d),
    onSuccess: changes => {
      setSeen({ text, changes })
      key.current = once()
    },
  })
  const write = useMutation({
    mutationFn: (d: Draft) => record(file.household_id, version, d, key.current),
    onSuccess: done => onDone?.(done),
    onError: async e => {
      if (!isProblem(e, 'household.version_conflict')) return
      setTheirs(await client.fetchQuery({ ...fileQuery(file.household_id, {}), staleTime: 0 }))
    },
  })
  const isCurrent = seen !== undefined && seen.text === text
  useEffect(() => {
    // the eye goes to what is to be confirmed, and so does the focus
    if (isCurrent) shown.current?.focus()
  }, [isCurrent])
  const again = () => {
    if (theirs === undefined || draft === undefined) return
    setVersion(theirs.version)
    setTheirs(undefined)
    write.reset()
    preview.mutate(draft)
  }
  if (write.isSuccess) return <p role="status">{t('written')}</p>
  if (theirs !== undefined && draft !== undefined)
    return (
      <Conflict
        draft={draft}
        theirs={theirs}
        onAgain={again}
        onDrop={() => {
          setTheirs(undefined)
          setSeen(undefined)
          setVersion(theirs.version)
          write.reset()
        }}
      />
    )
  return (
    <div className="write no-print">
      {!isCurrent && (
        <Button
          size="xs"
          variant="default"
          disabled={draft === undefined}
          loading={preview.isPending}
          onClick={() => draft !== undefined && preview.mutate(draft)}
        >
          {t('preview')}
        </Button>
      )}
      <Fault error={preview.error} />
      {isCurrent && draft !== undefined && (
        <section className="write-seen" ref={shown} tabIndex={-1} aria-label={t('changes')}>
          <p>
            <strong>{t('changes')}</strong>
          </p>
          <ChangesShown of={seen.changes} file={file} />
          <Fault error={write.error} />
          <Button size="xs" loading={write.isPending} onClick={() => write.mutate(draft)}>
            {t('write')}
          </Button>
        </section>
      )}
    </div>
  )
}
