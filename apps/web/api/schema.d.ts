// Made by `node scripts/api-types.ts` from /openapi.json; never edited by hand.

export interface paths {
  "/healthz": { get: operations["getHealth"] }
  "/readyz": { get: operations["getReadiness"] }
  "/metrics": { get: operations["getMetrics"] }
  "/api/about": { get: operations["getAbout"] }
  "/api/sign-in": { post: operations["signIn"] }
  "/api/sign-in/code": { post: operations["signInByCode"] }
  "/api/sign-in/recovery-code": { post: operations["signInByRecoveryCode"] }
  "/api/sign-out": { post: operations["signOut"] }
  "/api/me": { get: operations["getMe"] }
  "/api/me/draft-key": { get: operations["getMyDraftKey"] }
  "/api/me/password": { post: operations["changeMyPassword"] }
  "/api/me/sessions": { get: operations["listMySessions"]; delete: operations["endAllMySessions"] }
  "/api/me/sessions/{id}": { delete: operations["endMySession"] }
  "/api/me/second-factor": { post: operations["offerMySecondFactor"] }
  "/api/me/second-factor/confirm": { post: operations["confirmMySecondFactor"] }
  "/api/me/second-factor/recovery-codes": { post: operations["renewMyRecoveryCodes"] }
  "/api/me/second-factor/remove": { post: operations["removeMySecondFactor"] }
  "/api/users": { get: operations["listUsers"]; post: operations["createUser"] }
  "/api/users/{id}/reset": { post: operations["resetUser"] }
  "/api/users/{id}/ban": { post: operations["banUser"] }
  "/api/users/{id}/unban": { post: operations["unbanUser"] }
  "/api/users/{id}/sessions": { delete: operations["endSessionsOfUser"] }
  "/api/users/{id}/grants": { post: operations["giveRole"] }
  "/api/users/{id}/grants/{grant}": { delete: operations["takeRole"] }
  "/api/roles": { get: operations["listRoles"] }
  "/api/access-setting": { get: operations["getAccessSetting"]; put: operations["setAccessSetting"] }
  "/api/audit": { get: operations["listAuditEntries"] }
  "/api/audit/verification": { get: operations["verifyAuditLog"] }
  "/api/audit/checkpoint": { post: operations["takeAuditCheckpoint"] }
  "/api/health": { get: operations["getHealthFigures"] }
  "/api/areas": { get: operations["listAreas"] }
  "/api/areas/{code}": { get: operations["getArea"] }
  "/api/area-totals": { get: operations["listAreaTotals"] }
  "/api/area-totals/{period}/{year}/{code}": { get: operations["getAreaTotal"]; put: operations["putAreaTotal"] }
  "/api/areas/series": { post: operations["convertAreaSeries"] }
  "/api/households": { get: operations["listHouseholds"]; post: operations["registerHousehold"] }
  "/api/households/count": { get: operations["countHouseholds"] }
  "/api/households/export": { get: operations["exportHouseholds"] }
  "/api/households/search": { post: operations["searchHouseholds"] }
  "/api/households/{household_id}": { get: operations["getHousehold"] }
  "/api/households/{household_id}/actions": { post: operations["recordAction"] }
  "/api/households/{household_id}/actions/preview": { post: operations["previewAction"] }
  "/api/households/{household_id}/events": { post: operations["recordEvent"] }
  "/api/households/{household_id}/events/preview": { post: operations["previewEvent"] }
  "/api/arrivals": { get: operations["listArrivals"] }
  "/api/arrivals/{event_id}": { get: operations["getArrival"] }
  "/api/facts": { get: operations["listFacts"] }
  "/api/area-choices": { get: operations["listAreaChoices"] }
  "/api/area-choices/{choice_id}/choose": { post: operations["chooseArea"] }
  "/api/duplicates": { get: operations["listDuplicates"] }
  "/api/duplicates/{candidate_id}": { get: operations["getDuplicate"] }
  "/api/duplicates/{candidate_id}/verdict": { put: operations["sayDuplicate"]; delete: operations["takeBackDuplicate"] }
  "/api/duplicates/{candidate_id}/undo": { post: operations["undoDuplicate"] }
  "/api/duplicate-searches": { post: operations["searchDuplicates"] }
  "/api/persons/{person_id}/copy": { get: operations["getPersonCopy"] }
  "/api/persons/{person_id}/copy.html": { get: operations["getPersonCopyPage"] }
  "/api/persons/{person_id}/erasure-duties": { get: operations["getErasureDuties"] }
  "/api/erasures": { post: operations["proposeErasure"]; get: operations["listErasures"] }
  "/api/erasures/{request_id}/decision": { post: operations["decideErasure"] }
  "/api/privacy-setting": { get: operations["getKeepSetting"]; put: operations["putKeepSetting"] }
  "/api/reviews/rounds": { post: operations["openReviewRound"]; get: operations["listReviewRounds"] }
  "/api/reviews/rounds/{round_id}": { get: operations["getReviewRound"] }
  "/api/reviews/rounds/{round_id}/close": { post: operations["closeReviewRound"] }
  "/api/reviews/rounds/{round_id}/forms": { get: operations["getReviewForms"] }
  "/api/reviews/reach": { get: operations["getReviewReach"] }
  "/api/reviews/requests": { post: operations["receiveReviewRequest"]; get: operations["listReviewRequests"] }
  "/api/reviews/requests/{request_id}/slip": { get: operations["printReviewSlip"] }
  "/api/reviews/status": { post: operations["getReviewStatus"] }
  "/api/reviews/cases": { get: operations["listReviewCases"] }
  "/api/reviews/due": { get: operations["countReviewsDue"] }
  "/api/reviews/cases/{case_id}": { get: operations["getReviewCase"] }
  "/api/reviews/cases/{case_id}/screening": { post: operations["screenReviewCase"] }
  "/api/reviews/cases/{case_id}/survey": { post: operations["surveyReviewCase"] }
  "/api/reviews/cases/{case_id}/recheck": { post: operations["recheckReviewCase"] }
  "/api/reviews/cases/{case_id}/complaints": { post: operations["complainAboutReview"] }
  "/api/reviews/cases/{case_id}/withdrawal": { post: operations["withdrawReviewCase"] }
  "/api/reviews/cases/{case_id}/closure": { post: operations["closeReviewCase"] }
  "/api/reviews/meetings": { post: operations["recordReviewMeeting"]; get: operations["listReviewMeetings"] }
  "/api/reviews/meetings/{meeting_id}": { get: operations["getReviewMeeting"] }
  "/api/reviews/postings": { post: operations["postReviewResults"]; get: operations["listReviewPostings"] }
  "/api/reviews/postings/{posting_id}": { get: operations["getReviewPosting"] }
  "/api/reviews/meetings/{id}/minutes": { get: operations["printReviewMinutes"] }
  "/api/reviews/postings/{id}/list": { get: operations["printReviewPosting"] }
  "/api/reviews/opinion-requests": { post: operations["askReviewOpinion"] }
  "/api/reviews/opinions": { post: operations["giveReviewOpinion"] }
  "/api/reviews/decisions": { post: operations["proposeReviewDecision"]; get: operations["listReviewDecisions"] }
  "/api/reviews/decisions/{decision_id}": { get: operations["getReviewDecision"] }
  "/api/reviews/decisions/{decision_id}/approval": { post: operations["approveReviewDecision"] }
  "/api/reviews/decisions/{decision_id}/return": { post: operations["returnReviewDecision"] }
  "/api/reviews/recognitions": { post: operations["applyReviewRecognitions"] }
  "/api/reviews/decisions/{decision_id}/paper": { get: operations["printReviewDecision"] }
  "/api/reviews/decisions/{decision_id}/refusals": { get: operations["printReviewRefusals"] }
  "/api/reviews/certificates": { post: operations["issueReviewCertificates"] }
  "/api/reviews/certificates/papers": { post: operations["printReviewCertificates"] }
  "/api/reviews/movement": { get: operations["getReviewMovement"] }
  "/api/reviews/movement/households": { get: operations["listMovementHouseholds"] }
  "/api/reviews/result": { get: operations["getReviewResult"] }
  "/api/reviews/disagreements": { get: operations["listStandingDisagreements"] }
  "/api/reviews/settings": { get: operations["listReviewSettings"] }
  "/api/reviews/settings/{key}": { put: operations["setReviewSetting"] }
  "/api/reviews/settings/{key}/history": { get: operations["getReviewSettingHistory"] }
  "/api/papers": { get: operations["listPapers"] }
  "/api/papers/{kind}/template": { get: operations["getPaperTemplate"]; put: operations["replacePaperTemplate"]; delete: operations["restorePaperTemplate"] }
  "/api/today": { get: operations["getToday"] }
  "/api/law/source": { get: operations["getLawSource"] }
  "/api/law": { get: operations["getLawIndex"] }
  "/api/law/file": { get: operations["getLawFile"] }
  "/api/law/values": { get: operations["listLawValues"] }
  "/api/law/words": { get: operations["listLawWords"] }
  "/api/law/overlays/{id}/changes": { get: operations["listLawOverlayChanges"] }
  "/api/law/texts": { get: operations["listLawTexts"]; post: operations["keepLawText"] }
  "/api/law/texts/{sha256}": { get: operations["getLawText"] }
  "/api/law-overlays": { get: operations["listLawOverlays"]; post: operations["proposeLawOverlay"] }
  "/api/law-overlays/{id}": { get: operations["getLawOverlay"] }
  "/api/law-overlays/check": { post: operations["checkLawOverlay"] }
  "/api/law-overlays/{id}/approve": { post: operations["approveLawOverlay"] }
  "/api/law-overlays/{id}/refuse": { post: operations["refuseLawOverlay"] }
  "/api/law-overlays/{id}/withdraw": { post: operations["withdrawLawOverlay"] }
  "/api/law-overlays/{id}/end": { post: operations["endLawOverlay"] }
  "/api/runs": { get: operations["listRuns"]; post: operations["startRun"] }
  "/api/runs/{run}": { get: operations["getRun"] }
  "/api/runs/{run}/progress.html": { get: operations["getRunPage"] }
  "/api/runs/{run}/redecisions": { post: operations["redecideRun"] }
  "/api/runs/{run}/retry": { post: operations["retryRun"] }
  "/api/runs/{run}/cancel": { post: operations["cancelRun"] }
  "/api/runs/{run}/totals": { get: operations["getRunTotals"] }
  "/api/runs/{run}/missing": { get: operations["getRunMissing"] }
  "/api/runs/{run}/outcomes": { get: operations["listOutcomes"] }
  "/api/runs/{run}/outcomes/export": { get: operations["exportOutcomes"] }
  "/api/runs/{run}/differences": { get: operations["listDifferences"] }
  "/api/runs/{run}/differences/sums": { get: operations["sumDifferences"] }
  "/api/runs/{run}/differences/export": { get: operations["exportDifferences"] }
  "/api/households/{household_id}/outcomes": { get: operations["getHouseholdOutcomes"] }
  "/api/households/{household_id}/explanation": { get: operations["explainOutcome"] }
  "/api/area-kinds": { get: operations["listAreaKinds"] }
  "/api/area-kinds/counts": { get: operations["countAreaKinds"] }
  "/api/gaps": { get: operations["listGaps"] }
  "/api/gaps/export": { get: operations["exportGaps"] }
  "/api/gaps/sums": { get: operations["sumGaps"] }
  "/api/gaps/without-text": { get: operations["listBenefitsWithoutText"] }
  "/api/deliveries": { post: operations["enterDelivery"] }
  "/api/households/{household_id}/deliveries": { get: operations["listDeliveriesOfHousehold"] }
  "/api/imports": { post: operations["beginImport"]; get: operations["listImports"] }
  "/api/imports/{import_id}": { get: operations["getImport"] }
  "/api/imports/{import_id}/files/{part}": { put: operations["sendImportFile"] }
  "/api/imports/{import_id}/check": { post: operations["checkImport"] }
  "/api/imports/{import_id}/households": { get: operations["listImportHouseholds"] }
  "/api/imports/{import_id}/apply": { post: operations["applyImport"] }
  "/api/imports/{import_id}/discard": { post: operations["discardImport"] }
  "/api/imports/{import_id}/rejected": { get: operations["getRejectedRows"] }
  "/api/national-lists": { get: operations["exportNationalLists"] }
}

