-- Reviews of poor and near-poor households (Decision 24/2021/QĐ-TTg). A case moves only by rows of review_step, which a trigger checks against the table of
-- moves, the permission of whoever acts, and the version that he saw: neither code nor raw SQL can recognise anybody past the steps.

insert into role_permission (role, permission) values
  ('surveyor', 'review.read'), ('surveyor', 'review.survey'),
  ('commune_officer', 'review.read'), ('commune_officer', 'review.open'), ('commune_officer', 'review.survey'), ('commune_officer', 'review.write'),
  ('commune_officer', 'review.decide'),
  ('commune_chair', 'review.read'), ('commune_chair', 'review.approve'),
  ('city_officer', 'review.read'), ('city_officer', 'review.open'), ('city_officer', 'review.opinion'), ('city_officer', 'review.settings'), ('city_officer', 'template.write'),
  ('city_approver', 'review.read'), ('city_approver', 'review.opinion'),
  ('inspector', 'review.read'),
  ('administrator', 'review.settings'), ('administrator', 'template.write');

-- The table of moves; city/reviews/moves.ts has the same.
create table review_move (
  step text not null,
  from_state text not null,
  to_state text not null,
  permission text not null,
  primary key (step, from_state, to_state)
);
insert into review_move (step, from_state, to_state, permission) values
  ('screen', 'listed', 'screened', 'review.survey'), ('screen', 'listed', 'screened_out', 'review.survey'),
  ('survey', 'listed', 'surveyed', 'review.survey'), ('survey', 'screened', 'surveyed', 'review.survey'),
  ('survey', 'surveyed', 'surveyed', 'review.survey'), ('survey', 'resurvey', 'surveyed', 'review.survey'),
  ('meet', 'surveyed', 'met', 'review.write'), ('meet', 'surveyed', 'resurvey', 'review.write'),
  ('post', 'met', 'posted', 'review.write'), ('post', 'rechecked', 'posted', 'review.write'),
  ('complain', 'posted', 'complained', 'review.write'),
  ('recheck', 'complained', 'rechecked', 'review.survey'),
  ('ask_opinion', 'posted', 'asked', 'review.decide'),
  ('give_opinion', 'asked', 'opined', 'review.opinion'), ('give_opinion', 'asked', 'resurvey', 'review.opinion'),
  ('propose', 'posted', 'proposed', 'review.decide'), ('propose', 'opined', 'proposed', 'review.decide'), ('propose', 'screened_out', 'proposed', 'review.decide'),
  ('return', 'proposed', 'posted', 'review.approve'), ('return', 'proposed', 'opined', 'review.approve'),
  ('return', 'proposed', 'screened_out', 'review.approve'), ('return', 'proposed', 'resurvey', 'review.approve'),
  ('approve', 'proposed', 'decided', 'review.approve'), ('approve', 'proposed', 'refused', 'review.approve'),
  ('certify', 'decided', 'certified', 'review.write');
insert into review_move (step, from_state, to_state, permission)
  select step, from_state, to_state, 'review.write'
  from (values ('withdraw', 'withdrawn'), ('close', 'closed')) as s (step, to_state),
    unnest(array['listed', 'screened', 'screened_out', 'surveyed', 'resurvey', 'met', 'posted', 'complained', 'rechecked', 'asked', 'opined']) as from_state;

-- What the law leaves open or nobody here has read: days, shares, choices. The latest row of a key is in force; none: the value that comes with the software.
create table review_setting (
  key text not null,
  setting_id integer generated always as identity primary key,
  value text not null,
  unit text not null check (unit in ('working_day', 'calendar_day', 'percent', 'day_of_month', 'month_day', 'choice')),
  source text not null check (length(source) between 3 and 500),
  -- null: an office's own choice
  mark text check (mark in ('confirmed', 'reported', 'unconfirmed', 'missing')),
  set_by text not null,
  set_at timestamptz not null default clock_timestamp()
);
create index review_setting_in_force on review_setting (key, setting_id desc);
create trigger review_setting_is_append_only before update or delete on review_setting for each row execute function refuse_change();

