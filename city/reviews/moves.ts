/**
 * The way of a case through a review (Decision 24/2021/QĐ-TTg, Art. 4 and 5) as a table. The database holds the same table and refuses whatever
 * is not in it (migrations/0006-reviews.sql; a test holds both together).
 */

/** Where a case stands. */
export const CASE_STATES = [
  'listed',
  'screened',
  'screened_out',
  'surveyed',
  'resurvey',
  'met',
  'posted',
  'complained',
  'rechecked',
  'asked',
  'opined',
  'proposed',
  'decided',
  'certified',
  'refused',
  'withdrawn',
  'closed',
] as const
export type CaseState = (typeof CASE_STATES)[number]

/** What can be done with a case. */
export const STEPS = [
  'screen',
  'survey',
  'meet',
  'post',
  'complain',
  'recheck',
  'ask_opinion',
  'give_opinion',
  'propose',
  'return',
  'approve',
  'certify',
  'withdraw',
  'close',
] as const
export type Step = (typeof STEPS)[number]

/** Permissions of reviews; which role holds which is configuration (table role_permission). */
export type ReviewPermission =
  | 'review.read'
  | 'review.open'
  | 'review.survey'
  | 'review.write'
  | 'review.decide'
  | 'review.opinion'
  | 'review.approve'

export interface StepSpec {
  readonly vi: string
  readonly en: string
  /** Who does it, in the words of the decision. */
  readonly who: string
  readonly permission: ReviewPermission
  readonly source: string
  readonly moves: Readonly<Partial<Record<CaseState, readonly CaseState[]>>>
}

const OPEN_BEFORE_PROPOSAL = [
  'listed',
  'screened',
  'screened_out',
  'surveyed',
  'resurvey',
  'met',
  'posted',
  'complained',
  'rechecked',
  'asked',
  'opined',
] as const satisfies readonly CaseState[]

const all = (to: CaseState): Partial<Record<CaseState, readonly CaseState[]>> =>
  Object.fromEntries(OPEN_BEFORE_PROPOSAL.map(from => [from, [to]]))

const ART_4 = 'Decision 24/2021/QĐ-TTg, Art. 4'

