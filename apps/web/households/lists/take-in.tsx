import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { Loaded, Section, useFormats } from '../../kit/index.ts'
import { useCommon } from '../change/common-fields.tsx'
import type { Draft } from '../change/draft.ts'
import { HouseholdFinder } from '../change/household-finder.tsx'
import { PreviewAndWrite } from '../change/preview-and-write.tsx'
import { type Said, ValueInput } from '../change/value-input.tsx'
import { useFactWords } from '../fact-words.ts'
import { fileQuery } from '../queries.ts'
import { useListsWords } from './words.ts'

/** Who it is, the household that takes the person in, and a preview of what that changes. */
export function TakeIn({ event, onClose }: { event: string; onClose: () => void }) {
  const t = useListsWords()
  const f = useFormats()
  const words = useFactWords()
  const top = useRef<HTMLDivElement>(null)
  const [to, setTo] = useState<string>()
  const [relation, setRelation] = useState<Said>(null)
  const { common, fields } = useCommon()
  const person = useQuery({
    queryKey: ['arrival', event],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/arrivals/{event_id}', { params: { path: { event_id: event } }, signal })),
  })
  const file = useQuery({ ...fileQuery(to ?? '', {}), enabled: to !== undefined })
  useEffect(() => top.current?.focus(), [])
  const declared = words.fact('person', 'relation_to_head')
  const draft: Draft | undefined =
    typeof relation === 'string'
      ? {
          way: 'event',
          body: { event: 'taken_in', ...common, event_id: event, facts: { relation_to_head: relation } },
        }
      : undefined
  return (
    <div ref={top} tabIndex={-1}>
      <Section title={t('arrivals.see')} aside={t('arrivals.see_note')}>
        <Loaded of={person} rows={3} height={120}>
          {p => (
            <div className="change">
              <p>
                <strong>
                  {t('arrivals.who', {
                    name: p.full_name ?? '–',
                    born: p.birth_date === null ? String(p.birth_year ?? '–') : f.day(p.birth_date),
                  })}
                </strong>
                {p.identity_tail !== null && <span className="num soft"> · •••{p.identity_tail}</span>}
              </p>
              {p.complete ? (
                <>
                  <HouseholdFinder value={to} onChange={setTo} />
                  {declared !== undefined && (
                    <div className="change-row">
                      <ValueInput
                        fact={declared}
                        label={t('arrivals.relation')}
                        value={relation}
                        onChange={setRelation}
                      />
                    </div>
                  )}
                  {fields}
                  {file.data !== undefined && <PreviewAndWrite key={to} file={file.data} draft={draft} />}
                </>
              ) : (
                <p>{t('arrivals.incomplete')}</p>
              )}
            </div>
          )}
        </Loaded>
        <Button variant="default" size="xs" mt={12} onClick={onClose}>
          {t('arrivals.close')}
        </Button>
      </Section>
    </div>
  )
}
