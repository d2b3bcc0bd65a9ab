import { useUnitName } from '../../shell/places.ts'
import { useLogWords } from './words.ts'

/** The name of an area of the log. */
export function useAreaName(): (area: string) => string {
  const t = useLogWords()
  const unitName = useUnitName()
  return area => (area === 'city' ? t('city') : area === 'system' ? t('system') : unitName(area))
}
