import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Loaded, Page } from '../../kit/index.ts'
import { keepOffice, useAsOf } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import '../file.css'
import '../households.css'
import { FileLink } from '../file-link.tsx'
import { fileQuery, type HouseholdFile } from '../queries.ts'
import { CorrectForm } from './correct-form.tsx'
import type { Draft } from './draft.ts'
import type { FormProps } from './form.ts'
import { JoinForm } from './join-form.tsx'
import { MoveForm } from './move-form.tsx'
import { PeopleForm } from './people-form.tsx'
import { PreviewAndWrite } from './preview-and-write.tsx'
import { UndoForm } from './undo-form.tsx'
import type { What } from './what.ts'
import { useChangeWords } from './words.ts'

/** One thing that happened to a household, or that is corrected: entered, previewed, recorded. */
export function ChangePage() {
  const t = useChangeWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { what = 'correct' } = useSearch({ strict: false }) as { what?: What }
  const { month } = useAsOf()
  const may = useMay()
  const file = useQuery(fileQuery(id, {}))
  const head = file.data?.members.find(m => m.person_id === file.data.head_id)?.full_name
  return (
    <Page
      title={head == null ? t(`ways.${what}`) : t('title', { what: t(`ways.${what}`), name: head })}
      lead={t(`leads.${what}`)}
      actions={<FileLink id={id}>{t('back')}</FileLink>}
    >
      <Loaded of={file} rows={6} height={300}>
        {data =>
          month !== undefined || data.status !== 'active' || !may('household.write', data.commune_code) ? (
            <p className="empty">{t('denied')}</p>
          ) : (
            <Change key={what} file={data} what={what} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Change({ file: now, what }: { file: HouseholdFile; what: What }) {
  const navigate = useNavigate()
  // what was looked at when the form was opened: a change meanwhile is told, not slipped in
  const [file] = useState(now)
  const [draft, setDraft] = useState<Draft>()
  return (
    <div className="change">
      {formOf(what, { file, onDraft: setDraft })}
      <PreviewAndWrite
        file={file}
        draft={draft}
        onDone={() =>
          void navigate({
            to: '/households/$id',
            params: { id: file.household_id },
            search: keepOffice,
          } as never)
        }
      />
    </div>
  )
}

function formOf(what: What, props: FormProps): ReactNode {
  switch (what) {
    case 'correct':
      return <CorrectForm {...props} />
    case 'move':
      return <MoveForm {...props} />
    case 'join':
      return <JoinForm {...props} />
    case 'undo':
      return <UndoForm {...props} />
    default:
      return <PeopleForm {...props} what={what} />
  }
}
