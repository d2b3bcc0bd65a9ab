import { Button, Checkbox, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../../api/client.ts'
import { Fault, Section } from '../../kit/index.ts'
import type { Comparison } from './duplicate-page.tsx'
import { useListsWords } from './words.ts'

type Said = Schemas['DuplicateVerdict']
type Side = 'a' | 'b'

/** One person or two. Where the files lie in two communes, both must say the same. */
export function Verdict({ of }: { of: Comparison }) {
  const t = useListsWords()
  const [verdict, setVerdict] = useState<'same' | 'different'>()
  const [keep, setKeep] = useState<Side>('a')
  const [fill, setFill] = useState(false)
  const [ends, setEnds] = useState(false)
  const params = { path: { candidate_id: of.candidate_id } }
  const say = useMutation({
    mutationFn: (body: Said) => bodyOf(api.PUT('/api/duplicates/{candidate_id}/verdict', { params, body })),
  })
  const takeBack = useMutation({
    mutationFn: () => bodyOf(api.DELETE('/api/duplicates/{candidate_id}/verdict', { params })),
  })
  const undo = useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/duplicates/{candidate_id}/undo', { params: { ...params, header: once() } })),
  })
  const mine = of.verdicts.some(v => of.may_speak_for.includes(v.side))
  if (of.may_speak_for.length === 0) return <p className="soft">{t('pair.none')}</p>
  return (
    <Section title={t('pair.verdict')} aside={t(of.may_speak_for.length === 2 ? 'pair.both' : 'pair.one')}>
      <Fault error={say.error ?? takeBack.error ?? undo.error} />
      {of.state === 'merged' && (
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('pair.undo')}
        </Button>
      )}
      {of.state === 'open' && (
        <div className="change">
          <Radio.Group
            label={t('pair.verdict')}
            value={verdict ?? ''}
            onChange={v => setVerdict(v as 'same' | 'different')}
          >
            <div className="hh-stack">
              <Radio value="different" label={t('pair.different')} />
              <Radio value="same" label={t('pair.same')} />
            </div>
          </Radio.Group>
          {verdict === 'same' && (
            <div className="hh-stack">
              <p className="small soft">{t('pair.consequence')}</p>
              <Radio.Group label={t('pair.keep')} value={keep} onChange={v => setKeep(v as Side)}>
                <div className="change-row">
                  <Radio value="a" label={t('pair.side_a')} />
                  <Radio value="b" label={t('pair.side_b')} />
                </div>
              </Radio.Group>
              <Checkbox
                label={t('pair.fill')}
                checked={fill}
                onChange={e => setFill(e.currentTarget.checked)}
              />
              <Checkbox
                label={t('pair.dissolves')}
                checked={ends}
                onChange={e => setEnds(e.currentTarget.checked)}
              />
            </div>
          )}
          <div className="deliver-go">
            <Button
              disabled={verdict === undefined}
              loading={say.isPending}
              onClick={() =>
                say.mutate(
                  verdict === 'same'
                    ? { verdict, keep, fill_gaps: fill, dissolves: ends }
                    : { verdict: 'different' },
                )
              }
            >
              {t('pair.say')}
            </Button>
            {mine && (
              <Button variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
                {t('pair.take_back')}
              </Button>
            )}
          </div>
        </div>
      )}
    </Section>
  )
}
