import { type ReactNode, useEffect } from 'react'
import { speak, useLanguage } from '../language/index.ts'
import './citizen.css'
import { useCitizenWords } from './words.ts'

/** The frame of citizens' pages: large letters, one column, the way home and the language, nothing else. */
export function CitizenFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useCitizenWords()
  const language = useLanguage()
  useEffect(() => {
    document.title = `${title} · An Sinh`
  }, [title])
  return (
    <div className="citizen">
      <header className="citizen-head">
        <a href="/sign-in" className="citizen-brand">
          <img src="/icon.svg" alt="" width={28} height={28} /> An Sinh
        </a>
        <button
          type="button"
          className="linklike no-print"
          lang={language === 'vi' ? 'en' : 'vi'}
          onClick={() => void speak(language === 'vi' ? 'en' : 'vi')}
        >
          {t('language')}
        </button>
      </header>
      <main className="citizen-main" id="main">
        {children}
      </main>
      <nav className="citizen-foot no-print" aria-label={t('other')}>
        <a href="/quyen-loi">{t('check.link')}</a>
        <a href="/tra-cuu">{t('status.link')}</a>
        <a href="/de-nghi">{t('request.link')}</a>
      </nav>
    </div>
  )
}
