-- Determinations: a run decides a month for an area, one part per commune. What a finished part holds never changes; a new run stands beside it.

-- Changes on top of the law files: values that the city has confirmed, amendments that the files do not have yet. One proposes, another approves.
create table law_overlay (
  overlay_id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  citation text not null check (citation <> ''),
  -- goes into the hash beside the text, as for an overlay in a file
  file_name text not null check (file_name ~ '^[a-z0-9][a-z0-9._-]*\.yaml$'),
  yaml text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- decision days to which it applies
  valid_from date not null,
  valid_to date constraint overlay_ends_after_it_begins check (valid_to >= valid_from),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_by text not null,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by text,
  decided_at timestamptz,
  reason text,
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint overlay_needs_two_people check (state = 'withdrawn' or decided_by is distinct from proposed_by),
  check (state <> 'withdrawn' or decided_by = proposed_by)
);
create unique index law_overlay_in_force on law_overlay (hash) where state in ('proposed', 'approved');

-- What was proposed stays as it was; a decision is made once. Only the last day of an approved one may still be set.
create function law_overlay_stays() returns trigger language plpgsql set search_path = {{schema}}, pg_temp as $$
begin
  if (new.overlay_id, new.name, new.citation, new.file_name, new.yaml, new.hash, new.valid_from, new.proposed_by, new.proposed_at)
     is distinct from (old.overlay_id, old.name, old.citation, old.file_name, old.yaml, old.hash, old.valid_from, old.proposed_by, old.proposed_at)
     or (old.state <> 'proposed' and (new.state, new.decided_by, new.decided_at) is distinct from (old.state, old.decided_by, old.decided_at)) then
    raise exception 'an overlay does not change after it was proposed, nor its decision' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger law_overlay_stays before update on law_overlay for each row execute function law_overlay_stays();
create trigger law_overlay_is_kept before delete on law_overlay for each row execute function refuse_change();

create table determination_run (
  run_id integer generated always as identity primary key,
  -- month: what the law owes for a month. redecision: a past month once more, to compare; nothing is owed by it.
  kind text not null check (kind in ('month', 'redecision')),
  month date not null check (extract(day from month) = 1),
  -- the day whose law, ages and standings count
  decided_on date not null check (date_trunc('month', decided_on) = month),
  -- current: the registry as it is when the part is decided. as_of: as it was on decided_on, by what was known at known_at (null: by all that
  -- is known). then: exactly what the redecided run rested on.
  facts text not null check (facts in ('current', 'as_of', 'then')),
  known_at timestamptz check (known_at is null or facts = 'as_of'),
  -- for a redecision: the run it is compared with, and whether the law is that run's or today's
  redecides integer references determination_run,
  law_of text not null default 'now' check (law_of in ('now', 'then')),
  law_hash text not null,
  -- in the order in which they were applied: [{"id", "name", "citation", "hash"}]
  overlays jsonb not null default '[]',
  engine_version text not null,
  requested_by text not null,
  requested_at timestamptz not null default clock_timestamp(),
  cancelled_by text,
  cancelled_at timestamptz,
  check ((kind = 'redecision') = (redecides is not null)),
  check (kind = 'redecision' or (facts <> 'then' and law_of = 'now')),
  check ((cancelled_by is null) = (cancelled_at is null))
);
create index determination_run_by_month on determination_run (month, kind, run_id);

-- The benefits in force on the run's day, as its law has them.
create table determination_benefit (
  run_id integer not null references determination_run,
  benefit text collate "C" not null,
  sector text not null references sector,
  title_vi text not null,
  title_en text not null,
  subject text not null check (subject in ('household', 'person')),
  kind text not null,
  payer text not null,
  per text not null,
  route text,
  -- of all rules and values that decide it on that day: two runs with the same one have the same law of this benefit
  fingerprint text not null,
  primary key (run_id, benefit)
);

create table determination_part (
  run_id integer not null references determination_run,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  attempts integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  -- what went wrong, in words
  problem text,
  -- the receipt: when the registry was read, and SHA-256 of what was read
  read_at timestamptz,
  facts_hash text,
  previous_run integer references determination_run,
  households integer,
  persons integer,
  -- active households of which nobody was born on the day
  without_members integer,
  granted integer,
  undetermined integer,
  refused integer,
  began integer,
  ended integer,
  changed integer,
  -- households by standing, and by warning of the standard (data that contradict themselves)
  standings jsonb,
  doubts jsonb,
  seconds real,
  primary key (run_id, commune_code),
  check (state <> 'done' or (facts_hash is not null and finished_at is not null and granted is not null))
);
create index determination_part_by_commune on determination_part (commune_code, run_id desc) where state = 'done';
create index determination_part_open on determination_part (run_id) where state <> 'done';

