/**
 * Who may do what with the rows of each table, by hand: what the city wants, not what the policies say. Each entry gives three groups of
 * select, insert, update, delete: a row of the own commune for whoever holds the role there; a row of a foreign commune for the same person; any row
 * for whoever holds the role everywhere. Roles that are not named may do nothing. `everybody` is whoever is signed in, without any role even.
 *
 * A new table fails the test until it stands here. Before writing its line, ask who needs its rows for his work.
 */
export type Expected = Readonly<Record<string, string>>

/** Reads there where he holds the role. */
const READS = 's--- ---- s---'
/** Of no place, and open to whoever is signed in. */
const OPEN: Expected = { everybody: 's--- s--- s---' }
/** The files of households: everybody who works with households in the commune; not the partner, the lawyer, the administrator. */
const READERS = 'surveyor commune_chair city_approver inspector'
const WRITERS = 'commune_officer city_officer'
/** Results of determinations: not the surveyor, who collects facts; the partner, who delivers. */
const RESULTS: Expected = {
  'commune_officer commune_chair city_officer city_approver inspector partner': READS,
}
/** Restricted facts and what follows from them: who decides about the household in the commune, and the city's officers; nobody else. */
const CONFIDANTS = 'commune_officer commune_chair city_officer'

/** Reviews: who works on them, and who looks on. */
const REVIEWERS = 'surveyor commune_officer commune_chair city_officer city_approver inspector'

export const MATRIX: Readonly<Record<string, Expected>> = {
  // the registry
  // the surveyor writes what he found, the chair what he decided
  household: {
    [READERS]: READS,
    [WRITERS]: 'siu- ---- siu-',
    'surveyor commune_chair': 's-u- ---- s-u-',
  },
  household_period: { [READERS]: READS, [WRITERS]: 'si-d ---- si-d' },
  person: { [READERS]: READS, [WRITERS]: 'siud ---- siud', surveyor: 's-u- ---- s-u-' },
  person_identity: { commune_chair: READS, [WRITERS]: 'siud ---- siud' },
  person_restricted: { commune_chair: READS, [WRITERS]: 'siud ---- siud' },
  membership_past: { [READERS]: READS, [WRITERS]: 'si-d ---- si-d' },
  action: { [READERS]: READS, [WRITERS]: 'si-- ---- si--' },
  // keys are put in and never looked at
  subject_key: { [WRITERS]: '-i-- -i-- -i--' },
  name_word: {},
  person_arrival: { [WRITERS]: 'siu- ---- siu-' },
  // a pair over two communes is closed by whoever may write in both; each side alone says its word
  duplicate_candidate: { [READERS]: READS, [WRITERS]: 's--- ---- s-u-' },
  duplicate_verdict: { [READERS]: READS, [WRITERS]: 'siud ---- siud' },
  duplicate_search: OPEN,
  // who hands out copies and erases is not who sets how long things are kept
  erasure_request: { 'commune_officer commune_chair city_officer city_approver': 'siu- ---- siu-' },
  privacy_setting: { ...OPEN, administrator: 's--- s--- s-u-' },

  // imports: the rows of the test are somebody else's; whoever may import everywhere looks after all
  import_file: { [WRITERS]: '-i-- -i-- siu-' },
  import_household: { [WRITERS]: '---- ---- siud' },

  // areas
  area_unit: OPEN,
  area_succession: OPEN,
  area_total: { ...OPEN, 'city_officer administrator': 'siu- s--- siu-' },
  area_choice: { [READERS]: READS, [WRITERS]: 'siu- ---- siu-' },

  // determinations
  determination_run: {
    'commune_officer commune_chair inspector partner': 's--- s--- s---',
    'city_officer city_approver': 'si-- si-- siu-',
  },
  determination_benefit: {
    'commune_officer commune_chair inspector partner': 's--- s--- s---',
    'city_officer city_approver': 'si-- si-- si--',
  },
  determination_part: { ...RESULTS, 'city_officer city_approver': 'siu- ---- siu-' },
  determination_total: RESULTS,
  determination_missing: RESULTS,
  outcome: RESULTS,
  outcome_difference: RESULTS,
  outcome_restricted: { [CONFIDANTS]: READS },
  household_standing: { [READERS]: READS, [WRITERS]: READS },
  standing_outcome: { [READERS]: READS, [WRITERS]: READS },
  standing_restricted: { [CONFIDANTS]: READS },
  // nobody writes them but delivery_enter, which asks for delivery.write
  obligation: RESULTS,
  delivery_entry: RESULTS,
  // who proposes puts the text beside it; it is never changed
  law_text: { ...OPEN, legal_officer: 's--- s--- si--' },
  law_overlay: { ...OPEN, legal_officer: 's--- s--- si--', legal_approver: 's--- s--- s-u-' },

  // reviews: surveyors survey, officers keep the way, officers propose, chairs sign, the city listens and says its opinion
  review_move: OPEN,
  review_setting: { ...OPEN, 'city_officer administrator': 's--- s--- si--' },
  review_round: { [REVIEWERS]: READS, 'commune_officer city_officer': 'siu- ---- siu-' },
  review_request: { [REVIEWERS]: READS, commune_officer: 'siu- ---- siu-' },
  review_case: { [REVIEWERS]: READS, 'commune_officer city_officer': 'si-- ---- si--' },
  review_step: {
    [REVIEWERS]: 'si-- ---- si--',
    inspector: READS,
  },
  review_survey: { [REVIEWERS]: READS, 'surveyor commune_officer': 'si-- ---- si--' },
  review_survey_restricted: {
    [CONFIDANTS]: READS,
    surveyor: '-i-- ---- -i--',
    commune_officer: 'si-- ---- si--',
  },
  review_meeting: { [REVIEWERS]: READS, commune_officer: 'si-- ---- si--' },
  review_meeting_case: { [REVIEWERS]: READS, commune_officer: 'si-- ---- si--' },
  review_posting: { [REVIEWERS]: READS, commune_officer: 'si-- ---- si--' },
  review_posting_case: { [REVIEWERS]: READS, commune_officer: 'si-- ---- si--' },
  review_complaint: { [REVIEWERS]: READS, commune_officer: 'si-- ---- si--' },
  review_decision: {
    [REVIEWERS]: READS,
    commune_officer: 'si-- ---- si--',
    commune_chair: 's-u- ---- s-u-',
  },
  review_decision_case: {
    [REVIEWERS]: READS,
    commune_officer: 'siu- ---- siu-',
    commune_chair: 's-u- ---- s-u-',
  },
  review_snapshot: { [REVIEWERS]: READS, 'commune_officer city_officer': 'si-- ---- si--' },
  paper_template: { ...OPEN, 'city_officer administrator': 's--- s--- si--' },

  // people who use it
  role: OPEN,
  role_permission: OPEN,
  user_grant: { administrator: 'siu- ---- siu-' },
  access_setting: { ...OPEN, administrator: 's--- s--- s-u-' },
  sector: OPEN,
  benefit_sector: { ...OPEN, administrator: 's--- s--- siu-' },
  // one's own; the rows of the test are somebody else's
  idempotency_key: { everybody: '-i-- -i-- -i--' },

  // the audit log
  audit_entry: { 'inspector administrator': READS },
  audit_head: { 'inspector administrator': READS },
  audit_pending: {},

  // the store itself
  store_info: OPEN,
  kysely_migration: OPEN,
  kysely_migration_lock: {},
}

/** What anybody can read who reaches the application without signing in: nothing about people. */
export const WITHOUT_SESSION = ['access_setting', 'kysely_migration', 'sector', 'store_info']
