import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Meeting, Posting } from './row-types.ts'
import type { Standing } from './words.ts'

const MEETING =
  'm.meeting_id, m.round_id, m.commune_code, m.hamlet, m.held_on, m.place, m.chair, m.secretary, m.present, m.percent, m.remarks'
const POSTING =
  'p.posting_id, p.round_id, p.commune_code, p.hamlet, p.from_on, p.until_on, p.after_recheck, p.address'

export interface MeetingCase {
  readonly case_id: string
  readonly household_id: string
  readonly head_name: string | null
  readonly hamlet: string | null
  readonly opening_standing: Standing | null
  readonly standing: Standing
  readonly agreed: number
  readonly passes: boolean
}

export async function insertMeeting(
  tx: Tx,
  m: Omit<Meeting, 'meeting_id'> & { readonly recorded_by: string },
  votes: readonly {
    readonly case_id: string
    readonly standing: string
    readonly agreed: number
    readonly passes: boolean
  }[],
): Promise<Meeting> {
  const { rows } = await tx.client.query<Meeting>(
    `insert into review_meeting as m (round_id, commune_code, hamlet, held_on, place, chair, secretary, present, percent, remarks, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${MEETING}`,
    [
      m.round_id,
      m.commune_code,
      m.hamlet,
      m.held_on,
      m.place,
      m.chair,
      m.secretary,
      m.present,
      m.percent,
      m.remarks,
      m.recorded_by,
    ],
  )
  const meeting = rows[0] as Meeting
  await tx.client.query(
    `insert into review_meeting_case (meeting_id, case_id, commune_code, standing, agreed, passes)
     select $1, case_id, $2, standing, agreed, passes
     from jsonb_to_recordset($3::jsonb) as v (case_id uuid, standing text, agreed int, passes boolean)`,
    [meeting.meeting_id, m.commune_code, JSON.stringify(votes)],
  )
  return meeting
}

export async function findMeeting(
  tx: Tx,
  id: string,
): Promise<(Meeting & { readonly cases: MeetingCase[] }) | undefined> {
  const { rows } = await tx.client.query<Meeting>(
    `select ${MEETING} from review_meeting m where m.meeting_id = $1`,
    [id],
  )
  const meeting = rows[0]
  if (!meeting) return undefined
  const cases = await tx.client.query<MeetingCase>(
    `select v.case_id, k.household_id, h.head_name, h.hamlet, k.opening_standing, v.standing, v.agreed, v.passes
     from review_meeting_case v join review_case k on k.case_id = v.case_id left join household h on h.household_id = k.household_id
     where v.meeting_id = $1 order by h.head_name_key, v.case_id`,
    [id],
  )
  return { ...meeting, cases: cases.rows }
}

/** Meetings of a round, the latest first. */
export async function listMeetings(
  tx: Tx,
  roundId: string,
  communes: readonly string[] | undefined,
): Promise<Meeting[]> {
  const { rows } = await tx.client.query<Meeting>(
    `select ${MEETING} from review_meeting m where m.round_id = $1 and ($2::text[] is null or m.commune_code = any ($2))
     order by m.held_on desc, m.meeting_id limit 1000`,
    [roundId, communes ?? null],
  )
  return rows
}

export interface PostingCase {
  readonly case_id: string
  readonly head_name: string | null
  readonly hamlet: string | null
  readonly opening_standing: Standing | null
  readonly standing: Standing
}

export async function insertPosting(
  tx: Tx,
  p: Omit<Posting, 'posting_id'> & { readonly recorded_by: string },
  cases: readonly { readonly case_id: string; readonly standing: string }[],
): Promise<Posting> {
  const { rows } = await tx.client.query<Posting>(
    `insert into review_posting as p (round_id, commune_code, hamlet, from_on, until_on, after_recheck, address, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${POSTING}`,
    [p.round_id, p.commune_code, p.hamlet, p.from_on, p.until_on, p.after_recheck, p.address, p.recorded_by],
  )
  const posting = rows[0] as Posting
  await tx.client.query(
    `insert into review_posting_case (posting_id, case_id, commune_code, standing)
     select $1, case_id, $2, standing from jsonb_to_recordset($3::jsonb) as v (case_id uuid, standing text)`,
    [posting.posting_id, p.commune_code, JSON.stringify(cases)],
  )
  return posting
}

/** A posting; the names on it only while it runs. */
export async function findPosting(
  tx: Tx,
  id: string,
  today: Day,
): Promise<
  (Posting & { readonly is_over: boolean; readonly count: number; readonly cases: PostingCase[] }) | undefined
> {
  const { rows } = await tx.client.query<Posting & { is_over: boolean; count: number }>(
    `select ${POSTING}, p.until_on < $2::date as is_over, (select count(*)::int from review_posting_case c where c.posting_id = p.posting_id) as count
     from review_posting p where p.posting_id = $1`,
    [id, today],
  )
  const posting = rows[0]
  if (!posting) return undefined
  if (posting.is_over) return { ...posting, cases: [] }
  const cases = await tx.client.query<PostingCase>(
    `select c.case_id, h.head_name, h.hamlet, k.opening_standing, c.standing
     from review_posting_case c join review_case k on k.case_id = c.case_id left join household h on h.household_id = k.household_id
     where c.posting_id = $1 order by h.hamlet, h.head_name_key, c.case_id`,
    [id],
  )
  return { ...posting, cases: cases.rows }
}

/** Postings of a round, the latest first. */
export async function listPostings(
  tx: Tx,
  roundId: string,
  communes: readonly string[] | undefined,
): Promise<Posting[]> {
  const { rows } = await tx.client.query<Posting>(
    `select ${POSTING} from review_posting p where p.round_id = $1 and ($2::text[] is null or p.commune_code = any ($2))
     order by p.until_on desc, p.posting_id limit 1000`,
    [roundId, communes ?? null],
  )
  return rows
}

export interface Complaint {
  readonly complaint_id: string
  readonly case_id: string
  readonly received_on: Day
  readonly complainant: 'household' | 'villager' | 'organisation'
  readonly late: boolean
  readonly subject: string
}

export async function insertComplaint(
  tx: Tx,
  c: Omit<Complaint, 'complaint_id'> & {
    readonly seq: number
    readonly commune_code: string
    readonly recorded_by: string
  },
): Promise<string> {
  const { rows } = await tx.client.query<{ complaint_id: string }>(
    `insert into review_complaint (case_id, seq, commune_code, received_on, complainant, late, subject, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning complaint_id`,
    [c.case_id, c.seq, c.commune_code, c.received_on, c.complainant, c.late, c.subject, c.recorded_by],
  )
  return (rows[0] as { complaint_id: string }).complaint_id
}

export async function complaintsOf(tx: Tx, caseId: string): Promise<Complaint[]> {
  const { rows } = await tx.client.query<Complaint>(
    `select complaint_id, case_id, received_on, complainant, late, subject from review_complaint where case_id = $1 order by seq`,
    [caseId],
  )
  return rows
}