export interface components {
  schemas: {
    Health: { status: "ok" }
    Problem: { type: string; title: string; status: number; detail?: string; code: string; request_id: string; errors?: { in: string; pointer: string; code: string; detail: string }[] }
    Readiness: { ready: boolean; stopping: boolean; database: ("ok" | "failed"); migrations: ("ok" | "failed"); queue: ("ok" | "failed") }
    About: { version: string; mode: ("demo" | "real"); province: string }
    SignInStep: { state: ("signed_in" | "second_factor") }
    Me: { user_id: string; username: string; name: string; second_factor: boolean; one_time_until: (string | null); needs: ("password" | "second_factor")[]; permissions: { permission: string; area: string; sector: string }[] }
    OpenSession: { id: string; begun_at: string; used_at: string; address: string; browser: string; is_this: boolean }
    SecondFactorOffer: { uri: string; recovery_codes: string[] }
    User: { user_id: string; username: string; name: string; banned: boolean; second_factor: boolean; one_time_until: (string | null); created_at: string; grants: components['schemas']["Grant"][] }
    Grant: { grant_id: string; role: string; area: string; sector: string; granted_by: string; granted_at: string }
    GivenPassword: { user_id: string; one_time_password: string }
    Role: { role: string; name: { vi: string; en: string }; decides: boolean; permissions: string[] }
    Sector: { sector: string; name: { vi: string; en: string } }
    AccessSetting: { idle_minutes: number; session_minutes: number; second_factor: boolean }
    AuditEntry: { area: string; seq: number; at: string; actor: { id: string; name: (string | null) }; action: string; object: { kind: string; id: string }; detail: Record<string, unknown> }
    AuditVerification: { checked_at: string; areas: number; entries: number; sound: boolean; faults: { area: string; seq: number; kind: ("altered" | "moved" | "missing" | "unlinked" | "truncated" | "headless" | "rewritten"); until?: number }[] }
    AuditCheckpoint: { checkpoint: Record<string, unknown>; public_key: string; signature: string }
    HealthFigures: { at: string; ready: boolean; database: ("ok" | "failed"); migrations: ("ok" | "failed"); queue: ("ok" | "failed"); server_since: string; memory_bytes: number; postgres: string; postgres_since: string; database_bytes: number; disk: ({ free_bytes: number; total_bytes: number } | null); queues: components['schemas']["QueueDepth"][]; waiting_since: (string | null); worker_connections: number; runs_open: number; parts_failed: number; last_determination: (string | null); last_checkpoint: (string | null); kept_checkpoint: (string | null); last_backup: (string | null) }
    QueueDepth: { queue: string; waiting: number; running: number; failed: number }
    AreaUnit: { code: string; period: ("2024" | "2025" | "2025-h1"); name: string; full_name: string; kind: ("ward" | "township" | "commune" | "special_zone" | "district"); area_kind: ("urban" | "rural" | null); territory: ("east" | "west"); district_code: (string | null); district_name: (string | null); valid_from: (string | null); valid_to: (string | null); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing") }
    AreaLink: { old_code: string; old_period: ("2024" | "2025" | "2025-h1"); new_code: string; new_period: ("2024" | "2025" | "2025-h1"); whole: boolean; source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing") }
    AreaTotal: { code: string; period: ("2024" | "2025" | "2025-h1"); year: number; households: (number | null); persons: (number | null); source: string; mark: ("confirmed" | "reported" | "unconfirmed"); version: number; entered_by: string; entered_at: string }
    AreaTotalInput: { households: (number | null); persons: (number | null); source: string; mark: ("confirmed" | "reported" | "unconfirmed") }
    AreaSeries: { period: ("2024" | "2025" | "2025-h1"); units: { code: string; value: (number | null); at_least: number; at_most: (number | null); split: string[]; unknown: string[] }[]; groups: { codes: string[]; value: (number | null) }[]; unplaced: string[] }
    AreaSeriesInput: { period: ("2024" | "2025" | "2025-h1"); to: ("2024" | "2025" | "2025-h1"); values: { code: string; value: (number | null) }[] }
    HouseholdRow: { household_id: string; version: number; source_code: (string | null); head_name: (string | null); commune_code: (string | null); hamlet: (string | null); member_count: (number | null); standing: (string | null); computed_standing: (string | null); recognised_standing: (string | null); recognised_until: (string | null); escaped_on: (string | null); income_per_head_month: (number | null); b1_points: (number | null); b2_points: (number | null); area_kind: (string | null); entry: (string | null); surveyed_on: (string | null); decision_number: (string | null); decision_on: (string | null); registered_on: (string | null); state: (string | null) }
    FoundPerson: { person_id: (string | null); household_id: string; commune_code: string; full_name: (string | null); birth_year: (number | null); sex: (string | null); relation_to_head: (string | null); identity_tail: (string | null); household: (components['schemas']["HouseholdRow"] & (Record<string, never> | null)) }
    HouseholdSearch: { q?: string; search_id?: string; communes?: string[]; limit?: number; cursor?: string }
    Household: { household_id: string; commune_code: string; status: string; version: number; registered_on: string; head_id: (string | null); facts: components['schemas']["ShownValue"][]; fields: Record<string, (string | string[] | null)>; members: components['schemas']["HouseholdPerson"][]; former: components['schemas']["HouseholdPerson"][]; periods: { commune_code: string; from_on: string; to_on: (string | null) }[]; timeline: components['schemas']["HouseholdAction"][]; has_hidden: boolean }
    ShownValue: { name: string; label: { vi: string; en: string }; value: (string | number | boolean | string[] | null); known: boolean; supplier: ({ vi: string; en: string } | null); source: components['schemas']["ValueSource"] }
    ValueSource: ({ kind: string; effective_on: string; recorded_at: string; actor: string; seq: number } | null)
    HouseholdPerson: { person_id: string; state: ("member" | "dead" | "left" | "merged" | "erased"); joined_on: string; left_on: (string | null); full_name: (string | null); birth_year: (number | null); identity_number: (string | null); phone: (string | null); account: (string | null); facts: components['schemas']["ShownValue"][] }
    HouseholdAction: { seq: number; kind: string; label: { vi: string; en: string }; effective_on: string; recorded_at: string; actor: string; commune_code: string; event_id: (string | null); said: Record<string, string[]> }
    Registered: { household_id: string; person_ids: string[] }
    HouseholdInput: { code?: (string | null); commune_code: string; effective_on: string; reference?: string; facts?: Record<string, (string | number | boolean | null)>; fields?: Record<string, (string | number | boolean | null | string[])>; members: components['schemas']["MemberInput"][] }
    MemberInput: { facts?: Record<string, (string | number | boolean | null)>; fields?: Record<string, (string | number | boolean | null | string[])> }
    EventDone: { event_id: (string | null); households: components['schemas']["HouseholdAppended"][]; made: string[] }
    HouseholdAppended: { household_id: string; version: number; recorded_at: string; changes: components['schemas']["HouseholdChanges"] }
    HouseholdChanges: { household_id: string; status: { before: (string | null); after: string }; commune_code: { before: (string | null); after: string }; joined: string[]; left: { person_id: string; state: string }[]; values: { person_id?: string; of: ("fact" | "field"); name: string; before: (string | number | boolean | string[] | null); after: (string | number | boolean | string[] | null) }[] }
    ActionInput: { kind: ("surveyed" | "corrected" | "moved"); effective_on: string; reference?: string; household?: components['schemas']["Content"]; persons?: Record<string, components['schemas']["Content"]> }
    Content: { facts?: Record<string, (string | number | boolean | null)>; fields?: Record<string, (string | number | boolean | null | string[])> }
    EventInput: ({ event: ("born" | "member_joined" | "married_in"); effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; member: components['schemas']["MemberInput"] } | { event: ("died" | "member_left" | "married_out"); effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; person_ids: string[]; dissolve?: boolean } | { event: ("transferred" | "married"); effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; to_household: string; expected_to_version?: number; moving: Record<string, components['schemas']["Content"]>; dissolve?: boolean } | { event: "announced"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; person_id: string; to_commune: string; reason: ("member_left" | "married_out"); dissolve?: boolean } | { event: "taken_in"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; event_id: string; facts?: Record<string, (string | number | boolean | null)> } | { event: "moved_to"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; to_commune: string; household?: components['schemas']["Content"] } | { event: "left_city"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]> } | { event: "split"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; moving: Record<string, components['schemas']["Content"]>; household?: components['schemas']["Content"] } | { event: "merged"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; into_household: string; expected_into_version?: number; moving?: Record<string, components['schemas']["Content"]> } | { event: "undone"; effective_on: string; reference?: string; persons?: Record<string, components['schemas']["Content"]>; event_id: string })
    Arrival: { event_id: string; person_id: string; from_commune: string; to_commune: string; left_on: string; reason: ("member_left" | "married_out"); state: ("open" | "taken" | "withdrawn"); announced_at: string }
    ArrivingPerson: (components['schemas']["Arrival"] & { full_name: (string | null); birth_date: (string | null); birth_year: (number | null); sex: (string | null); identity_tail: (string | null); complete: boolean })
    DeclaredFact: { name: string; type: ("bool" | "count" | "decimal" | "money" | "date" | "category" | "text"); places: number; label: { vi: string; en: string }; supplier: ({ vi: string; en: string } | null); optional: boolean; restricted: boolean; words: { word: string; label: { vi: string; en: string } }[] }
    AreaChoice: { choice_id: string; household_id: (string | null); import_id: (string | null); import_row: (number | null); source_code: (string | null); hamlet: (string | null); old_code: string; old_period: ("2024" | "2025" | "2025-h1"); candidates: string[]; queued_at: string; queued_by: string; chosen_code: (string | null); chosen_by: (string | null); chosen_at: (string | null) }
    AreaChoiceInput: { code: string }
    DuplicateList: { items: components['schemas']["DuplicatePair"][]; next_cursor: (string | null); searched_until: (string | null) }
    DuplicatePair: { candidate_id: string; state: ("open" | "merged" | "dismissed"); strength: number; reasons: { code: ("same_identity_number" | "near_identity_number" | "same_name" | "same_name_unmarked" | "middle_name_left_out" | "same_birth_date" | "day_month_swapped" | "birth_year_only" | "same_household" | "same_commune" | "same_hamlet" | "same_head" | "same_phone" | "same_account" | "same_others"); vi: string; en: string }[]; found_at: string; sides: { side: ("a" | "b"); commune_code: string; commune_name: string; person: ({ person_id: string; household_id: string; state: string; full_name: (string | null); birth_date: (string | null); birth_year: (number | null); sex: (string | null); identity_tail: (string | null); head_name: (string | null); hamlet: (string | null) } | null); said: ({ vi: string; en: string } | null) }[]; verdicts: { side: ("a" | "b"); verdict: ("same" | "different"); keep: ("a" | "b" | null); fill_gaps: boolean; said_by: string; said_by_name: (string | null); said_at: string }[]; may_speak_for: ("a" | "b")[]; decided_by_name: (string | null); decided_at: (string | null) }
    DuplicateComparison: (components['schemas']["DuplicatePair"] & { values: { name: string; label: { vi: string; en: string }; a?: (string | number | boolean | null); b?: (string | number | boolean | null) }[] })
    DuplicateVerdict: ({ verdict: "different" } | { verdict: "same"; keep: ("a" | "b"); fill_gaps?: boolean; effective_on?: string; relations?: Record<string, string>; dissolves?: boolean })
    PersonCopy: { person_id: string; made_at: string; made_by: string; whole_city: boolean; communes: string[]; state: string; values: { name: string; label: string; value: (string | number | boolean | string[]); shown: string; source: { what: string; effective_on: string; recorded_at: string; by: string } }[]; households: { household_id: string; commune: string; status: string; joined_on: string; left_on: (string | null); values: { name: string; label: string; value: (string | number | boolean | string[]); shown: string; source: { what: string; effective_on: string; recorded_at: string; by: string } }[] }[]; actions: { household_id: string; seq: number; kind: string; what: string; effective_on: string; recorded_at: string; by: string; commune: string; said: { name: string; label: string; shown: string }[] }[]; entitlements: { month: string; benefit: string; title: string; person_id: string; household_id: string; outcome: string; group: (string | null); share: (string | null); amount: (number | null); amount_open: boolean; missing: (string[] | null); decided_at: string }[]; deliveries: { month: string; benefit: string; person_id: string; household_id: string; state: string; amount: (number | null); on_day: string; reference: (string | null) }[]; reviews: { case_id: string; household_id: string; round: string; reason: string; state: string; since: string; standing: (string | null); decision_number: (string | null); decided_on: (string | null); steps: { step: string; on_day: string; to_state: string }[] }[]; comparisons: { found_at: string; state: string; reasons: string[]; decided_at: (string | null) }[]; accesses: { at: string; by: string; area: string; action: string; object_kind: string }[] }
    ErasureDuties: { duties: { code: string; vi: string; en: string }[] }
    ErasureRequest: { request_id: string; person_id: string; commune_code: string; ground: ("asked" | "purpose_done" | "ordered" | "mistake"); reference: string; state: ("proposed" | "approved" | "done" | "refused" | "withdrawn"); proposed_by: string; proposed_at: string; decided_by: (string | null); decided_at: (string | null); done_at: (string | null) }
    ErasureInput: { person_id: string; ground: ("asked" | "purpose_done" | "ordered" | "mistake"); reference: string }
    ErasureDecision: { decision: ("approve" | "refuse" | "withdraw") }
    KeepSetting: { keep_months: number; source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing"); set_by: (string | null); set_at: (string | null) }
    KeepSettingInput: { keep_months: number; source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing") }
    ReviewRound: { round_id: string; kind: ("annual" | "regular"); area: string; year: number; month: (number | null); name: string; standard: string; standard_from: string; law_day: string; starts_on: string; decided_by: string; decided_latest: string; doubts: { mark: ("unconfirmed" | "missing"); vi: string; en: string; source: string }[]; state: ("open" | "closed"); version: number; opened_by: string; opened_at: string; closed_at: (string | null) }
    ReviewRoundInput: { kind: ("annual" | "regular"); area: ("*" | string); year: number; month?: number; law_day?: string }
    ReviewRequest: { request_id: string; form: ("01" | "04"); subject: ("review" | "escape"); household_id: string; commune_code: string; received_on: string; received_by_way_of: ("hand" | "post" | "portal"); return_on: string; return_latest: string; receipt_code: string; withdrawn_on: (string | null); recorded_by: string }
    ReviewRequestInput: { form: ("01" | "04"); subject?: ("review" | "escape"); household_id: string; received_on: string; received_by_way_of?: ("hand" | "post" | "portal") }
    ReviewRequestLine: (components['schemas']["ReviewRequest"] & { head_name: (string | null); hamlet: (string | null); case_state: (string | null); case_id: (string | null) })
    ReviewCaseLine: (components['schemas']["ReviewCase"] & { head_name: (string | null); hamlet: (string | null); member_count: (number | null); request_subject: ("review" | "escape" | null); timeliness: ("overdue" | "due_soon" | "in_time" | null) })
    ReviewCase: { case_id: string; round_id: string; household_id: string; commune_code: string; reason: ("listed_poor" | "listed_near_poor" | "escaped" | "request" | "carried"); request_id: (string | null); opening_standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | null); state: ("listed" | "screened" | "screened_out" | "surveyed" | "resurvey" | "met" | "posted" | "complained" | "rechecked" | "asked" | "opined" | "proposed" | "decided" | "certified" | "refused" | "withdrawn" | "closed"); since: string; version: number; standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined" | null); computed: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined" | null); posted_until: (string | null); due_on: (string | null); due_latest: (string | null); decision_id: (string | null) }
    ReviewStep: { seq: number; step: ("screen" | "survey" | "meet" | "post" | "complain" | "recheck" | "ask_opinion" | "give_opinion" | "propose" | "return" | "approve" | "certify" | "withdraw" | "close"); from_state: ("listed" | "screened" | "screened_out" | "surveyed" | "resurvey" | "met" | "posted" | "complained" | "rechecked" | "asked" | "opined" | "proposed" | "decided" | "certified" | "refused" | "withdrawn" | "closed"); to_state: ("listed" | "screened" | "screened_out" | "surveyed" | "resurvey" | "met" | "posted" | "complained" | "rechecked" | "asked" | "opined" | "proposed" | "decided" | "certified" | "refused" | "withdrawn" | "closed"); on_day: string; actor: string; actor_name: (string | null); recorded_at: string; standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined" | null); content: Record<string, unknown> }
    ReviewSurvey: { seq: number; standard_from: string; computed: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined"); possible: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor")[]; warnings: string[]; restricted: boolean; deprivations: (number | null); indicators: (Record<string, (boolean | null)> | null); missing: (string[] | null); tainted: (string[] | null) }
    FormAAnswers: { on: string; answers: Record<string, (boolean | null)> }
    ReviewSurveyInput: { on: string; answers: components['schemas']["FormBAnswers"]; household_version?: number; standing?: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor"); reason?: string }
    FormBAnswers: { household?: Record<string, (boolean | number | string | null)>; persons?: Record<string, Record<string, (boolean | number | string | null)>>; causes?: string[]; wished_support?: string[] }
    ReviewRecheckInput: { on: string; answers: components['schemas']["FormBAnswers"]; household_version?: number; standing?: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor"); reason?: string; findings: string }
    ReviewComplaintInput: { on: string; complainant: ("household" | "villager" | "organisation"); subject: string }
    ReviewMeeting: { meeting_id: string; round_id: string; commune_code: string; hamlet: string; held_on: string; place: (string | null); chair: (string | null); secretary: (string | null); present: number; percent: number; remarks: (string | null) }
    ReviewMeetingInput: { hamlet: string; on: string; place?: string; chair?: string; secretary?: string; present: number; remarks?: string; votes: { case_id: string; version?: number; agreed: number }[] }
    ReviewPosting: { posting_id: string; round_id: string; commune_code: string; hamlet: (string | null); from_on: string; until_on: string; after_recheck: boolean; address: string }
    ReviewPostingInput: { cases: { case_id: string; version?: number }[]; hamlet?: string; from: string; address: string }
    ReviewOpinionRequest: { cases: { case_id: string; version?: number }[]; on: string }
    ReviewOpinionInput: { cases: { case_id: string; version?: number }[]; on: string; agrees: boolean; reference: string; reason?: string }
    ReviewDecision: { decision_id: string; round_id: string; commune_code: string; state: ("proposed" | "approved" | "returned"); version: number; proposed_by: string; proposed_by_name: (string | null); proposed_at: string; number: (string | null); decided_on: (string | null); valid_from: (string | null); valid_until: (string | null); signer: (string | null); ended_by: (string | null); ended_by_name: (string | null); reason: (string | null) }
    ReviewDecisionInput: { on: string; cases: { case_id: string; version?: number; outcome?: ("recognise" | "refuse"); reasons?: string[] }[] }
    ReviewDecisionLine: (components['schemas']["ReviewDecision"] & { households: number; recognised: number; refused: number; waiting: number })
    ReviewDecisionItem: { case_id: string; household_id: string; head_name: (string | null); hamlet: (string | null); member_count: (number | null); state: ("listed" | "screened" | "screened_out" | "surveyed" | "resurvey" | "met" | "posted" | "complained" | "rechecked" | "asked" | "opined" | "proposed" | "decided" | "certified" | "refused" | "withdrawn" | "closed"); version: number; outcome: ("recognise" | "refuse"); standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | null); before_standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | null); reasons: string[]; is_applied: boolean }
    ReviewApproval: { number: string; decided_on: string; valid_from?: string; valid_until?: string; signer?: string }
    ReviewReturn: { on: string; reason: string; resurvey?: boolean }
    ReviewCertificates: { cases: { case_id: string; version?: number }[]; on: string }
    StandingDisagreement: { household_id: string; commune_code: string; hamlet: (string | null); head_name: (string | null); recognised: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | null); computed: string; source: ("review" | "month"); as_of: string }
    ReviewSetting: { key: string; vi: string; en: string; value: (number | string); unit: ("working_day" | "calendar_day" | "percent" | "day_of_month" | "month_day" | "choice"); units: ("working_day" | "calendar_day" | "percent" | "day_of_month" | "month_day" | "choice")[]; choices: (string[] | null); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing" | null); shipped: { value: (number | string); unit: ("working_day" | "calendar_day" | "percent" | "day_of_month" | "month_day" | "choice"); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing" | null) } }
    ReviewSettingInput: { value: (number | string); unit: ("working_day" | "calendar_day" | "percent" | "day_of_month" | "month_day" | "choice"); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing" | null) }
    PaperKind: { kind: ("receipt" | "minutes" | "posting" | "decision" | "certificate" | "refusal"); title: { vi: string; en: string }; is_own: boolean; tags: components['schemas']["PaperTag"][] }
    PaperTag: { tag: string; vi: string; required: boolean; in_header: boolean; inside: (string | null) }
    Today: { month: (string | null); owed: ({ rights: number; gap: number; open_amounts: number; oldest_month: (string | null) } | null); owed_by_benefit: { rights: number; gap: number; open_amounts: number; benefit: string; title_vi: string; title_en: string; kind: string }[]; owed_by_commune: { commune_code: string; rights: number; gap: number; open_amounts: number }[]; without_text: { benefit: string; title_vi: string; title_en: string; waiting: number }[]; missing: { fact: string; label: { vi: string; en: string }; supplier: ({ vi: string; en: string } | null); rows: number }[]; standings: { commune_code: string; poor: number; near_poor: number; undetermined: number }[]; ending: { recognised: number; escaped: number; from: string; to: string; escaped_from: string; escaped_to: string }; waiting: { decisions: number; opinions: number; overlays: number; erasures: number; arrivals: number; duplicates: number; area_choices: number; disagreements: number } }
    PublishedLaw: { hash: string; files: { path: string; text: string }[]; overlays: { path: string; text: string; valid_from: string; valid_to: (string | null) }[] }
    LawIndex: { on: string; hash: string; overlays: components['schemas']["LawOverlayApplied"][]; files: components['schemas']["LawFileSummary"][]; acts: components['schemas']["LawAct"][] }
    LawOverlayApplied: { name: string; citation: string; hash: string }
    LawFileSummary: { id: string; title: components['schemas']["TwoLanguages"]; kind: string; kind_name: components['schemas']["TwoLanguages"]; subject: (components['schemas']["TwoLanguages"] | null); per: (components['schemas']["TwoLanguages"] | null); payer: (components['schemas']["TwoLanguages"] | null); modelled: (components['schemas']["TwoLanguages"] | null); covers: (components['schemas']["TwoLanguages"] | null); gaps: (components['schemas']["TwoLanguages"] | null); versions: { from: string; to: (string | null); territory: components['schemas']["TwoLanguages"]; citation: components['schemas']["TwoLanguages"] }[]; worst: ("confirmed" | "reported" | "unconfirmed" | "missing"); marks: { confirmed: number; reported: number; unconfirmed: number; missing: number }; cases: number; failed: number }
    TwoLanguages: { vi: string; en: string }
    LawAct: { key: string; number: string; title: components['schemas']["TwoLanguages"]; issuer: components['schemas']["TwoLanguages"]; dated: (string | null); in_force: (string | null); ended: (string | null); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing") }
    LawFile: (components['schemas']["LawFileSummary"] & { on: string; hash: string; overlays: components['schemas']["LawOverlayApplied"][]; where: (components['schemas']["TwoLanguages"] | null); papers: (components['schemas']["TwoLanguages"] | null); ended: ({ on: string; reason: components['schemas']["TwoLanguages"] } | null); parts: components['schemas']["LawVersion"][]; values: components['schemas']["LawValue"][]; worked: { name: string; on: string; from: components['schemas']["TwoLanguages"]; cite: (string | null); differences: string[] }[]; used_in: { notion: components['schemas']["TwoLanguages"]; files: components['schemas']["LawFileLink"][] }[] })
    LawVersion: { index: number; from: string; to: (string | null); territory: components['schemas']["TwoLanguages"]; act: (components['schemas']["LawAct"] | null); citation: components['schemas']["TwoLanguages"]; text: components['schemas']["TwoLanguages"]; mark: ("confirmed" | "reported" | "unconfirmed" | "missing"); source: (string | null); way: (components['schemas']["TwoLanguages"] | null); not_applicable: (components['schemas']["TwoLanguages"] | null); scope: (components['schemas']["LawRule"] | null); condition: (components['schemas']["LawRule"] | null); exceptions: components['schemas']["LawRule"][]; groups: (components['schemas']["LawRule"] & { id: string; amounts: components['schemas']["LawRule"][] })[]; results: components['schemas']["LawRule"][]; notions: components['schemas']["LawRule"][] }
    LawRule: { label: components['schemas']["TwoLanguages"]; html: (components['schemas']["TwoLanguages"] & unknown); expression: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing" | null); citation: (components['schemas']["TwoLanguages"] | null) }
    LawValue: { file: components['schemas']["LawFileLink"]; part: ("value" | "conditions" | "group" | "exception"); name: string; label: components['schemas']["TwoLanguages"]; version: { index: number; from: string; territory: string }; from: string; to: (string | null); next: ("value" | "missing" | "none" | null); type: string; shape: ("one" | "table" | "list"); cells: { word: (string | null); label: (components['schemas']["TwoLanguages"] | null); text: components['schemas']["TwoLanguages"]; written: (string | null) }[]; mark: ("confirmed" | "reported" | "unconfirmed" | "missing"); source: (string | null); citation: components['schemas']["TwoLanguages"]; set: string; used_by: components['schemas']["TwoLanguages"][]; used_in: components['schemas']["LawFileLink"][] }
    LawFileLink: { id: string; title: components['schemas']["TwoLanguages"] }
    LawWords: { name: string; label: components['schemas']["TwoLanguages"]; supplier: (components['schemas']["TwoLanguages"] | null); file: (string | null) }
    LawChange: { before: (components['schemas']["LawValue"] | null); after: (components['schemas']["LawValue"] | null) }
    LawText: { sha256: string; name: string; content_type: string; bytes: number; added_by: string; added_at: string }
    LawOverlay: { id: string; name: string; citation: string; file_name: string; yaml: string; hash: string; valid_from: string; valid_to: (string | null); state: ("proposed" | "approved" | "refused" | "withdrawn"); proposed_by: string; proposed_at: string; decided_by: (string | null); decided_at: (string | null); reason: (string | null) }
    LawOverlayCheck: { hash: string; name: string; findings: { file: string; line: number; column: number; rule: string; message: string; mend: string }[] }
    LawOverlayProposal: { yaml: string; citation?: string; file_name?: string; valid_from: string; valid_to?: (string | null) }
    DeterminationRun: { run_id: number; kind: ("month" | "redecision"); month: string; decided_on: string; state: ("waiting" | "running" | "done" | "failed" | "cancelled"); facts: ("current" | "as_of" | "then"); known_at: (string | null); redecides: (number | null); law_of: ("now" | "then"); law_hash: string; overlays: { id: string; name: string; citation: string; hash: string }[]; engine_version: string; requested_by: string; requested_at: string; cancelled_at: (string | null); finished_at: (string | null); parts: { waiting: number; running: number; done: number; failed: number; cancelled: number }; households: number; granted: number; undetermined: number }
    DeterminationProgress: { run: components['schemas']["DeterminationRun"]; parts: components['schemas']["DeterminationPart"][]; communes: number; done: number }
    DeterminationPart: { commune_code: string; state: ("waiting" | "running" | "done" | "failed" | "cancelled"); attempts: number; started_at: (string | null); finished_at: (string | null); problem: (string | null); read_at: (string | null); facts_hash: (string | null); previous_run: (number | null); households: (number | null); persons: (number | null); without_members: (number | null); granted: (number | null); undetermined: (number | null); refused: (number | null); began: (number | null); ended: (number | null); changed: (number | null); standings: (Record<string, number> | null); doubts: (Record<string, number> | null); seconds: (number | null) }
    DeterminationStarted: { run_id: number }
    DeterminationOrder: { month: string; decided_on?: string; communes?: string[]; facts?: ("current" | "as_of"); known_at?: string }
    RedecisionOrder: { law: ("then" | "now"); facts: ("then" | "now"); communes?: string[] }
    DeterminationParts: { parts: number }
    DeterminationTotal: { benefit: string; title_vi: string; title_en: string; sector: string; group: string; outcome: ("granted" | "refused" | "undetermined"); payer: string; per: string; households: number; persons: number; amount: (number | null); zero_amounts: number; open_amounts: number; waiting_for_law: number }
    DeterminationMissing: { missing: string; benefit: string; households: number; rows: number }
    Outcome: { commune_code: string; household_id: string; person_id: string; benefit: string; sector: string; outcome: ("granted" | "refused" | "undetermined"); group: (string | null); share: (string | null); amount: (number | null); amount_open: boolean; missing: (string[] | null); restricted: boolean }
    OutcomeDifference: { commune_code: string; household_id: string; person_id: string; benefit: string; sector: string; change: ("began" | "ended" | "changed"); before_outcome: (string | null); before_amount: (number | null); after_outcome: (string | null); after_amount: (number | null); amount_difference: (number | null); why: string[] }
    OutcomeDifferenceSum: { benefit: string; change: ("began" | "ended" | "changed"); rights: number; more: number; less: number; unknown: number }
    HouseholdOutcomes: { run_id: number; month: string; standing: ({ commune_code: string; version: number; standing: string; standing_basis: (string | null); computed_standing: string; newly_escaped: (boolean | null); deprivation_count: (number | null); missing: (string[] | null); restricted: boolean } | null); outcomes: components['schemas']["Outcome"][]; benefits: { benefit: string; title_vi: string; title_en: string; kind: string; payer: string; per: string; route: (string | null) }[] }
    StoredExplanation: { words: string; explanation: ({ household: string; on: string } & Record<string, unknown>) }
    AreaKindCheck: { commune_code: string; household_id: string; area_kind: (string | null); unit_kind: (string | null); reason: ("unknown" | "unsettled" | "differs" | "changed" | "may_have_changed"); income_per_head_month: (number | null); matters: boolean }
    AreaKindCount: { commune_code: string; reason: ("unknown" | "unsettled" | "differs" | "changed" | "may_have_changed"); households: number; matters: number }
    Gap: { commune_code: string; household_id: string; person_id: string; benefit: string; title_vi: string; title_en: string; sector: string; kind: string; payer: string; per: string; state: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); amount: (number | null); amount_open: boolean; delivered: number; gap: (number | null); run_id: number }
    GapSum: { commune_code: string; benefit: string; state: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); rights: number; gap: number; open_amounts: number }
    BenefitWithoutText: { benefit: string; title_vi: string; title_en: string; kind: string; per: string; granted: number; undetermined: number; waiting: number }
    Obligation: { household_id: string; person_id: string; benefit: string; month: string; adjustment: number; commune_code: string; sector: string; run_id: number; is_money: boolean; owed: (number | null); delivered: number; state: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); entries: number; changed_at: string }
    DeliveryEntryNew: { month: string; household_id: string; person_id?: string; benefit: string; state: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); amount?: (number | null); on_day: string; reference?: (string | null) }
    DeliveryEntry: { person_id: string; benefit: string; month: string; adjustment: number; entry: number; commune_code: string; state: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); amount: (number | null); on_day: string; reference: (string | null); entered_by: string; entered_at: string }
    Import: { import_id: string; kind: ("national" | "contract"); state: ("receiving" | "checking" | "checked" | "applying" | "applied" | "discarded"); effective_on: string; escaped_on: (string | null); commune_code: (string | null); created_by: string; created_at: string; checked_at: (string | null); ended_at: (string | null); parts: ("workbook" | "households" | "persons" | "registry")[]; households: (number | null); persons: (number | null); problems: ({ code: ("household_code_missing" | "household_code_bad" | "household_row_missing" | "household_code_repeated" | "head_repeated" | "household_repeated" | "household_listed_too" | "household_contradicts" | "head_missing" | "heads_several" | "head_relation_differs" | "members_missing" | "members_too_many" | "member_count_differs" | "commune_missing" | "commune_unknown" | "commune_differs" | "commune_foreign" | "commune_split" | "commune_ended" | "commune_converted" | "class_missing" | "class_unknown" | "class_without_decision" | "escape_without_date" | "date_impossible" | "date_unreadable" | "birth_before_1900" | "birth_after_decision" | "decision_in_future" | "birth_year_only" | "person_without_name" | "person_repeated" | "person_repeated_inside" | "person_elsewhere" | "member_not_listed" | "person_id_missing" | "person_id_bad" | "person_id_repeated" | "identity_zero_lost" | "identity_old" | "identity_malformed" | "identity_birth_differs" | "identity_sex_differs" | "identity_real" | "content_refused" | "household_closed" | "data_older" | "cell_error" | "value_unreadable" | "territory_differs" | "phone_unknown" | "sex_unknown" | "relation_unknown" | "ethnicity_unknown" | "flag_unknown" | "cause_unknown" | "wish_unknown" | "points_unreadable" | "minority_differs"); severity: ("reject" | "wait" | "repeat" | "warn" | "note"); households: number; vi: string; en: string }[] | null); ignored_rows: (number | null); other_sheets: (string[] | null); unmatched_registry: (number | null); communes_without_totals: (string[] | null) }
    ImportInput: { kind: ("national" | "contract"); effective_on: string; escaped_on?: string; commune_code?: string }
    ImportWithCounts: (components['schemas']["Import"] & { counts: { accepted: number; waiting: number; repeated: number; rejected: number; registered: number; changed: number; unchanged: number; refused: number } })
    ImportHousehold: { row_no: number; place: string; row: number; household_code: (string | null); commune_code: (string | null); state: ("accepted" | "waiting" | "repeated" | "rejected" | "registered" | "changed" | "unchanged" | "refused"); persons: number; household_id: (string | null); problems: { code: ("household_code_missing" | "household_code_bad" | "household_row_missing" | "household_code_repeated" | "head_repeated" | "household_repeated" | "household_listed_too" | "household_contradicts" | "head_missing" | "heads_several" | "head_relation_differs" | "members_missing" | "members_too_many" | "member_count_differs" | "commune_missing" | "commune_unknown" | "commune_differs" | "commune_foreign" | "commune_split" | "commune_ended" | "commune_converted" | "class_missing" | "class_unknown" | "class_without_decision" | "escape_without_date" | "date_impossible" | "date_unreadable" | "birth_before_1900" | "birth_after_decision" | "decision_in_future" | "birth_year_only" | "person_without_name" | "person_repeated" | "person_repeated_inside" | "person_elsewhere" | "member_not_listed" | "person_id_missing" | "person_id_bad" | "person_id_repeated" | "identity_zero_lost" | "identity_old" | "identity_malformed" | "identity_birth_differs" | "identity_sex_differs" | "identity_real" | "content_refused" | "household_closed" | "data_older" | "cell_error" | "value_unreadable" | "territory_differs" | "phone_unknown" | "sex_unknown" | "relation_unknown" | "ethnicity_unknown" | "flag_unknown" | "cause_unknown" | "wish_unknown" | "points_unreadable" | "minority_differs"); severity: ("reject" | "wait" | "repeat" | "warn" | "note"); row: number; column: (string | null); vi: string; en: string }[] }
    ImportApplied: (components['schemas']["ImportWithCounts"] & { is_done: boolean })
  }
}