-- Sums of a part. A tainted row counts in the group 'restricted'. amount: of the exact ones, whole đồng; null where there is none.
create table determination_total (
  run_id integer not null,
  commune_code text collate "C" not null,
  benefit text collate "C" not null,
  sector text not null,
  "group" text not null,
  outcome text not null check (outcome in ('granted', 'refused', 'undetermined')),
  payer text not null,
  per text not null,
  households integer not null,
  -- rows of persons; 0 for a benefit of households
  persons integer not null,
  amount bigint,
  -- of them with the amount 0: a right to a difference that is nothing
  zero_amounts integer not null,
  -- of them without an exact amount or share although the law gives one
  open_amounts integer not null,
  -- of them waiting for a value that the law files do not have
  waiting_for_law integer not null,
  primary key (run_id, commune_code, benefit, "group", outcome)
);

-- How many rows wait for a fact or for a value of the law (`law:…`). Rows that read a restricted fact are not counted: the count would name it.
create table determination_missing (
  run_id integer not null,
  commune_code text collate "C" not null,
  benefit text collate "C" not null,
  sector text not null,
  missing text collate "C" not null,
  households integer not null,
  rows integer not null,
  primary key (run_id, commune_code, benefit, missing)
);

-- Standing of every household in a run, and the version of the household (number of its last action) that was decided.
create table standing_outcome (
  run_id integer not null,
  commune_code text collate "C" not null,
  household_id text collate "C" not null,
  version integer not null,
  -- a word of the category standing, or undetermined
  standing text not null,
  standing_basis text,
  computed_standing text not null,
  newly_escaped boolean,
  deprivation_count smallint,
  missing text[],
  -- read a restricted fact: count and missing facts lie in standing_restricted
  restricted boolean not null,
  primary key (run_id, household_id)
);
-- the commune first, so that nobody looks for one household by way of a whole run, whatever the planner knows of a run that is new
create index standing_outcome_by_commune on standing_outcome (commune_code, run_id, household_id);

create table standing_restricted (
  run_id integer not null,
  commune_code text collate "C" not null,
  household_id text collate "C" not null,
  deprivation_count smallint,
  missing text[],
  primary key (run_id, household_id)
);

-- The latest standing of each household by the runs of months. run_id and month are those in which it last changed.
create table household_standing (
  household_id text collate "C" primary key,
  commune_code text collate "C" not null,
  standing text not null,
  standing_basis text,
  computed_standing text not null,
  newly_escaped boolean,
  deprivation_count smallint,
  restricted boolean not null,
  month date not null,
  run_id integer not null
);
create index household_standing_by_commune on household_standing (commune_code, standing, household_id);
create index household_standing_by_standing on household_standing (standing, household_id);

-- What the law owes: granted and undetermined, and refused for households on a list (poor, near-poor, newly escaped, under review).
-- person_id is '' where the household itself is the subject.
create table outcome (
  run_id integer not null,
  commune_code text collate "C" not null,
  household_id text collate "C" not null,
  person_id text collate "C" not null,
  benefit text collate "C" not null,
  sector text not null,
  outcome text not null check (outcome in ('granted', 'refused', 'undetermined')),
  -- null where there is none, and in tainted rows
  "group" text,
  -- an exact fraction such as 7/10
  share text,
  -- whole đồng; null where there is none or it is not one exact number
  amount bigint check (amount >= 0),
  -- the law gives an amount or share and it is not one exact number: it waits for a fact or for the law, and is not 0
  amount_open boolean not null,
  -- what it waits for (`fact`, `person.fact`, `law:parameter`); null in tainted rows
  missing text[],
  -- read a restricted fact: group and missing lie in outcome_restricted
  restricted boolean not null
);
-- Millions of rows a run. Household, person and benefit are unique in a run because a part takes away its rows and writes them under the lock of its
-- row in determination_part; an index that enforces it as well would be as large as the table (this one is a sixth of that).
create index outcome_by_household on outcome (run_id, commune_code, household_id);

create table outcome_restricted (
  run_id integer not null,
  commune_code text collate "C" not null,
  household_id text collate "C" not null,
  person_id text collate "C" not null,
  benefit text collate "C" not null,
  sector text not null,
  "group" text,
  missing text[],
  primary key (run_id, commune_code, household_id, person_id, benefit)
);

-- Rights that began, ended or changed against previous_run. In a redecision the differences of amounts are arrears (positive) and overpayments
-- (negative): a list to decide about, by which nothing changes.
create table outcome_difference (
  run_id integer not null,
  commune_code text collate "C" not null,
  household_id text collate "C" not null,
  person_id text collate "C" not null,
  benefit text collate "C" not null,
  sector text not null,
  change text not null check (change in ('began', 'ended', 'changed')),
  before_outcome text,
  before_amount bigint,
  after_outcome text,
  after_amount bigint,
  -- after − before, counting what is not granted as 0; null where one of the two is not one exact number
  amount_difference bigint,
  why text[] not null,
  primary key (run_id, commune_code, household_id, person_id, benefit)
);

