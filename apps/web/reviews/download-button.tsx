import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { download } from '../api/download.ts'
import { Fault } from '../kit/index.ts'

/** Downloads a paper of the API; what goes wrong stands under the button. */
export function DownloadButton({
  path,
  label,
  body,
  variant = 'default',
  name,
}: {
  path: string
  label: string
  /** Sent by POST where the paper is asked for with a body. */
  body?: unknown
  variant?: 'default' | 'filled'
  /** What it downloads, where the label is short: a small button of a table. */
  name?: string
}) {
  const get = useMutation({
    mutationFn: () =>
      download(
        path,
        body === undefined
          ? {}
          : {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(body),
            },
      ),
  })
  return (
    <div className="rv-download">
      <Button
        variant={name === undefined ? variant : 'subtle'}
        size={name === undefined ? 'sm' : 'compact-sm'}
        loading={get.isPending}
        onClick={() => get.mutate()}
        {...(name === undefined ? {} : { 'aria-label': `${name} ${label}` })}
      >
        {label}
      </Button>
      <Fault error={get.error} />
    </div>
  )
}
