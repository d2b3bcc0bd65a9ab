import { Menu, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Icon } from '../kit/index.ts'
import { speak, useLanguage } from '../language/index.ts'
import { signOut, useMe } from './session.ts'
import { useShellWords } from './words.ts'

/** Language and person. */
export function Account() {
  const t = useShellWords()
  const me = useMe()
  const navigate = useNavigate()
  const language = useLanguage()
  const other = language === 'vi' ? 'en' : 'vi'
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className="bar-person">
      <button type="button" className="bar-button" lang={other} onClick={() => void speak(other)}>
        {other === 'en' ? 'English' : 'Tiếng Việt'}
      </button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <button type="button" className="bar-button bar-name">
            <span className="sr-only">{t('person')}: </span>
            {me.name}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void navigate({ to: '/account' })}>{t('my_account')}</Menu.Item>
          <Menu.Label>{t('scheme')}</Menu.Label>
          {(['auto', 'light', 'dark'] as const).map(scheme => (
            <Menu.Item
              key={scheme}
              onClick={() => setColorScheme(scheme)}
              aria-current={colorScheme === scheme}
              rightSection={colorScheme === scheme ? <Icon name="check" /> : null}
            >
              {t(scheme)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => void signOut()}>{t('sign_out')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
