import { Page } from '../kit/index.ts'
import { useMe } from '../shell/session.ts'

export function AccountPage() {
  const me = useMe()
  return <Page title={me.name}>{null}</Page>
}
