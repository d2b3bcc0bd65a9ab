-- Households and persons. `action` is what happened, for ever; household, person and their side tables are a projection of it that can be
-- thrown away and made again. One column per declared fact (law/facts.yaml) is added to household, person and person_restricted after the migrations, so that a
-- new fact of the law needs no migration: null is unknown (for an optional fact: none).

create table action (
  household_id text collate "C" not null,
  seq integer not null check (seq > 0),
  kind text not null,
  -- from when it holds
  effective_on date not null,
  -- when it became known here
  recorded_at timestamptz not null,
  actor text not null,
  -- of the household when it happened: who may read this entry
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  -- the same on both sides of a move, split, merge or marriage
  event_id uuid,
  -- canonical JSON without personal data: references, reasons, dates
  payload text not null,
  -- what is personal, one part per subject (the household itself or a person), each encrypted under the subject's own key
  subjects text[] not null default '{}',
  sealed bytea[] not null default '{}',
  prev_hash bytea,
  hash bytea not null check (length(hash) = 32),
  primary key (household_id, seq),
  check (cardinality(subjects) = cardinality(sealed)),
  check ((seq = 1) = (prev_hash is null))
);
create index action_by_commune on action (commune_code, household_id);
create index action_by_event on action (event_id) where event_id is not null;
create trigger action_is_append_only before update or delete on action for each row execute function refuse_change();

-- Half of a subject's key; the other half is the store's master key. Erasing a person deletes this row, and nothing can open the parts again.
create table subject_key (
  subject_id text collate "C" primary key,
  salt bytea not null check (length(salt) = 16)
);

create table household (
  household_id text collate "C" primary key,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  hamlet text,
  -- active, or why it is no more: merged, dissolved (last member left or died), left_city
  state text not null default 'active' check (state in ('active', 'merged', 'dissolved', 'left_city')),
  -- sequence number of the last action
  version integer not null,
  head_id text collate "C",
  head_name text,
  head_name_key text collate "C",
  member_count integer not null,
  registered_on date not null,
  surveyed_on date,
  -- code in the system it was imported from, and the hash of what was imported last
  source_code text collate "C",
  source_hash bytea,
  entry text check (entry in ('new', 'relapsed', 'old')),
  causes text[] not null default '{}',
  wished_support text[] not null default '{}',
  decision_number text,
  decision_on date
);
create index household_by_commune on household (commune_code, household_id);
create index household_by_commune_head on household (commune_code, head_name_key, household_id);
create index household_by_head on household (head_name_key, household_id);
create index household_by_source on household (source_code) where source_code is not null;
create index household_by_size on household (member_count, household_id);
create index household_by_survey on household (surveyed_on, household_id);

-- A living member of an active household has a row; who left the city, died or was erased keeps it with another state.
create table person (
  person_id text collate "C" primary key,
  household_id text collate "C" not null,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  state text not null default 'member' check (state in ('member', 'dead', 'left', 'merged', 'erased')),
  joined_on date not null,
  left_on date,
  full_name text,
  name_key text collate "C",
  -- where only the year of birth is known, the fact birth_date is unknown
  birth_year integer,
  -- last three digits, for telling people apart
  identity_tail text,
  check ((state = 'member') = (left_on is null))
);
create index person_by_household on person (household_id);
create index person_by_commune_name on person (commune_code, name_key, person_id);
create index person_by_name on person (name_key, person_id);
create index person_by_name_part on person using gin (name_key public.gin_trgm_ops);

create table person_identity (
  person_id text collate "C" primary key,
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  identity_number text collate "C",
  phone text,
  account text
);
create index person_identity_by_number on person_identity (identity_number) where identity_number is not null;
create index person_identity_by_household on person_identity (household_id);

create table person_restricted (
  person_id text collate "C" primary key,
  household_id text collate "C" not null,
  commune_code text collate "C" not null
);
create index person_restricted_by_household on person_restricted (household_id);

-- Who was where before: one row per closed stay of a person in a household. The open stay is the row of person.
create table membership_past (
  person_id text collate "C" not null,
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  joined_on date not null,
  left_on date not null,
  reason text not null,
  primary key (person_id, joined_on, household_id),
  check (left_on >= joined_on)
);
create index membership_past_by_household on membership_past (household_id);

-- A person is in one household at a time: closed stays do not overlap each other, nor the open one.
create function one_household_at_a_time() returns trigger language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  if exists (
    select 1 from membership_past o
    where o.person_id = new.person_id and (o.joined_on, o.household_id) <> (new.joined_on, new.household_id)
      and o.joined_on < new.left_on and new.joined_on < o.left_on
  ) or exists (
    select 1 from person p
    where p.person_id = new.person_id and p.state = 'member' and p.joined_on < new.left_on
  ) then
    raise exception 'a person is in one household at a time' using errcode = '23P01', constraint = 'one_household_at_a_time';
  end if;
  return null;
end $$;
create constraint trigger one_household_at_a_time after insert or update on membership_past deferrable initially deferred
  for each row execute function one_household_at_a_time();

