import { Page } from '../kit/index.ts'
import { useMe } from '../shell/session.ts'

export function TodayPage() {
  const me = useMe()
  return <Page title={me.name}>{null}</Page>
}