-- A household that moves is seen by its new commune at once, not only after the next run.
create function standing_follows_household() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  update household_standing s set commune_code = new.commune_code where s.household_id = new.household_id;
  return null;
end $$;
revoke execute on function standing_follows_household() from public;
create trigger standing_follows_household after update of commune_code on household
  for each row when (old.commune_code <> new.commune_code) execute function standing_follows_household();

-- Communes in which a permission is held for all sectors, and sectors in which it is held everywhere.
create function may_communes(wanted text) returns text[]
language sql stable security definer set search_path = {{schema}}, pg_temp as $$
  select coalesce(array_agg(split_part(p, '/', 1)), '{}') from unnest(may_pairs(wanted)) p where p like '_____/*'
$$;
create function may_sectors_everywhere(wanted text) returns text[]
language sql stable security definer set search_path = {{schema}}, pg_temp as $$
  select coalesce(array_agg(split_part(p, '/', 2)), '{}') from unnest(may_pairs(wanted)) p where p like '*/%' and p <> '*/*'
$$;
revoke execute on function may_communes(text), may_sectors_everywhere(text) from public;
grant execute on function may_communes(text), may_sectors_everywhere(text) to {{app}}, {{owner}};

-- Who asks for a run: the session's user, or the database role of a command line. The caller cannot say otherwise.
create function run_requester() returns text
language sql stable security definer set search_path = {{schema}}, pg_temp as $$ select coalesce(session_user_id(), 'system:' || session_user) $$;
revoke execute on function run_requester() from public;
grant execute on function run_requester() to {{app}}, {{worker}}, {{owner}};

do $$
declare
  t text;
  -- of a row with commune and sector: everywhere and all sectors, else the commune, else the sector, else the pair
  mine constant text := '((select ''*/*'' = any (may_pairs(%1$L))) or commune_code = any ((select may_communes(%1$L))::text[])
    or sector = any ((select may_sectors_everywhere(%1$L))::text[]) or commune_code || ''/'' || sector = any ((select may_pairs(%1$L))::text[]))';
  in_commune constant text := '((select may_everywhere(%1$L)) or commune_code = any ((select may(%1$L))::text[]))';
  unfinished constant text := '(run_id, commune_code) in (select p.run_id, p.commune_code from determination_part p where p.state <> ''done'')';