-- Communes a household lived in before; each keeps the sight of its own period.
create table household_period (
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  from_on date not null,
  to_on date not null,
  primary key (household_id, from_on),
  check (to_on >= from_on)
);
create index household_period_by_commune on household_period (commune_code);

-- Two files that may be one person. Each side sees its own; of the other only the commune.
create table duplicate_candidate (
  candidate_id uuid primary key default gen_random_uuid(),
  person_a text collate "C" not null,
  person_b text collate "C" not null,
  commune_a text collate "C" not null,
  commune_b text collate "C" not null,
  reasons text[] not null,
  state text not null default 'open' check (state in ('open', 'merged', 'dismissed')),
  found_at timestamptz not null default clock_timestamp(),
  decided_by text,
  decided_at timestamptz,
  event_id uuid,
  check (person_a < person_b),
  unique (person_a, person_b)
);
create index duplicate_candidate_a on duplicate_candidate (commune_a, state);
create index duplicate_candidate_b on duplicate_candidate (commune_b, state);

do $$
declare t text;
begin
  foreach t in array array['action', 'household', 'person', 'membership_past', 'household_period'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I for all to {{owner}} using (true) with check (true)', t);
    execute format('create policy app_read on %I for select to {{app}} using ((select may_everywhere(''household.read'')) or commune_code = any ((select may(''household.read''))::text[]))', t);
    execute format('create policy app_insert on %I for insert to {{app}} with check ((select may_everywhere(''household.write'')) or commune_code = any ((select may(''household.write''))::text[]))', t);
    execute format('create policy worker_read on %I for select to {{worker}} using (true)', t);
    execute format('grant select, insert on %I to {{app}}', t);
    execute format('grant select on %I to {{worker}}', t);
  end loop;
  foreach t in array array['household', 'person', 'person_identity', 'person_restricted'] loop
    execute format('create policy app_update on %I for update to {{app}} using ((select may_everywhere(''household.write'')) or commune_code = any ((select may(''household.write''))::text[])) with check ((select may_everywhere(''household.write'')) or commune_code = any ((select may(''household.write''))::text[]))', t);
    execute format('grant update on %I to {{app}}', t);
  end loop;
end $$;

-- A partner, who may not read the registry, has no household.read. Identity numbers and restricted facts have permissions of their own; an update of a row
-- that one may not read finds no row, so whoever writes them needs both.
alter table person_identity enable row level security; alter table person_identity force row level security;
create policy owner_all on person_identity for all to {{owner}} using (true) with check (true);
create policy app_read on person_identity for select to {{app}} using ((select may_everywhere('identity.read')) or commune_code = any ((select may('identity.read'))::text[]));
create policy app_insert on person_identity for insert to {{app}} with check ((select may_everywhere('household.write')) or commune_code = any ((select may('household.write'))::text[]));
grant select, insert on person_identity to {{app}};

alter table person_restricted enable row level security; alter table person_restricted force row level security;
create policy owner_all on person_restricted for all to {{owner}} using (true) with check (true);
create policy app_read on person_restricted for select to {{app}} using ((select may_everywhere('restricted.read')) or commune_code = any ((select may('restricted.read'))::text[]));
create policy app_insert on person_restricted for insert to {{app}} with check ((select may_everywhere('household.write')) or commune_code = any ((select may('household.write'))::text[]));
create policy worker_read on person_restricted for select to {{worker}} using (true);
grant select, insert on person_restricted to {{app}};
grant select on person_restricted to {{worker}};

alter table duplicate_candidate enable row level security; alter table duplicate_candidate force row level security;
create policy owner_all on duplicate_candidate for all to {{owner}} using (true) with check (true);
create policy app_read on duplicate_candidate for select to {{app}} using (
  (select may_everywhere('household.read')) or commune_a = any ((select may('household.read'))::text[]) or commune_b = any ((select may('household.read'))::text[]));
create policy app_update on duplicate_candidate for update to {{app}} using (
  (select may_everywhere('household.write')) or commune_a = any ((select may('household.write'))::text[]) or commune_b = any ((select may('household.write'))::text[]));
grant select, update (state, decided_by, decided_at, event_id) on duplicate_candidate to {{app}};

-- Keys: nobody lists them. Whoever may read an entry of a household gets the keys of the subjects of the entries he may read.
alter table subject_key enable row level security; alter table subject_key force row level security;
create policy owner_all on subject_key for all to {{owner}} using (true) with check (true);
create policy app_insert on subject_key for insert to {{app}} with check ((select may_everywhere('household.write')) or cardinality((select may('household.write'))::text[]) > 0);
create policy worker_read on subject_key for select to {{worker}} using (true);
grant insert on subject_key to {{app}};
grant select on subject_key to {{worker}};

create function salts_of_household(household text) returns table (subject_id text, salt bytea)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  everywhere boolean := may_everywhere('household.read');
  communes text[] := may('household.read');
begin
  return query
    select k.subject_id, k.salt from subject_key k
    where k.subject_id in (
      select unnest(a.subjects) from action a
      where a.household_id = household and (everywhere or a.commune_code = any (communes)));
end $$;
revoke execute on function salts_of_household(text) from public;
grant execute on function salts_of_household(text) to {{app}};