export interface operations {
  getHealth: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Health"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReadiness: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Readiness"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getMetrics: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/plain": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getAbout: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["About"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  signIn: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { username: string; password: string } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["SignInStep"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  signInByCode: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { code: string } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["SignInStep"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  signInByRecoveryCode: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { code: string } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["SignInStep"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  signOut: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getMe: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Me"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getMyDraftKey: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { key: string } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  changeMyPassword: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { current: string; next: string } } }
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listMySessions: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { sessions: components['schemas']["OpenSession"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  endAllMySessions: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  endMySession: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  offerMySecondFactor: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { password: string } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["SecondFactorOffer"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  confirmMySecondFactor: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { code: string } } }
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  renewMyRecoveryCodes: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { password: string } } }
    responses: { 200: { headers: {}; content: { "application/json": { recovery_codes: string[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  removeMySecondFactor: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { password: string } } }
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listUsers: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { users: components['schemas']["User"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  createUser: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { username: string; name: string } } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["GivenPassword"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  resetUser: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { second_factor?: boolean } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["GivenPassword"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  banUser: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  unbanUser: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  endSessionsOfUser: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  giveRole: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { role: string; area: string; sector?: string } } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["Grant"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  takeRole: {
    parameters: { query?: never; path: { id: string; grant: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listRoles: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { roles: components['schemas']["Role"][]; sectors: components['schemas']["Sector"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getAccessSetting: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AccessSetting"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  setAccessSetting: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["AccessSetting"] } }
    responses: { 204: { headers: {}; content?: never }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listAuditEntries: {
    parameters: { query?: { limit?: number; cursor?: string; area?: string; actor?: string; action?: string; object_kind?: string; object_id?: string; from?: string; to?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["AuditEntry"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  verifyAuditLog: {
    parameters: { query?: { area?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AuditVerification"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  takeAuditCheckpoint: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AuditCheckpoint"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getHealthFigures: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["HealthFigures"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listAreas: {
    parameters: { query?: { on?: string; period?: ("2024" | "2025" | "2025-h1") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { period: ("2024" | "2025" | "2025-h1"); units: (components['schemas']["AreaUnit"] & { place: ({ latitude: number; longitude: number; area_km2: number } | null) })[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getArea: {
    parameters: { query?: never; path: { code: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { units: components['schemas']["AreaUnit"][]; links: components['schemas']["AreaLink"][]; place: ({ latitude: number; longitude: number; area_km2: number } | null); neighbours: string[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listAreaTotals: {
    parameters: { query: { year: number; period?: ("2024" | "2025" | "2025-h1") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { totals: components['schemas']["AreaTotal"][]; missing: string[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getAreaTotal: {
    parameters: { query?: never; path: { code: string; period: ("2024" | "2025" | "2025-h1"); year: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AreaTotal"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  putAreaTotal: {
    parameters: { query?: never; path: { code: string; period: ("2024" | "2025" | "2025-h1"); year: number }; header: { "If-Match": string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["AreaTotalInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AreaTotal"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  convertAreaSeries: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["AreaSeriesInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AreaSeries"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listHouseholds: {
    parameters: { query?: { commune?: string; hamlet?: string; state?: string; standing?: string; computed_standing?: string; recognised_standing?: string; entry?: string; unknown?: ("income_per_head_month" | "area_kind" | "surveyed_on" | "hamlet" | "head_name"); apart?: boolean; member_count_from?: (number | null); member_count_to?: (number | null); recognised_until_from?: string; recognised_until_to?: string; escaped_on_from?: string; escaped_on_to?: string; income_per_head_month_from?: (number | null); income_per_head_month_to?: (number | null); b1_points_from?: (number | null); b1_points_to?: (number | null); b2_points_from?: (number | null); b2_points_to?: (number | null); surveyed_on_from?: string; surveyed_on_to?: string; decision_on_from?: string; decision_on_to?: string; registered_on_from?: string; registered_on_to?: string; sort?: ("household_id" | "source_code" | "head_name" | "commune_code" | "hamlet" | "member_count" | "standing" | "computed_standing" | "recognised_standing" | "recognised_until" | "escaped_on" | "income_per_head_month" | "b1_points" | "b2_points" | "area_kind" | "entry" | "surveyed_on" | "decision_number" | "decision_on" | "registered_on" | "state"); order?: ("asc" | "desc"); limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["HouseholdRow"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  registerHousehold: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["HouseholdInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["Registered"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  countHouseholds: {
    parameters: { query?: { commune?: string; hamlet?: string; state?: string; standing?: string; computed_standing?: string; recognised_standing?: string; entry?: string; unknown?: ("income_per_head_month" | "area_kind" | "surveyed_on" | "hamlet" | "head_name"); apart?: boolean; member_count_from?: (number | null); member_count_to?: (number | null); recognised_until_from?: string; recognised_until_to?: string; escaped_on_from?: string; escaped_on_to?: string; income_per_head_month_from?: (number | null); income_per_head_month_to?: (number | null); b1_points_from?: (number | null); b1_points_to?: (number | null); b2_points_from?: (number | null); b2_points_to?: (number | null); surveyed_on_from?: string; surveyed_on_to?: string; decision_on_from?: string; decision_on_to?: string; registered_on_from?: string; registered_on_to?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { households: number; exact: boolean } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  exportHouseholds: {
    parameters: { query?: { commune?: string; hamlet?: string; state?: string; standing?: string; computed_standing?: string; recognised_standing?: string; entry?: string; unknown?: ("income_per_head_month" | "area_kind" | "surveyed_on" | "hamlet" | "head_name"); apart?: boolean; member_count_from?: (number | null); member_count_to?: (number | null); recognised_until_from?: string; recognised_until_to?: string; escaped_on_from?: string; escaped_on_to?: string; income_per_head_month_from?: (number | null); income_per_head_month_to?: (number | null); b1_points_from?: (number | null); b1_points_to?: (number | null); b2_points_from?: (number | null); b2_points_to?: (number | null); surveyed_on_from?: string; surveyed_on_to?: string; decision_on_from?: string; decision_on_to?: string; registered_on_from?: string; registered_on_to?: string; format?: ("csv" | "xlsx" | "parquet") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/csv; charset=utf-8": string; "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string; "application/vnd.apache.parquet": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  searchHouseholds: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["HouseholdSearch"] } }
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["FoundPerson"][]; next_cursor: (string | null); by: ("name" | "number" | "code"); search_id: string } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getHousehold: {
    parameters: { query?: { on?: string; known_on?: string; unmask?: boolean }; path: { household_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Household"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  recordAction: {
    parameters: { query?: never; path: { household_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ActionInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["EventDone"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  previewAction: {
    parameters: { query?: never; path: { household_id: string }; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ActionInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["HouseholdChanges"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  recordEvent: {
    parameters: { query?: never; path: { household_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["EventInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["EventDone"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  previewEvent: {
    parameters: { query?: never; path: { household_id: string }; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["EventInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": { households: components['schemas']["HouseholdAppended"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listArrivals: {
    parameters: { query: { commune: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["Arrival"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getArrival: {
    parameters: { query?: never; path: { event_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ArrivingPerson"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listFacts: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { household: components['schemas']["DeclaredFact"][]; person: components['schemas']["DeclaredFact"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listAreaChoices: {
    parameters: { query?: { state?: ("open" | "made"); commune?: string; limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["AreaChoice"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  chooseArea: {
    parameters: { query?: never; path: { choice_id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["AreaChoiceInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["AreaChoice"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listDuplicates: {
    parameters: { query?: { state?: ("open" | "merged" | "dismissed"); commune?: string; limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DuplicateList"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getDuplicate: {
    parameters: { query?: never; path: { candidate_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DuplicateComparison"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  sayDuplicate: {
    parameters: { query?: never; path: { candidate_id: string }; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["DuplicateVerdict"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DuplicatePair"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  takeBackDuplicate: {
    parameters: { query?: never; path: { candidate_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DuplicatePair"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  undoDuplicate: {
    parameters: { query?: never; path: { candidate_id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DuplicatePair"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  searchDuplicates: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody?: never
    responses: { 202: { headers: {}; content: { "application/json": { asked: true } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getPersonCopy: {
    parameters: { query?: never; path: { person_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["PersonCopy"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getPersonCopyPage: {
    parameters: { query?: never; path: { person_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/html": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getErasureDuties: {
    parameters: { query?: never; path: { person_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ErasureDuties"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  proposeErasure: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ErasureInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["ErasureRequest"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listErasures: {
    parameters: { query?: { state?: ("proposed" | "approved" | "done" | "refused" | "withdrawn"); limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ErasureRequest"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  decideErasure: {
    parameters: { query?: never; path: { request_id: string }; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ErasureDecision"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ErasureRequest"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getKeepSetting: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["KeepSetting"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  putKeepSetting: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["KeepSettingInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["KeepSetting"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  openReviewRound: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewRoundInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": { round: components['schemas']["ReviewRound"]; listed: { current: number; carried: number; requests: number } } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewRounds: {
    parameters: { query?: { state?: ("open" | "closed"); year?: number }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewRound"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewRound: {
    parameters: { query?: { commune?: string }; path: { round_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { round: components['schemas']["ReviewRound"]; progress: { commune_code: string; state: string; cases: number }[]; hamlets: { hamlet: (string | null); state: string; cases: number }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  closeReviewRound: {
    parameters: { query?: never; path: { round_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { carry?: boolean } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ReviewRound"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewForms: {
    parameters: { query?: never; path: { round_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { form_a: { id: string; source: string; mark: string; questions: { id: string; vi: string; en: string }[] }; form_b: { standard: string; version: string; household: { entity: ("household" | "person"); fact: string; label: { vi: string; en: string }; type: string; words: (Record<string, { vi: string; en: string }> | null); optional: boolean; restricted: boolean; supplier: ({ vi: string; en: string } | null) }[]; person: { entity: ("household" | "person"); fact: string; label: { vi: string; en: string }; type: string; words: (Record<string, { vi: string; en: string }> | null); optional: boolean; restricted: boolean; supplier: ({ vi: string; en: string } | null) }[] } } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewReach: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": Record<string, (string[] | null)> } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  receiveReviewRequest: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewRequestInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": { request: components['schemas']["ReviewRequest"]; case_id: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewRequests: {
    parameters: { query?: { commune?: string; waiting?: ("true" | "false"); limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewRequestLine"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  printReviewSlip: {
    parameters: { query?: never; path: { request_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string; "application/zip": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewStatus: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { code: string } } }
    responses: { 200: { headers: {}; content: { "application/json": { received_on: string; return_on: string; return_latest: string; state: string; words: { vi: string; en: string }; since: string; posted_until: (string | null); is_over: boolean } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewCases: {
    parameters: { query?: { round_id?: string; commune?: string; hamlet?: string; state?: ("listed" | "screened" | "screened_out" | "surveyed" | "resurvey" | "met" | "posted" | "complained" | "rechecked" | "asked" | "opined" | "proposed" | "decided" | "certified" | "refused" | "withdrawn" | "closed"); household_id?: string; timeliness?: ("overdue" | "due_soon" | "in_time"); limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewCaseLine"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  countReviewsDue: {
    parameters: { query?: { round_id?: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { today: string; soon: string; items: { commune_code: string; overdue: number; due_soon: number; in_time: number }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewCase: {
    parameters: { query?: never; path: { case_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { case: components['schemas']["ReviewCase"]; household: ({ head_name: (string | null); hamlet: (string | null); member_count: (number | null) } | null); request: (components['schemas']["ReviewRequest"] & (Record<string, never> | null)); words: { vi: string; en: string }; steps: components['schemas']["ReviewStep"][]; surveys: components['schemas']["ReviewSurvey"][]; complaints: { complaint_id: string; received_on: string; complainant: string; late: boolean; subject: string }[]; next: { step: string; vi: string; en: string; who: string; permission: string }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  screenReviewCase: {
    parameters: { query?: never; path: { case_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["FormAAnswers"] } }
    responses: { 200: { headers: {}; content: { "application/json": { result: ("continues" | "leaves"); signs: string[]; unknown: string[]; case: components['schemas']["ReviewCase"] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  surveyReviewCase: {
    parameters: { query?: never; path: { case_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewSurveyInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": { case: components['schemas']["ReviewCase"]; standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined"); computed: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined"); possible: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor")[]; warnings: string[]; household_version: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  recheckReviewCase: {
    parameters: { query?: never; path: { case_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewRecheckInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": { case: components['schemas']["ReviewCase"]; standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined"); computed: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | "undetermined"); possible: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor")[]; warnings: string[]; household_version: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  complainAboutReview: {
    parameters: { query?: never; path: { case_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewComplaintInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": { complaint_id: string; late: boolean; case: components['schemas']["ReviewCase"] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  withdrawReviewCase: {
    parameters: { query?: never; path: { case_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { on: string } } }
    responses: { 200: { headers: {}; content: { "application/json": { case: components['schemas']["ReviewCase"] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  closeReviewCase: {
    parameters: { query?: never; path: { case_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { on: string } } }
    responses: { 200: { headers: {}; content: { "application/json": { case: components['schemas']["ReviewCase"] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  recordReviewMeeting: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewMeetingInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": { meeting: components['schemas']["ReviewMeeting"]; agreed: string[]; again: string[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewMeetings: {
    parameters: { query: { round_id: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewMeeting"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewMeeting: {
    parameters: { query?: never; path: { meeting_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": (components['schemas']["ReviewMeeting"] & { cases: { case_id: string; household_id: string; head_name: (string | null); hamlet: (string | null); opening_standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | null); standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor"); agreed: number; passes: boolean }[] }) } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  postReviewResults: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewPostingInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": { posting: components['schemas']["ReviewPosting"]; doubts: { mark: ("unconfirmed" | "missing"); vi: string; en: string; source: string }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewPostings: {
    parameters: { query: { round_id: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewPosting"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewPosting: {
    parameters: { query?: never; path: { posting_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": (components['schemas']["ReviewPosting"] & { is_over: boolean; count: number; cases: { case_id: string; head_name: (string | null); hamlet: (string | null); opening_standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor" | null); standing: ("poor" | "near_poor" | "average_living" | "not_poor" | "above_near_poor") }[] }) } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  printReviewMinutes: {
    parameters: { query?: { as?: ("document" | "archive") }; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string; "application/zip": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  printReviewPosting: {
    parameters: { query?: { as?: ("document" | "archive") }; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string; "application/zip": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  askReviewOpinion: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewOpinionRequest"] } }
    responses: { 200: { headers: {}; content: { "application/json": { cases: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  giveReviewOpinion: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewOpinionInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": { cases: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  proposeReviewDecision: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewDecisionInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["ReviewDecision"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewDecisions: {
    parameters: { query?: { round_id?: string; commune?: string; state?: ("proposed" | "approved" | "returned") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewDecisionLine"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewDecision: {
    parameters: { query?: never; path: { decision_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { decision: components['schemas']["ReviewDecision"]; items: components['schemas']["ReviewDecisionItem"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  approveReviewDecision: {
    parameters: { query?: never; path: { decision_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewApproval"] } }
    responses: { 200: { headers: {}; content: { "application/json": { decision: components['schemas']["ReviewDecision"]; effect: { applied: number; not_applied: string[] } } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  returnReviewDecision: {
    parameters: { query?: never; path: { decision_id: string }; header: { "If-Match": string; "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewReturn"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ReviewDecision"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  applyReviewRecognitions: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { commune?: string } } }
    responses: { 200: { headers: {}; content: { "application/json": { applied: number; not_applied: string[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  printReviewDecision: {
    parameters: { query?: { as?: ("document" | "archive") }; path: { decision_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string; "application/zip": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  printReviewRefusals: {
    parameters: { query?: { as?: ("document" | "archive") }; path: { decision_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string; "application/zip": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  issueReviewCertificates: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewCertificates"] } }
    responses: { 200: { headers: {}; content: { "application/json": { cases: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  printReviewCertificates: {
    parameters: { query?: { as?: ("document" | "archive") }; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": { cases: string[] } } }
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string; "application/zip": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewMovement: {
    parameters: { query: { from: string; to: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { opening: components['schemas']["ReviewRound"]; closing: components['schemas']["ReviewRound"]; on: string; poor: { opening: { households: number; persons: number }; to_other_list: { households: number; persons: number }; escaped: { households: number; persons: number }; other_decrease: { households: number; persons: number }; from_other_list: { households: number; persons: number }; relapsed: { households: number; persons: number }; arisen: { households: number; persons: number }; other_increase: { households: number; persons: number }; closing: { households: number; persons: number } }; near_poor: { opening: { households: number; persons: number }; to_other_list: { households: number; persons: number }; escaped: { households: number; persons: number }; other_decrease: { households: number; persons: number }; from_other_list: { households: number; persons: number }; relapsed: { households: number; persons: number }; arisen: { households: number; persons: number }; other_increase: { households: number; persons: number }; closing: { households: number; persons: number } }; balances: boolean } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listMovementHouseholds: {
    parameters: { query: { from: string; to: string; commune?: string; list: ("poor" | "near_poor"); cell: ("opening" | "to_other_list" | "escaped" | "other_decrease" | "from_other_list" | "relapsed" | "arisen" | "other_increase" | "closing") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: { household_id: string; persons: number; counts: boolean; head_name: (string | null); hamlet: (string | null) }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewResult: {
    parameters: { query?: { commune?: string; on?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { on: string; total: { households: (number | null); persons: (number | null) }; poor: { households: number; persons: number; household_rate: (string | null); person_rate: (string | null) }; near_poor: { households: number; persons: number; household_rate: (string | null); person_rate: (string | null) }; average_farm: { households: number; persons: number; household_rate: (string | null); person_rate: (string | null) }; notes: { vi: string; en: string }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listStandingDisagreements: {
    parameters: { query?: { commune?: string; limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["StandingDisagreement"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listReviewSettings: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ReviewSetting"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  setReviewSetting: {
    parameters: { query?: never; path: { key: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ReviewSettingInput"] } }
    responses: { 200: { headers: {}; content: { "application/json": { key: string; value: (number | string); unit: ("working_day" | "calendar_day" | "percent" | "day_of_month" | "month_day" | "choice"); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing" | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getReviewSettingHistory: {
    parameters: { query?: never; path: { key: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: { value: (number | string); unit: ("working_day" | "calendar_day" | "percent" | "day_of_month" | "month_day" | "choice"); source: string; mark: ("confirmed" | "reported" | "unconfirmed" | "missing" | null); set_by: string; set_at: string }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listPapers: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["PaperKind"][]; history: { template_id: number; kind: string; sha256: (string | null); bytes: (number | null); uploaded_by: string; uploaded_at: string }[] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getPaperTemplate: {
    parameters: { query?: never; path: { kind: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  replacePaperTemplate: {
    parameters: { query?: never; path: { kind: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/octet-stream": string } }
    responses: { 200: { headers: {}; content: { "application/json": { template_id: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  restorePaperTemplate: {
    parameters: { query?: never; path: { kind: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { template_id: number } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getToday: {
    parameters: { query?: { month?: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Today"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getLawSource: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["PublishedLaw"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getLawIndex: {
    parameters: { query?: { on?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawIndex"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getLawFile: {
    parameters: { query: { id: string; on?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawFile"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listLawValues: {
    parameters: { query?: { on?: string; mark?: ("confirmed" | "reported" | "unconfirmed" | "missing"); days?: number; past?: ("true" | "false") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { on: string; items: components['schemas']["LawValue"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listLawWords: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["LawWords"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listLawOverlayChanges: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["LawChange"][]; names: Record<string, string> } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listLawTexts: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["LawText"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  keepLawText: {
    parameters: { query: { name: string }; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/octet-stream": string } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["LawText"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getLawText: {
    parameters: { query?: never; path: { sha256: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/octet-stream": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listLawOverlays: {
    parameters: { query?: { state?: ("proposed" | "approved" | "refused" | "withdrawn") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["LawOverlay"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  proposeLawOverlay: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["LawOverlayProposal"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["LawOverlay"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getLawOverlay: {
    parameters: { query?: never; path: { id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawOverlay"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  checkLawOverlay: {
    parameters: { query?: never; path?: never; header?: never; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["LawOverlayProposal"] } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawOverlayCheck"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  approveLawOverlay: {
    parameters: { query?: never; path: { id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { reason?: string } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawOverlay"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  refuseLawOverlay: {
    parameters: { query?: never; path: { id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { reason: string } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawOverlay"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  withdrawLawOverlay: {
    parameters: { query?: never; path: { id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawOverlay"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  endLawOverlay: {
    parameters: { query?: never; path: { id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": { valid_to: (string | null) } } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["LawOverlay"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listRuns: {
    parameters: { query?: { limit?: number; cursor?: string; month?: string; kind?: ("month" | "redecision") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["DeterminationRun"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  startRun: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["DeterminationOrder"] } }
    responses: { 202: { headers: {}; content: { "application/json": components['schemas']["DeterminationStarted"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getRun: {
    parameters: { query?: never; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DeterminationProgress"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getRunPage: {
    parameters: { query?: never; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/html": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  redecideRun: {
    parameters: { query?: never; path: { run: number }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["RedecisionOrder"] } }
    responses: { 202: { headers: {}; content: { "application/json": components['schemas']["DeterminationStarted"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  retryRun: {
    parameters: { query?: never; path: { run: number }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody?: never
    responses: { 202: { headers: {}; content: { "application/json": components['schemas']["DeterminationParts"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  cancelRun: {
    parameters: { query?: never; path: { run: number }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["DeterminationParts"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getRunTotals: {
    parameters: { query?: { commune?: string }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["DeterminationTotal"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getRunMissing: {
    parameters: { query?: { commune?: string }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["DeterminationMissing"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listOutcomes: {
    parameters: { query: { limit?: number; cursor?: string; commune: string; benefit?: string; outcome?: ("granted" | "refused" | "undetermined"); missing?: string }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["Outcome"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  exportOutcomes: {
    parameters: { query: { commune: string; benefit?: string; outcome?: ("granted" | "refused" | "undetermined"); missing?: string; format?: ("csv" | "xlsx" | "parquet") }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/csv; charset=utf-8": string; "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string; "application/vnd.apache.parquet": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listDifferences: {
    parameters: { query?: { limit?: number; cursor?: string; commune?: string; benefit?: string; change?: ("began" | "ended" | "changed") }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["OutcomeDifference"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  sumDifferences: {
    parameters: { query?: { commune?: string }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["OutcomeDifferenceSum"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  exportDifferences: {
    parameters: { query?: { commune?: string; benefit?: string; change?: ("began" | "ended" | "changed"); format?: ("csv" | "xlsx" | "parquet") }; path: { run: number }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/csv; charset=utf-8": string; "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string; "application/vnd.apache.parquet": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getHouseholdOutcomes: {
    parameters: { query?: { month?: string; run?: number }; path: { household_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["HouseholdOutcomes"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  explainOutcome: {
    parameters: { query?: { run?: number; month?: string; benefit?: string; person_id?: string; changes?: ("true" | "false"); tree?: ("true" | "false") }; path: { household_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["StoredExplanation"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listAreaKinds: {
    parameters: { query?: { limit?: number; cursor?: string; commune?: string; reason?: ("unknown" | "unsettled" | "differs" | "changed" | "may_have_changed"); matters?: ("true" | "false"); day?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["AreaKindCheck"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  countAreaKinds: {
    parameters: { query?: { commune?: string; day?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["AreaKindCount"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listGaps: {
    parameters: { query: { limit?: number; cursor?: string; month: string; commune?: string; benefit?: string; state?: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); amount_open?: ("true" | "false") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["Gap"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  exportGaps: {
    parameters: { query: { month: string; commune?: string; benefit?: string; state?: ("never_applied" | "pending" | "approved" | "unpaid" | "delivered" | "returned"); amount_open?: ("true" | "false"); format?: ("csv" | "xlsx" | "parquet") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "text/csv; charset=utf-8": string; "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string; "application/vnd.apache.parquet": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  sumGaps: {
    parameters: { query: { month: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["GapSum"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listBenefitsWithoutText: {
    parameters: { query: { month: string; commune?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["BenefitWithoutText"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  enterDelivery: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["DeliveryEntryNew"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["Obligation"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listDeliveriesOfHousehold: {
    parameters: { query?: never; path: { household_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["DeliveryEntry"][] } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  beginImport: {
    parameters: { query?: never; path?: never; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody: { content: { "application/json": components['schemas']["ImportInput"] } }
    responses: { 201: { headers: {}; content: { "application/json": components['schemas']["Import"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listImports: {
    parameters: { query?: { limit?: number; cursor?: string }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["Import"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getImport: {
    parameters: { query?: never; path: { import_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ImportWithCounts"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  sendImportFile: {
    parameters: { query?: never; path: { import_id: string; part: ("workbook" | "households" | "persons" | "registry") }; header?: never; cookie?: never }
    requestBody: { content: { "application/octet-stream": string } }
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Import"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  checkImport: {
    parameters: { query?: never; path: { import_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ImportWithCounts"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  listImportHouseholds: {
    parameters: { query?: { state?: ("accepted" | "waiting" | "repeated" | "rejected" | "registered" | "changed" | "unchanged" | "refused"); problem?: ("household_code_missing" | "household_code_bad" | "household_row_missing" | "household_code_repeated" | "head_repeated" | "household_repeated" | "household_listed_too" | "household_contradicts" | "head_missing" | "heads_several" | "head_relation_differs" | "members_missing" | "members_too_many" | "member_count_differs" | "commune_missing" | "commune_unknown" | "commune_differs" | "commune_foreign" | "commune_split" | "commune_ended" | "commune_converted" | "class_missing" | "class_unknown" | "class_without_decision" | "escape_without_date" | "date_impossible" | "date_unreadable" | "birth_before_1900" | "birth_after_decision" | "decision_in_future" | "birth_year_only" | "person_without_name" | "person_repeated" | "person_repeated_inside" | "person_elsewhere" | "member_not_listed" | "person_id_missing" | "person_id_bad" | "person_id_repeated" | "identity_zero_lost" | "identity_old" | "identity_malformed" | "identity_birth_differs" | "identity_sex_differs" | "identity_real" | "content_refused" | "household_closed" | "data_older" | "cell_error" | "value_unreadable" | "territory_differs" | "phone_unknown" | "sex_unknown" | "relation_unknown" | "ethnicity_unknown" | "flag_unknown" | "cause_unknown" | "wish_unknown" | "points_unreadable" | "minority_differs"); limit?: number; cursor?: string }; path: { import_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": { items: components['schemas']["ImportHousehold"][]; next_cursor: (string | null) } } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  applyImport: {
    parameters: { query?: never; path: { import_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["ImportApplied"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  discardImport: {
    parameters: { query?: never; path: { import_id: string }; header?: { "Idempotency-Key"?: string }; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/json": components['schemas']["Import"] } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  getRejectedRows: {
    parameters: { query?: never; path: { import_id: string }; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/octet-stream": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
  exportNationalLists: {
    parameters: { query?: { commune_code?: string; on?: string; words?: ("true" | "false") }; path?: never; header?: never; cookie?: never }
    requestBody?: never
    responses: { 200: { headers: {}; content: { "application/octet-stream": string } }; default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } } }
  }
}