begin
  foreach t in array array['law_overlay', 'determination_run', 'determination_benefit', 'determination_part', 'determination_total',
    'determination_missing', 'standing_outcome', 'standing_restricted', 'household_standing', 'outcome', 'outcome_restricted',
    'outcome_difference'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I for all to {{owner}} using (true) with check (true)', t);
    execute format('create policy worker_read on %I for select to {{worker}} using (true)', t);
    execute format('grant select on %I to {{app}}, {{worker}}', t);
  end loop;
  -- by commune and sector
  foreach t in array array['determination_total', 'determination_missing', 'outcome', 'outcome_difference'] loop
    execute format('create policy app_read on %I for select to {{app}} using ' || format(mine, 'outcome.read'), t);
  end loop;
  execute 'create policy app_read on outcome_restricted for select to {{app}} using (' || format(mine, 'outcome.read') || ' and '
    || format(in_commune, 'restricted.read') || ')';
  -- files of households
  foreach t in array array['standing_outcome', 'household_standing'] loop
    execute format('create policy app_read on %I for select to {{app}} using ' || format(in_commune, 'household.read'), t);
  end loop;
  execute 'create policy app_read on standing_restricted for select to {{app}} using (' || format(in_commune, 'household.read') || ' and '
    || format(in_commune, 'restricted.read') || ')';
  -- the worker writes what belongs to parts that are not done, and takes it away again when it repeats one
  foreach t in array array['determination_total', 'determination_missing', 'standing_outcome', 'standing_restricted', 'outcome',
    'outcome_restricted', 'outcome_difference'] loop
    execute format('create policy worker_insert on %I for insert to {{worker}} with check (true)', t);
    execute format('create policy worker_delete on %I for delete to {{worker}} using (' || unfinished || ')', t);
    execute format('grant insert, delete on %I to {{worker}}', t);
  end loop;
end $$;

create policy worker_write on household_standing for all to {{worker}} using (true) with check (true);
grant insert, update, delete on household_standing to {{worker}};

-- A refusal is stored for households under review as well, so the worker must know them, and nothing else of the review.
create policy worker_read on review_case for select to {{worker}} using (true);
grant select (household_id, commune_code, state) on review_case to {{worker}};

-- The law is no secret.
create policy app_read on law_overlay for select to {{app}} using ((select session_user_id()) is not null);
create policy app_insert on law_overlay for insert to {{app}} with check (
  (select may_everywhere('law.propose')) and state = 'proposed' and proposed_by = (select session_user_id()));
create policy app_decide on law_overlay for update to {{app}}
  using ((select may_everywhere('law.approve')) and state in ('proposed', 'approved'))
  with check (state in ('approved', 'refused') and (select may_everywhere('law.approve')));
create policy app_withdraw on law_overlay for update to {{app}}
  using (state = 'proposed' and proposed_by = (select session_user_id()))
  with check (state = 'withdrawn' and decided_by = (select session_user_id()));
grant insert, update (state, decided_by, decided_at, reason, valid_to) on law_overlay to {{app}};
-- Whoever decides signs with his own name; a policy alone would let the last day of an approved one be set only by the one who approved it.
create function law_overlay_is_signed() returns trigger language plpgsql set search_path = {{schema}}, pg_temp as $$
begin
  if old.state = 'proposed' and new.decided_by is distinct from session_user_id() then
    raise exception 'a decision is signed by the one who makes it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger law_overlay_is_signed before update on law_overlay for each row execute function law_overlay_is_signed();

-- Runs and their benefits say nothing of people: whoever reads outcomes or runs determinations anywhere sees them.
create policy app_read on determination_run for select to {{app}} using (
  (select cardinality(may_pairs('outcome.read')) > 0) or (select cardinality(may_pairs('determination.run')) > 0));
create policy app_insert on determination_run for insert to {{app}} with check (
  (select cardinality(may_pairs('determination.run')) > 0) and requested_by = (select session_user_id()) and cancelled_by is null);
create policy app_cancel on determination_run for update to {{app}}
  using ((select may_everywhere('determination.run')) or requested_by = (select session_user_id()))
  with check (cancelled_by = (select session_user_id()));
grant insert, update (cancelled_by, cancelled_at) on determination_run to {{app}};
create policy app_read on determination_benefit for select to {{app}} using (
  (select cardinality(may_pairs('outcome.read')) > 0) or (select cardinality(may_pairs('determination.run')) > 0));
create policy app_insert on determination_benefit for insert to {{app}} with check ((select cardinality(may_pairs('determination.run')) > 0));
grant insert on determination_benefit to {{app}};
create policy app_read on determination_part for select to {{app}} using (
  (select may_everywhere('outcome.read')) or (select may_everywhere('determination.run'))
  or commune_code = any ((select may('outcome.read'))::text[]) or commune_code = any ((select may('determination.run'))::text[]));
create policy app_insert on determination_part for insert to {{app}} with check (state = 'waiting' and (
  (select may_everywhere('determination.run')) or commune_code = any ((select may('determination.run'))::text[])));
create policy app_update on determination_part for update to {{app}}
  using (state in ('waiting', 'failed', 'cancelled') and ((select may_everywhere('determination.run')) or commune_code = any ((select may('determination.run'))::text[])))
  with check (state in ('waiting', 'cancelled'));
grant insert, update (state, problem) on determination_part to {{app}};
-- A part that is done is done: its receipt cannot be written again.
create policy worker_update on determination_part for update to {{worker}} using (state <> 'done') with check (true);
create policy worker_start on determination_run for insert to {{worker}} with check (requested_by like 'system:%');
create policy worker_start on determination_benefit for insert to {{worker}} with check (true);
create policy worker_start on determination_part for insert to {{worker}} with check (state = 'waiting');
grant insert on determination_run, determination_benefit to {{worker}};
grant insert, update on determination_part to {{worker}};

-- Which department a benefit belongs to; configuration, because departments move. A benefit that is not named belongs to poverty reduction.
insert into benefit_sector (benefit, sector) values
  ('hai-phong/income-support', 'poverty'), ('vn/electricity', 'poverty'), ('vn/housing', 'poverty'), ('vn/legal-aid', 'poverty'),
  ('vn/credit/difficult-areas', 'poverty'), ('vn/credit/near-poor', 'poverty'), ('vn/credit/newly-escaped', 'poverty'), ('vn/credit/poor', 'poverty'),
  ('vn/credit/water-sanitation', 'poverty'), ('vn/credit/students', 'poverty'),
  ('vn/social-assistance', 'assistance'), ('hai-phong/social-assistance', 'assistance'), ('vn/social-pension', 'assistance'),
  ('vn/health-insurance', 'labour'), ('hai-phong/health-insurance', 'labour'), ('vn/voluntary-insurance', 'labour'), ('hai-phong/voluntary-insurance', 'labour'),
  ('vn/work-abroad', 'labour'), ('vn/credit/work-abroad', 'labour'), ('vn/credit/job-creation', 'labour'),
  ('vn/vocational-training', 'training'), ('vn/study-costs', 'training'), ('vn/tuition', 'training'), ('vn/preschool-lunch', 'training')
on conflict (benefit) do nothing;
