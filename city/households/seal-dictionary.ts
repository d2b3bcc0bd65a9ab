/**
 * What contents have in common, so that compressing them is worth while: deflate refers to it and does not repeat it. Parts that were sealed
 * with it can only be opened with it: it never changes. Another one would be another form of part (see sealing.ts).
 */
export const DICTIONARY: Buffer = Buffer.from(
  [
    '{"facts":{"area_kind":"urban","b1_points":null,"b2_points":null,"escaped_on":"2015-12-31","floo',
    'r_area_m2":"80.00","frame_durable":true,"had_housing_support":false,"has_information_device":tr',
    'ue,"has_merit_person":false,"income_per_head_month":6000000,"is_farm_household":false,"is_socia',
    'l_policy_household":false,"loan_wish":"none","monthly_kwh":200,"no_labour_capacity":false,"prev',
    'ious_standing":"none","recognised_on":null,"recognised_standing":"near_poor","recognised_until"',
    ':null,"roof_durable":true,"territory":"east","toilet_kind":"septic","uses_digital_services":tru',
    'e,"wall_durable":true,"waste_treatment":"collected","water_source":"piped"},"fields":{"causes":',
    '[],"decision_number":"/QĐ-UBND","decision_on":"2025-12-20","entry":"old","hamlet":"Tổ dân phố 1',
    '","source_code":"H","surveyed_on":"2025-10-31","wished_support":[]}}',
    '{"facts":{"disability":"none","has_hiv":false,"has_listed_disease":false}}',
    '{"fields":{"account":null,"identity_number":"999","phone":null}}',
    '{"facts":{"attending":"none","attends_public_school":false,"birth_date":"1985-06-15","can_work"',
    ':true,"employment":"wage_contract","ethnicity":"Kinh","has_health_insurance":true,"has_job_cert',
    'ificate":false,"has_party_badge_40":false,"has_pension":false,"health_card_group":"employee","i',
    's_blind_association_member":false,"is_frail":false,"is_orphan":false,"is_student":false,"is_was',
    'te_collector":false,"joins_voluntary_insurance":false,"lives_alone_elderly":false,"malnourished',
    '":false,"other_allowance_amount":0,"qualification":"upper_secondary","raises_children_alone":fa',
    'lse,"relation_to_head":"head","residence":"permanent","sex":"female","social_assistance_amount"',
    ':0,"social_pension_amount":0,"steady_income":true,"uses_internet":true,"voluntary_months_suppor',
    'ted":0,"wants_course":false,"wants_job":false,"wants_work_abroad":false},"fields":{"birth_year"',
    ':null,"full_name":"Nguyễn Thị "}}',
  ].join(''),
)