create table review_round (
  round_id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('annual', 'regular')),
  -- '*' or one commune
  area text collate "C" not null check (area = '*' or area ~ '^[0-9]{5}$'),
  year integer not null check (year between 2021 and 2100),
  month integer check (month between 1 and 12),
  name text not null,
  -- the standard it applies, and the day whose law counts
  standard text not null,
  standard_from date not null,
  law_day date not null,
  starts_on date not null,
  decided_by date not null,
  -- later than decided_by only where days off between are not known
  decided_latest date not null,
  doubts jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'closed')),
  version integer not null default 1,
  opened_by text not null,
  opened_at timestamptz not null default clock_timestamp(),
  closed_by text,
  closed_at timestamptz,
  check ((kind = 'regular') = (month is not null)),
  check ((state = 'closed') = (closed_by is not null) and (closed_by is null) = (closed_at is null)),
  check (decided_latest >= decided_by and decided_by >= starts_on)
);
create unique index review_round_once on review_round (kind, area, year, coalesce(month, 0));

-- Request of a household, Form 01 (annual review) or 04 (regular review). The code on its slip tells how it stands, without a name.
create table review_request (
  request_id uuid primary key default gen_random_uuid(),
  form text not null check (form in ('01', '04')),
  subject text not null check (subject in ('review', 'escape')),
  household_id text collate "C" not null,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  received_on date not null,
  received_by_way_of text not null check (received_by_way_of in ('hand', 'post', 'portal')),
  return_on date not null,
  return_latest date not null,
  receipt_code text collate "C" not null unique check (receipt_code ~ '^[0-9A-Z]{5}-[0-9A-Z]{5}$'),
  withdrawn_on date,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index review_request_by_commune on review_request (commune_code, received_on);
create index review_request_by_household on review_request (household_id);

create table review_case (
  case_id uuid primary key default gen_random_uuid(),
  round_id uuid not null references review_round,
  household_id text collate "C" not null,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  reason text not null check (reason in ('listed_poor', 'listed_near_poor', 'escaped', 'request', 'carried')),
  request_id uuid references review_request,
  -- where the household stood when the case was opened
  opening_standing text,
  state text not null default 'listed',
  -- day on which it came into the state
  since date not null,
  version integer not null default 0,
  -- standing that the last survey, re-check or decision says, and what the facts alone say
  standing text,
  computed text,
  posted_until date,
  due_on date,
  due_latest date,
  decision_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  unique (round_id, household_id),
  check ((reason = 'request') <= (request_id is not null))
);
create index review_case_by_commune on review_case (commune_code, state, due_on);
create index review_case_by_round on review_case (round_id, commune_code, case_id);
create index review_case_by_household on review_case (household_id);
create index review_case_by_request on review_case (request_id) where request_id is not null;
create index review_case_by_decision on review_case (decision_id) where decision_id is not null;

create table review_step (
  case_id uuid not null references review_case,
  seq integer not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  -- the day on which it happened
  on_day date not null,
  commune_code text collate "C" not null,
  actor text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  -- what the case says from then on; null leaves it as it is
  standing text,
  computed text,
  posted_until date,
  decision_id uuid,
  -- of the state that it leads to
  due_on date,
  due_latest date,
  -- answers of Form A, numbers of a meeting, references; no names
  content jsonb not null default '{}' check (jsonb_typeof(content) = 'object'),
  primary key (case_id, seq)
);
create index review_step_by_actor on review_step (actor, recorded_at);
create trigger review_step_is_append_only before update or delete on review_step for each row execute function refuse_change();
create trigger review_step_is_kept before truncate on review_step for each statement execute function refuse_change();

-- A step moves its case. Checked here, so that it holds for whoever writes: the version that was seen, the table of moves, the permission in the commune, the
-- order of days, and that nobody approves what he proposed.
create function review_step_moves() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
declare
  c record;
  wanted text;
begin
  select * into c from review_case k where k.case_id = new.case_id for update;
  if not found or c.commune_code <> new.commune_code then
    raise exception 'no such case' using errcode = 'foreign_key_violation', constraint = 'review_step_case';
  end if;
  if new.seq <> c.version + 1 or new.from_state <> c.state then
    raise exception 'the case has moved on' using errcode = 'unique_violation', constraint = 'review_case_version';
  end if;
  select m.permission into wanted from review_move m
    where m.step = new.step and m.from_state = new.from_state and m.to_state = new.to_state;
  if not found then
    raise exception 'this step does not lead from % to %', new.from_state, new.to_state using errcode = 'check_violation', constraint = 'review_step_way';
  end if;
  -- the owner of the tables (migrations, restored backups) acts for nobody
  if session_user <> current_user then
    if new.actor is distinct from session_user_id() or not (may_everywhere(wanted) or new.commune_code = any (may(wanted))) then
      raise exception 'the step % wants the permission %', new.step, wanted using errcode = 'insufficient_privilege';
    end if;
  end if;
  if new.on_day < c.since or new.on_day > (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date then
    raise exception 'the day of a step lies between the step before and today' using errcode = 'check_violation', constraint = 'review_step_day';
  end if;
  if new.step in ('approve', 'return') and exists (
    select 1 from review_step s where s.case_id = new.case_id and s.seq = c.version and s.actor = new.actor
  ) then
    raise exception 'whoever proposed does not decide' using errcode = 'check_violation', constraint = 'review_four_eyes';
  end if;
  update review_case k set
    state = new.to_state, since = new.on_day, version = new.seq,
    standing = coalesce(new.standing, k.standing), computed = coalesce(new.computed, k.computed),
    posted_until = case when new.step = 'post' then new.posted_until else k.posted_until end,
    decision_id = coalesce(new.decision_id, k.decision_id),
    due_on = new.due_on, due_latest = new.due_latest
  where k.case_id = new.case_id;
  return new;
end $$;
revoke execute on function review_step_moves() from public;
create trigger review_step_moves before insert on review_step for each row execute function review_step_moves();

-- A household that is on the list of a running round anyway and hands in a request: its case answers the request.
create function review_request_joins_case() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  update review_case k set request_id = new.request_id
    from review_round r
    where r.round_id = k.round_id and r.state = 'open' and r.kind = case new.form when '01' then 'annual' else 'regular' end
      and k.household_id = new.household_id and k.commune_code = new.commune_code and k.request_id is null
      and k.state not in ('certified', 'refused', 'withdrawn', 'closed', 'decided');
  return null;
end $$;
revoke execute on function review_request_joins_case() from public;
create trigger review_request_joins_case after insert on review_request for each row execute function review_request_joins_case();

-- A household that moves takes its open cases along: its new commune sees them at once.
create function review_follows_household() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  update review_case k set commune_code = new.commune_code
    where k.household_id = new.household_id and k.state not in ('certified', 'refused', 'withdrawn', 'closed', 'decided');
  return null;
end $$;
revoke execute on function review_follows_household() from public;
create trigger review_follows_household after update of commune_code on household
  for each row when (old.commune_code <> new.commune_code) execute function review_follows_household();

-- What a survey found. Where an indicator read a restricted fact, the indicators, their number and what is missing lie in review_survey_restricted.
create table review_survey (
  case_id uuid not null,
  seq integer not null,
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  -- first day of the version of the standard
  standard_from date not null,
  computed text not null,
  possible text[] not null,
  -- number of the action in the household's chain that holds the answers
  action_seq integer not null,
  warnings text[] not null,
  restricted boolean not null,
  deprivations smallint,
  indicators jsonb,
  missing text[],
  primary key (case_id, seq),
  foreign key (case_id, seq) references review_step,
  check (not restricted or (deprivations is null and indicators is null and missing is null))
);
create table review_survey_restricted (
  case_id uuid not null,
  seq integer not null,
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  deprivations smallint,
  indicators jsonb not null,
  missing text[] not null,
  tainted text[] not null,
  primary key (case_id, seq),
  foreign key (case_id, seq) references review_survey
);

create table review_meeting (
  meeting_id uuid primary key default gen_random_uuid(),
  round_id uuid not null references review_round,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  hamlet text not null,
  held_on date not null,
  place text,
  chair text,
  secretary text,
  present integer not null check (present > 0),
  -- share that had to agree, when it was held
  percent integer not null check (percent between 1 and 100),
  remarks text,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index review_meeting_by_round on review_meeting (round_id, commune_code, held_on);
create table review_meeting_case (
  meeting_id uuid not null references review_meeting,
  case_id uuid not null references review_case,
  commune_code text collate "C" not null,
  standing text not null,
  agreed integer not null check (agreed >= 0),
  passes boolean not null,
  primary key (meeting_id, case_id)
);
create index review_meeting_case_by_case on review_meeting_case (case_id);

create table review_posting (
  posting_id uuid primary key default gen_random_uuid(),
  round_id uuid not null references review_round,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  hamlet text,
  from_on date not null,
  -- its last day; after it the list is over
  until_on date not null,
  after_recheck boolean not null,
  address text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  check (until_on >= from_on)
);
create index review_posting_by_round on review_posting (round_id, commune_code, until_on);
create table review_posting_case (
  posting_id uuid not null references review_posting,
  case_id uuid not null references review_case,
  commune_code text collate "C" not null,
  standing text not null,
  primary key (posting_id, case_id)
);
create index review_posting_case_by_case on review_posting_case (case_id);

create table review_complaint (
  complaint_id uuid primary key default gen_random_uuid(),
  case_id uuid not null references review_case,
  seq integer not null,
  commune_code text collate "C" not null,
  received_on date not null,
  complainant text not null check (complainant in ('household', 'villager', 'organisation')),
  -- after the last day of the posting: kept and answered all the same
  late boolean not null,
  subject text not null check (length(subject) between 3 and 2000),
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  foreign key (case_id, seq) references review_step
);
create index review_complaint_by_case on review_complaint (case_id);

-- A decision for one or many households: one proposes, another one signs. Recognitions that hold from a later day are written into the files of the households on it.
create table review_decision (
  decision_id uuid primary key default gen_random_uuid(),
  round_id uuid not null references review_round,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'returned')),
  version integer not null default 1,
  proposed_by text not null,
  proposed_at timestamptz not null default clock_timestamp(),
  number text collate "C" check (length(number) between 1 and 60),
  decided_on date,
  valid_from date,
  valid_until date,
  signer text,
  ended_by text,
  ended_at timestamptz,
  reason text,
  constraint review_decision_four_eyes check (ended_by is distinct from proposed_by),
  check ((state = 'proposed') = (ended_by is null) and (ended_by is null) = (ended_at is null)),
  check ((state = 'approved') = (number is not null) and (number is null) = (decided_on is null) and (number is null) = (valid_from is null)),
  check (valid_from >= decided_on),
  check (valid_until >= valid_from)
);
create unique index review_decision_number on review_decision (commune_code, number, extract(year from decided_on)) where state = 'approved';
create index review_decision_by_round on review_decision (round_id, commune_code, state);

-- What was proposed stays; a decision ends once.
create function review_decision_stays() returns trigger language plpgsql set search_path = {{schema}}, pg_temp as $$
begin
  if old.state <> 'proposed' or (new.decision_id, new.round_id, new.commune_code, new.proposed_by, new.proposed_at)
     is distinct from (old.decision_id, old.round_id, old.commune_code, old.proposed_by, old.proposed_at) then
    raise exception 'a decision ends once and does not change' using errcode = 'restrict_violation', constraint = 'review_decision_stays';
  end if;
  return new;
end $$;
create trigger review_decision_stays before update on review_decision for each row execute function review_decision_stays();
create trigger review_decision_is_kept before delete on review_decision for each row execute function refuse_change();

create table review_decision_case (
  decision_id uuid not null references review_decision,
  case_id uuid not null references review_case,
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  outcome text not null check (outcome in ('recognise', 'refuse')),
  standing text,
  -- recognised standing that was in force when it was proposed
  before_standing text,
  -- why it is refused, or why the standing differs from the computed one
  reasons text[] not null default '{}',
  -- number of the action that wrote the recognition into the household's file
  applied_seq integer,
  applied_at timestamptz,
  primary key (decision_id, case_id),
  check ((outcome = 'recognise') = (standing is not null)),
  check (outcome = 'recognise' or cardinality(reasons) > 0),
  check ((applied_seq is null) = (applied_at is null))
);
create index review_decision_case_by_case on review_decision_case (case_id);
create index review_decision_case_waiting on review_decision_case (commune_code, decision_id) where outcome = 'recognise' and applied_seq is null;

-- Standings at the two ends of a round, so that its movement can be told for ever.
create table review_snapshot (
  round_id uuid not null references review_round,
  moment text not null check (moment in ('opening', 'closing')),
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  standing text,
  persons integer not null,
  entry text,
  primary key (round_id, moment, household_id)
);
create index review_snapshot_by_commune on review_snapshot (round_id, moment, commune_code);
create trigger review_snapshot_is_append_only before update or delete on review_snapshot for each row execute function refuse_change();

-- An office's own templates of papers. The latest row of a kind is in force; one without content goes back to the shipped template.
create table paper_template (
  kind text not null,
  template_id integer generated always as identity primary key,
  content bytea check (length(content) <= 2097152),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by text not null,
  uploaded_at timestamptz not null default clock_timestamp(),
  check ((content is null) = (sha256 is null))
);
create index paper_template_in_force on paper_template (kind, template_id desc);
create trigger paper_template_is_append_only before update or delete on paper_template for each row execute function refuse_change();

-- Who sees and writes what.
do $$
declare
  t text;
  in_commune constant text := '((select may_everywhere(%1$L)) or commune_code = any ((select may(%1$L))::text[]))';
begin
  foreach t in array array['review_move', 'review_setting', 'review_round', 'review_request', 'review_case', 'review_step', 'review_survey',
    'review_survey_restricted', 'review_meeting', 'review_meeting_case', 'review_posting', 'review_posting_case', 'review_complaint', 'review_decision',
    'review_decision_case', 'review_snapshot', 'paper_template'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I for all to {{owner}} using (true) with check (true)', t);
    execute format('grant select on %I to {{app}}', t);
  end loop;
  foreach t in array array['review_request', 'review_case', 'review_step', 'review_survey', 'review_meeting', 'review_meeting_case', 'review_posting',
    'review_posting_case', 'review_complaint', 'review_decision', 'review_decision_case', 'review_snapshot'] loop
    execute format('create policy app_read on %I for select to {{app}} using ', t) || format(in_commune, 'review.read');
  end loop;
  execute 'create policy app_read on review_survey_restricted for select to {{app}} using (' || format(in_commune, 'review.read') || ' and ' || format(in_commune, 'restricted.read') || ')';
  -- written by whoever may do the step; in his own name where a name is kept
  execute 'create policy app_insert on review_request for insert to {{app}} with check (recorded_by = (select session_user_id()) and withdrawn_on is null and '
    || format(in_commune, 'review.write') || ')';
  execute 'create policy app_withdraw on review_request for update to {{app}} using ' || format(in_commune, 'review.write') || ' with check ' || format(in_commune, 'review.write');
  execute 'create policy app_insert on review_case for insert to {{app}} with check (state = ''listed'' and version = 0 and standing is null and computed is null and decision_id is null and '
    || format(in_commune, 'review.open') || ')';
  execute 'create policy app_insert on review_snapshot for insert to {{app}} with check ' || format(in_commune, 'review.open');
  -- the trigger asks for the permission of the very step
  execute 'create policy app_insert on review_step for insert to {{app}} with check (actor = (select session_user_id()) and ('
    || format(in_commune, 'review.survey') || ' or ' || format(in_commune, 'review.write') || ' or ' || format(in_commune, 'review.decide') || ' or '
    || format(in_commune, 'review.opinion') || ' or ' || format(in_commune, 'review.approve') || '))';
  execute 'create policy app_insert on review_survey for insert to {{app}} with check ' || format(in_commune, 'review.survey');
  execute 'create policy app_insert on review_survey_restricted for insert to {{app}} with check ' || format(in_commune, 'review.survey');
  foreach t in array array['review_meeting', 'review_posting', 'review_complaint'] loop
    execute format('create policy app_insert on %I for insert to {{app}} with check (recorded_by = (select session_user_id()) and ', t) || format(in_commune, 'review.write') || ')';
  end loop;
  foreach t in array array['review_meeting_case', 'review_posting_case'] loop
    execute format('create policy app_insert on %I for insert to {{app}} with check ', t) || format(in_commune, 'review.write');
  end loop;
  execute 'create policy app_insert on review_decision for insert to {{app}} with check (state = ''proposed'' and proposed_by = (select session_user_id()) and '
    || format(in_commune, 'review.decide') || ')';
  execute 'create policy app_end on review_decision for update to {{app}} using (state = ''proposed'' and ' || format(in_commune, 'review.approve')
    || ') with check (state <> ''proposed'' and ended_by = (select session_user_id()) and ' || format(in_commune, 'review.approve') || ')';
  execute 'create policy app_insert on review_decision_case for insert to {{app}} with check (applied_seq is null and ' || format(in_commune, 'review.decide') || ')';
  execute 'create policy app_apply on review_decision_case for update to {{app}} using (applied_seq is null and (' || format(in_commune, 'review.approve') || ' or '
    || format(in_commune, 'review.decide') || ')) with check (applied_seq is not null)';
  foreach t in array array['review_case', 'review_step', 'review_survey', 'review_meeting', 'review_meeting_case', 'review_posting', 'review_posting_case',
    'review_complaint', 'review_decision', 'review_decision_case', 'review_snapshot', 'review_request', 'review_survey_restricted'] loop
    execute format('grant insert on %I to {{app}}', t);
  end loop;
end $$;
grant update (withdrawn_on) on review_request to {{app}};
grant update (state, version, number, decided_on, valid_from, valid_until, signer, ended_by, ended_at, reason) on review_decision to {{app}};
grant update (applied_seq, applied_at) on review_decision_case to {{app}};

create policy app_read on review_move for select to {{app}} using ((select session_user_id()) is not null);

create policy app_read on review_setting for select to {{app}} using ((select session_user_id()) is not null);
create policy app_insert on review_setting for insert to {{app}} with check (set_by = (select session_user_id()) and (select may_everywhere('review.settings')));
grant insert on review_setting to {{app}};

-- Rounds name no people: whoever reads reviews anywhere sees those of the city and of his communes.
create policy app_read on review_round for select to {{app}} using (
  (select may_everywhere('review.read')) or area = any ((select may('review.read'))::text[])
  or (area = '*' and (select cardinality(may('review.read')) > 0)));
create policy app_insert on review_round for insert to {{app}} with check (
  opened_by = (select session_user_id()) and state = 'open'
  and ((select may_everywhere('review.open')) or area = any ((select may('review.open'))::text[])));
create policy app_close on review_round for update to {{app}}
  using (state = 'open' and ((select may_everywhere('review.open')) or area = any ((select may('review.open'))::text[])))
  with check (state = 'closed' and closed_by = (select session_user_id()));
grant insert, update (state, version, closed_by, closed_at) on review_round to {{app}};

create policy app_read on paper_template for select to {{app}} using ((select session_user_id()) is not null);
create policy app_insert on paper_template for insert to {{app}} with check (uploaded_by = (select session_user_id()) and (select may_everywhere('template.write')));
grant insert on paper_template to {{app}};

-- A surveyor writes what he found, and a chair what he decided, into the chain of the household: these kinds of action and no others. Restricted facts are
-- written by those who may read them.
do $$
declare
  in_commune constant text := '((select may_everywhere(%1$L)) or commune_code = any ((select may(%1$L))::text[]))';
begin
  execute 'create policy app_survey on action for insert to {{app}} with check (kind = ''surveyed'' and actor = (select session_user_id()) and ' || format(in_commune, 'review.survey') || ')';
  execute 'create policy app_recognise on action for insert to {{app}} with check (kind = ''recognised'' and actor = (select session_user_id()) and ('
    || format(in_commune, 'review.approve') || ' or ' || format(in_commune, 'review.decide') || '))';
  execute 'create policy app_recognise on household for update to {{app}} using (' || format(in_commune, 'review.approve') || ' or ' || format(in_commune, 'review.survey') || ') with check ('
    || format(in_commune, 'review.approve') || ' or ' || format(in_commune, 'review.survey') || ')';
  execute 'create policy app_survey on person for update to {{app}} using ' || format(in_commune, 'review.survey') || ' with check ' || format(in_commune, 'review.survey');
end $$;

-- How a request stands, by the code on its slip: for the household, without a session. No name, no place; a wrong code tells nothing.
create function review_status(code text) returns table (received_on date, return_on date, return_latest date, state text, since date, posted_until date)
language sql stable security definer set search_path = {{schema}}, pg_temp as $$
  select q.received_on, q.return_on, q.return_latest,
    case when q.withdrawn_on is not null then 'withdrawn' else coalesce(c.state, 'received') end,
    coalesce(q.withdrawn_on, c.since, q.received_on), c.posted_until
  from review_request q
  left join lateral (
    select k.state, k.since, k.posted_until from review_case k where k.request_id = q.request_id order by k.created_at desc limit 1
  ) c on true
  where q.receipt_code = code
$$;
revoke execute on function review_status(text) from public;
grant execute on function review_status(text) to {{app}};
