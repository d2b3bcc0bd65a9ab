import { Link } from '@tanstack/react-router'
import { keepOffice } from '../../shell/search-params.ts'
import { useListsWords } from './words.ts'

export function Back() {
  const t = useListsWords()
  return (
    <Link to={'/households' as never} search={keepOffice as never}>
      {t('back')}
    </Link>
  )
}
