import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Schemas } from '../api/client.ts'
import { Fault, useFormats, useKitWords } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { useConfirmWords } from './confirm-words.ts'
import { asWritten } from './overlay-yaml.ts'
import { SourceText } from './parts.tsx'
import type { LawValue } from './queries.ts'
import { useLawWords } from './words.ts'

interface PreviewProps {
  readonly value: LawValue
  readonly written: readonly string[]
  readonly source: string
  readonly findings: Schemas['LawOverlayCheck']['findings']
  readonly error: unknown
  readonly isSending: boolean
  readonly onEdit: () => void
  readonly onSend: () => void
}

/** What a confirmation will change, in words; or why it cannot be used. */
export function Preview({
  value: v,
  written,
  source,
  findings,
  error,
  isSending,
  onEdit,
  onSend,
}: PreviewProps) {
  const t = useConfirmWords()
  const law = useLawWords()
  const kit = useKitWords()
  const two = useTwo()
  const f = useFormats()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const isFaulty = findings.length > 0
  return (
    <section aria-labelledby="law-preview" className="law-form">
      <h2 id="law-preview" ref={head} tabIndex={-1}>
        {t(isFaulty ? 'propose.faults' : 'propose.preview')}
      </h2>
      {isFaulty ? (
        <ul className="late" lang="en">
          {findings.map(x => (
            <li key={`${x.line}${x.column}${x.rule}`}>
              {x.message}. {x.mend}.
            </li>
          ))}
        </ul>
      ) : (
        <div className="law-says">
          <p>
            {t('propose.sentence', {
              label: two(v.label),
              file: two(v.file.title),
              period: law('from', { from: f.day(v.from) }),
            })}
          </p>
          {v.part === 'value' &&
            v.cells.map((cell, i) => {
              const now = asWritten(v.type, written[i] ?? '')
              const isSame = now === cell.written
              return (
                <p key={cell.word ?? ''}>
                  {cell.label !== null && `${two(cell.label)}: `}
                  <strong>
                    {isSame
                      ? t('propose.same', { value: two(cell.text) })
                      : t('propose.changed', {
                          before: two(cell.text),
                          after: spoken(v.type, now, f.money, kit),
                        })}
                  </strong>
                </p>
              )
            })}
          <p>{t('propose.mark', { before: kit(`mark.${v.mark}`), after: kit('mark.confirmed') })}</p>
          <p>
            <SourceText source={t('propose.source', { source })} />
          </p>
        </div>
      )}
      <Fault error={error} />
      <div className="law-tools">
        {!isFaulty && (
          <Button onClick={onSend} loading={isSending}>
            {t('propose.send')}
          </Button>
        )}
        <Button variant="default" onClick={onEdit}>
          {t('propose.edit')}
        </Button>
      </div>
    </section>
  )
}

function spoken(
  type: string,
  written: string,
  money: (dong: number) => string,
  kit: ReturnType<typeof useKitWords>,
): string {
  if (type === 'bool') return kit(written === 'true' ? 'yes' : 'no')
  return type === 'money' && /^\d+$/.test(written) ? money(Number(written)) : written
}
