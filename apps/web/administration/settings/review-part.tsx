import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loaded, MarkWord, Section } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { useMay } from '../../shell/session.ts'
import { settingsQuery } from '../queries.ts'
import { ReviewForm } from './review-form.tsx'
import { ReviewHistory } from './review-history.tsx'
import { type Setting, useSettingValue } from './setting-value.ts'
import { useSettingsWords } from './words.ts'

/** A value that nobody has found in an act. */
export const isOpen = ({ mark }: Pick<Setting, 'mark'>): boolean =>
  mark === 'missing' || mark === 'unconfirmed'

/** Days and choices of reviews. */
export function ReviewPart() {
  const t = useSettingsWords()
  const settings = useQuery(settingsQuery)
  const open = (settings.data ?? []).filter(isOpen).length
  return (
    <Section
      title={t('reviews')}
      aside={open > 0 ? <span className="adm-warn">{t('reviews_aside', { count: open })}</span> : undefined}
    >
      <Loaded of={settings} rows={8}>
        {items => items.map(setting => <OneSetting key={setting.key} setting={setting} />)}
      </Loaded>
    </Section>
  )
}

function OneSetting({ setting }: { setting: Setting }) {
  const t = useSettingsWords()
  const two = useTwo()
  const may = useMay()
  const inWords = useSettingValue()
  const [view, setView] = useState<'form' | 'history'>()
  const text = two(setting)
  const name = `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/:.*$/, '')
  const isMissing = setting.mark === 'missing'
  return (
    <div className="adm-setting" data-setting={setting.key}>
      <div className="adm-setting-head">
        <h3>{name}</h3>
        <span className={isMissing ? 'adm-value adm-warn' : 'adm-value'}>{inWords(setting)}</span>
      </div>
      <p className="small soft">
        {setting.mark === null ? t('own_choice') : <MarkWord mark={setting.mark} />} · {setting.source}
      </p>
      {isMissing && <p className="small adm-warn">{t('still_missing')}</p>}
      <div className="adm-act no-print">
        {may('review.settings') && (
          <Button
            variant="default"
            size="compact-sm"
            aria-expanded={view === 'form'}
            aria-label={t('change_named', { name })}
            onClick={() => setView(view === 'form' ? undefined : 'form')}
          >
            {t('change')}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={view === 'history'}
          aria-label={`${t(view === 'history' ? 'hide' : 'history')}: ${name}`}
          onClick={() => setView(view === 'history' ? undefined : 'history')}
        >
          {t(view === 'history' ? 'hide' : 'history')}
        </Button>
      </div>
      {view === 'form' && <ReviewForm setting={setting} onDone={() => setView(undefined)} />}
      {view === 'history' && <ReviewHistory setting={setting} name={name} />}
    </div>
  )
}
