import { ME, type Sample } from './stripped-store.ts'

/** A commune beside those of the test, where only somebody with a right everywhere has business. */
const ELSEWHERE = '11399'
const IMPORT = '00000000-0000-4000-8000-000000000001'

/**
 * What a row of each table says of its place, as far as policies ask. A table with a column `commune_code` needs no entry unless a policy asks for more.
 */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  access_setting: { row: () => ({}) },
  action: { row: commune_code => ({ commune_code, actor: ME }) },
  area_choice: {
    row: commune => ({ candidates: [commune], queued_by: ME }),
    change: chosen_code => ({ chosen_code, chosen_by: ME }),
  },
  area_succession: { row: () => ({}) },
  area_total: {
    row: code => ({ code, period: '2025', entered_by: ME }),
    change: () => ({ households: 1, entered_by: ME }),
  },
  area_unit: { row: code => ({ code }) },
  audit_entry: { row: area => ({ area }) },
  audit_head: { row: area => ({ area }) },
  audit_pending: { row: area => ({ area }) },
  benefit_sector: { row: () => ({}) },
  delivery_entry: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  determination_benefit: { row: () => ({}) },
  determination_missing: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  determination_part: {
    row: commune_code => ({ commune_code, state: 'waiting' }),
    change: () => ({ state: 'cancelled' }),
  },
  determination_run: { row: () => ({ requested_by: ME }), change: () => ({ cancelled_by: ME }) },
  determination_total: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  duplicate_candidate: { row: commune_a => ({ commune_a, commune_b: ELSEWHERE }) },
  duplicate_search: { row: () => ({}) },
  duplicate_verdict: {
    row: commune_code => ({ commune_code, other_commune: ELSEWHERE, said_by: ME }),
    change: () => ({ verdict: 'same', said_by: ME }),
  },
  erasure_request: {
    row: commune_code => ({ commune_code, proposed_by: ME }),
    change: () => ({ state: 'approved', decided_by: ME }),
  },
  idempotency_key: { row: () => ({ user_id: ME }) },
  // of somebody else
  import_file: { row: () => ({ created_by: ME, import_id: IMPORT }) },
  import_household: { row: () => ({ import_id: IMPORT }) },
  kysely_migration: { row: () => ({}) },
  kysely_migration_lock: { row: () => ({}) },
  law_overlay: {
    row: () => ({ proposed_by: ME, state: 'proposed' }),
    change: () => ({ state: 'approved', decided_by: ME }),
  },
  law_text: { row: () => ({ added_by: ME }) },
  name_word: { row: () => ({}) },
  obligation: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  outcome: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  outcome_difference: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  outcome_restricted: { row: commune_code => ({ commune_code, sector: 'poverty' }) },
  person_arrival: { row: from_commune => ({ from_commune, to_commune: ELSEWHERE, announced_by: ME }) },
  paper_template: { row: () => ({ uploaded_by: ME }) },
  review_case: { row: commune_code => ({ commune_code, state: 'listed', version: 0 }) },
  review_complaint: { row: commune_code => ({ commune_code, recorded_by: ME }) },
  review_decision: {
    row: commune_code => ({ commune_code, state: 'proposed', proposed_by: ME }),
    change: () => ({ state: 'approved', ended_by: ME }),
  },
  review_decision_case: { row: commune_code => ({ commune_code }), change: () => ({ applied_seq: 1 }) },
  review_meeting: { row: commune_code => ({ commune_code, recorded_by: ME }) },
  review_move: { row: () => ({}) },
  review_posting: { row: commune_code => ({ commune_code, recorded_by: ME }) },
  review_request: {
    row: commune_code => ({ commune_code, recorded_by: ME }),
    change: () => ({ withdrawn_on: '2026-11-24' }),
  },
  review_round: {
    row: area => ({ area, state: 'open', opened_by: ME }),
    change: () => ({ state: 'closed', closed_by: ME }),
  },
  review_setting: { row: () => ({ set_by: ME }) },
  review_step: { row: commune_code => ({ commune_code, actor: ME }) },
  privacy_setting: { row: () => ({}), change: () => ({ keep_months: 1, set_by: ME }) },
  role: { row: () => ({}) },
  role_permission: { row: () => ({}) },
  sector: { row: () => ({}) },
  store_info: { row: () => ({}) },
  subject_key: { row: () => ({}) },
  user_grant: {
    row: area => ({ user_id: `of-${area}`, area, role: 'surveyor', sector: '*', granted_by: ME }),
    change: () => ({ revoked_by: ME }),
  },
}
