import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../api/client.ts'
import { fetchFile } from '../api/download.ts'
import { Fault, today, useFormats, useKitWords } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { useConfirmWords } from './confirm-words.ts'
import { overlayYaml, sourceOf } from './overlay-yaml.ts'
import { Preview } from './preview.tsx'
import type { LawValue } from './queries.ts'

const LARGEST = 10 * 1024 * 1024
const HINTS = ['money', 'rate', 'date'] as const

interface Checked {
  readonly yaml: string
  readonly written: readonly string[]
  readonly source: string
  readonly findings: Schemas['LawOverlayCheck']['findings']
}

/** What was read, where, when, and the text itself; then what it would change, in words; then off to a second person. */
export function ConfirmForm({ value: v }: { value: LawValue }) {
  const t = useConfirmWords()
  const kit = useKitWords()
  const two = useTwo()
  const f = useFormats()
  const navigate = useNavigate()
  const [citation, setCitation] = useState(v.citation.vi)
  const [readOn, setReadOn] = useState(today())
  const [validFrom, setValidFrom] = useState(v.from)
  const [written, setWritten] = useState(v.cells.map(c => c.written ?? ''))
  const [file, setFile] = useState<File>()
  const [fileFault, setFileFault] = useState<string>()
  const isValue = v.part === 'value'

  const check = useMutation({
    mutationFn: async (text: File): Promise<Checked> => {
      const { blob } = await fetchFile(
        `/api/law/texts?name=${encodeURIComponent(citation.trim().slice(0, 300))}`,
        {
          method: 'POST',
          body: text,
          headers: { 'Content-Type': 'application/octet-stream' },
        },
      )
      const { sha256 } = JSON.parse(await blob.text()) as Schemas['LawText']
      const reading = { citation: citation.trim(), readOn: `đọc ngày ${f.day(readOn)}`, sha256 }
      const yaml = overlayYaml({ value: v, written, ...reading })
      const { findings } = await bodyOf(
        api.POST('/api/law-overlays/check', { body: { yaml, valid_from: validFrom } }),
      )
      return { yaml, written, source: sourceOf(reading), findings }
    },
  })
  const propose = useMutation({
    mutationFn: (yaml: string) =>
      bodyOf(
        api.POST('/api/law-overlays', {
          body: { yaml, valid_from: validFrom },
          params: { header: once() },
        } as never),
      ) as Promise<Schemas['LawOverlay']>,
    onSuccess: ({ id }) =>
      void navigate({ to: '/law/overlays/$id', params: { id }, search: keepOffice } as never),
  })
  const look = (e: FormEvent) => {
    e.preventDefault()
    if (file === undefined || file.size > LARGEST) {
      setFileFault(t(file === undefined ? 'propose.file_needed' : 'propose.file_big'))
      document.getElementById('law-text')?.focus()
      return
    }
    setFileFault(undefined)
    check.mutate(file)
  }

  if (check.data !== undefined)
    return (
      <Preview
        value={v}
        written={check.data.written}
        source={check.data.source}
        findings={check.data.findings}
        error={propose.error}
        isSending={propose.isPending}
        onEdit={() => {
          check.reset()
          propose.reset()
        }}
        onSend={() => propose.mutate(check.data.yaml)}
      />
    )
  return (
    <form className="law-form" onSubmit={look}>
      <TextInput
        label={t('propose.citation')}
        description={t('propose.citation_hint')}
        value={citation}
        onChange={e => setCitation(e.currentTarget.value)}
        required
        withAsterisk={false}
        maxLength={300}
      />
      {isValue ? (
        <fieldset>
          <legend>{t('propose.as_read')}</legend>
          {v.cells.map((cell, i) => (
            <CellInput
              key={cell.word ?? ''}
              value={v}
              label={cell.label === null ? t('propose.as_read_value') : two(cell.label)}
              written={written[i] ?? ''}
              onChange={text => setWritten(written.map((w, j) => (j === i ? text : w)))}
            />
          ))}
        </fieldset>
      ) : (
        <p className="law-says">{t('propose.conditions_note')}</p>
      )}
      <TextInput
        type="date"
        className="law-narrow"
        label={t('propose.read_on')}
        value={readOn}
        max={today()}
        onChange={e => setReadOn(e.currentTarget.value)}
        required
        withAsterisk={false}
      />
      <div className="law-file">
        <label htmlFor="law-text">{t('propose.file')}</label>
        <input
          id="law-text"
          type="file"
          accept="application/pdf,image/jpeg,image/png,text/plain,.txt"
          aria-describedby="law-text-hint"
          aria-invalid={fileFault !== undefined}
          onChange={e => setFile(e.currentTarget.files?.[0])}
        />
        <span
          id="law-text-hint"
          className={fileFault === undefined ? 'soft small' : 'late small'}
          role="status"
        >
          {fileFault ?? t('propose.file_hint')}
        </span>
      </div>
      <TextInput
        type="date"
        className="law-narrow"
        label={t('propose.valid_from')}
        value={validFrom}
        onChange={e => setValidFrom(e.currentTarget.value)}
        required
        withAsterisk={false}
      />
      <Fault error={check.error} />
      {check.isPending && (
        <p className="soft small" role="status">
          {kit('loading')}
        </p>
      )}
      <div>
        <Button type="submit" loading={check.isPending}>
          {t('propose.look')}
        </Button>
      </div>
    </form>
  )
}

interface CellProps {
  readonly value: LawValue
  readonly label: string
  readonly written: string
  readonly onChange: (text: string) => void
}

function CellInput({ value: v, label, written, onChange }: CellProps) {
  const t = useConfirmWords()
  const kit = useKitWords()
  if (v.type === 'bool')
    return (
      <NativeSelect
        className="law-narrow"
        label={label}
        value={written}
        required
        withAsterisk={false}
        data={[
          { value: '', label: kit('unknown') },
          { value: 'true', label: kit('yes') },
          { value: 'false', label: kit('no') },
        ]}
        onChange={e => onChange(e.currentTarget.value)}
      />
    )
  const hint = v.shape === 'list' ? 'list' : (HINTS.find(h => h === v.type) ?? 'other')
  return (
    <TextInput
      label={label}
      description={t(`propose.written_hint.${hint}`)}
      value={written}
      onChange={e => onChange(e.currentTarget.value)}
      required
      withAsterisk={false}
      autoComplete="off"
    />
  )
}
