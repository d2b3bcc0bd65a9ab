import type { Tx } from '../../platform/db/index.ts'
import type { FoldPayload } from './action-kinds.ts'
import { checkEverywhere } from './event-parts.ts'
import { householdsOfEvent, withdrawArrival } from './event-queries.ts'
import type { Prepared, Undo } from './events.ts'
import { newEventId } from './ids.ts'
import { cannotUndo } from './problems.ts'
import { Recording } from './recording.ts'
import type { Registry } from './registry.ts'
import type { ActionKind } from './types.ts'

/** Events whose opposite is that they never were. A move, split or merge changed whole households: its opposite is an event of its own. */
const UNDOABLE: ReadonlySet<ActionKind> = new Set<ActionKind>([
  ...(['born', 'died', 'member_joined', 'member_left', 'married_in', 'married_out', 'dissolved'] as const),
  'person_merged',
])

/** An event that was recorded by mistake never happened: on each chain that has it, an action says so. What was recorded in between stays. */
export async function undo(tx: Tx, registry: Registry, event: Undo): Promise<Prepared> {
  const touched = await householdsOfEvent(tx, event.event_id)
  if (!touched.includes(event.household_id)) throw cannotUndo()
  const recording = await Recording.open(tx, registry, {
    households: touched,
    expected: { [event.household_id]: event.expected_version },
    ...(event.actor === undefined ? {} : { actor: event.actor }),
  })
  const event_id = newEventId()
  for (const file of [...recording.files.values()]) {
    const actions = file.actions.filter(a => a.event_id === event.event_id)
    const [first] = actions
    const again = file.actions.some(a => (a.payload as FoldPayload).undoes === event.event_id)
    const here = file.state.periods.at(-1)?.from_on ?? ''
    if (first === undefined || again || first.effective_on < here) throw cannotUndo()
    if (actions.some(a => !UNDOABLE.has(a.kind))) throw cannotUndo()
    recording.append({
      household_id: file.household_id,
      kind: first.kind === 'person_merged' ? 'person_merge_undone' : 'corrected',
      effective_on: first.effective_on,
      commune_code: first.commune_code,
      event_id,
      payload: { ...event.payload, undoes: event.event_id },
      household: {},
      persons: new Map(),
    })
  }
  recording.first.push(async () => {
    if (!(await withdrawArrival(tx, event.event_id))) throw cannotUndo()
  })
  checkEverywhere(recording)
  return { event_id, recording }
}