export const STEP_SPECS: Readonly<Record<Step, StepSpec>> = {
  screen: {
    vi: 'nhận dạng nhanh (Phiếu A)',
    en: 'screening (Form A)',
    who: 'rà soát viên',
    permission: 'review.survey',
    source: 'Decision 967/QĐ-BNNMT, step 2 (news.thuvienphapluat.vn 83004); Circular 07/2021, Appendix II',
    moves: { listed: ['screened', 'screened_out'] },
  },
  survey: {
    vi: 'khảo sát (Phiếu B)',
    en: 'survey (Form B)',
    who: 'rà soát viên',
    permission: 'review.survey',
    source: `${ART_4} (lawnet 115357)`,
    // a survey may be mended until the villagers have met
    moves: { listed: ['surveyed'], screened: ['surveyed'], resurvey: ['surveyed'], surveyed: ['surveyed'] },
  },
  meet: {
    vi: 'họp dân',
    en: 'villagers’ meeting',
    who: 'trưởng thôn (chủ trì), rà soát viên, đại diện hộ dân; Mặt trận Tổ quốc giám sát',
    permission: 'review.write',
    source: `${ART_4} (lawnet 115357): at least half of those present agree, else survey and meet again`,
    moves: { surveyed: ['met', 'resurvey'] },
  },
  post: {
    vi: 'niêm yết',
    en: 'posting',
    who: 'Ban Chỉ đạo rà soát cấp xã',
    permission: 'review.write',
    source: ART_4,
    moves: { met: ['posted'], rechecked: ['posted'] },
  },
  complain: {
    vi: 'tiếp nhận khiếu nại',
    en: 'complaint',
    who: 'Ban Chỉ đạo rà soát cấp xã',
    permission: 'review.write',
    source: `${ART_4}, recalled`,
    moves: { posted: ['complained'] },
  },
  recheck: {
    vi: 'phúc tra',
    en: 're-check',
    who: 'Ban Chỉ đạo rà soát cấp xã',
    permission: 'review.survey',
    source: `${ART_4}, recalled`,
    moves: { complained: ['rechecked'] },
  },
  ask_opinion: {
    vi: 'xin ý kiến cấp trên',
    en: 'asking the opinion of the level above',
    who: 'Ủy ban nhân dân cấp xã',
    permission: 'review.decide',
    source: `${ART_4} (lawnet 115433): the district chairman; who answers since 2025-07-01 was not found`,
    moves: { posted: ['asked'] },
  },
  give_opinion: {
    vi: 'ý kiến của cấp trên',
    en: 'opinion of the level above',
    who: 'cơ quan cấp trên theo cấu hình',
    permission: 'review.opinion',
    source: `${ART_4} (lawnet 115433)`,
    moves: { asked: ['opined', 'resurvey'] },
  },
  propose: {
    vi: 'trình quyết định',
    en: 'proposal of a decision',
    who: 'công chức cấp xã phụ trách giảm nghèo',
    permission: 'review.decide',
    source: 'house: four eyes on every decision',
    moves: { posted: ['proposed'], opined: ['proposed'], screened_out: ['proposed'] },
  },
  return: {
    vi: 'trả lại, chưa duyệt',
    en: 'returned without approval',
    who: 'Chủ tịch Ủy ban nhân dân cấp xã',
    permission: 'review.approve',
    source: 'house: four eyes on every decision',
    moves: { proposed: ['posted', 'opined', 'screened_out', 'resurvey'] },
  },
  approve: {
    vi: 'quyết định',
    en: 'decision',
    who: 'Chủ tịch Ủy ban nhân dân cấp xã',
    permission: 'review.approve',
    source: `${ART_4} (lawnet 115433); refusal in writing: Art. 5 (lawnet 1010154)`,
    moves: { proposed: ['decided', 'refused'] },
  },
  certify: {
    vi: 'cấp giấy chứng nhận',
    en: 'certificate',
    who: 'Ủy ban nhân dân cấp xã',
    permission: 'review.write',
    source: 'Decision 24/2021/QĐ-TTg, Art. 5 (lawnet 1010154)',
    moves: { decided: ['certified'] },
  },
  withdraw: {
    vi: 'rút giấy đề nghị',
    en: 'request withdrawn',
    who: 'hộ gia đình',
    permission: 'review.write',
    source: 'house: a household may take back what it asked',
    moves: all('withdrawn'),
  },
  close: {
    vi: 'khép hồ sơ vì hộ không còn ở địa bàn',
    en: 'closed because the household is no longer here',
    who: 'công chức cấp xã phụ trách giảm nghèo',
    permission: 'review.write',
    source: 'house: a household that moved, merged or ended cannot be decided about',
    moves: all('closed'),
  },
}

/** States that a step may lead to from here; none where it may not be taken. */
export const movesOf = (step: Step, from: CaseState): readonly CaseState[] =>
  STEP_SPECS[step].moves[from] ?? []

/** Steps that the table allows from a state. Configuration and the case itself may forbid some of them. */
export const nextSteps = (from: CaseState): readonly Step[] =>
  STEPS.filter(step => movesOf(step, from).length > 0)

/** Nothing more is to be done. A case that is decided may still want its certificate. */
export const isOver = (state: CaseState): boolean => nextSteps(state).length === 0

/** Every row of the table, in the order of the database's copy. */
export const allMoves = (): { step: Step; from: CaseState; to: CaseState; permission: ReviewPermission }[] =>
  STEPS.flatMap(step =>
    CASE_STATES.flatMap(from =>
      movesOf(step, from).map(to => ({ step, from, to, permission: STEP_SPECS[step].permission })),
    ),
  )
