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
  check ((seq = 1) = (prev_hash is null)),
  constraint action_is_not_ahead check (effective_on <= (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date)
);
-- Ciphertext cannot be compressed, and a chain is always read whole: parts stay in their row as long as two rows fit into a page.
alter table action alter column sealed set storage external;
alter table action set (toast_tuple_target = 4080);
create index action_by_commune on action (commune_code, household_id);
create index action_by_event on action (event_id) where event_id is not null;
-- what is new since the search for duplicates ran last; the table only grows at its end
create index action_by_record on action using brin (recorded_at);
create trigger action_is_append_only before update or delete on action for each row execute function refuse_change();
create trigger action_is_kept before truncate on action for each statement execute function refuse_change();

-- An action follows the last one of its chain, whoever writes it and whatever he may see of it.
create function action_continues() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  if not exists (
    select 1 from action a
    where a.household_id = new.household_id and a.seq = new.seq - 1 and a.hash = new.prev_hash and a.recorded_at <= new.recorded_at
  ) then
    raise exception 'an action continues its chain' using errcode = '23514', constraint = 'action_continues';
  end if;
  return null;
end $$;
revoke execute on function action_continues() from public;
create trigger action_continues after insert on action for each row when (new.seq > 1) execute function action_continues();

-- Half of a subject's key; the other half is the store's master key. Erasing a person deletes this row, and nothing can open the parts again.
create table subject_key (
  subject_id text collate "C" primary key,
  salt bytea not null check (length(salt) = 16)
);

create table household (
  household_id text collate "C" primary key,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  hamlet text collate "C",
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
  decision_number text collate "C",
  decision_on date
);
-- Lists sort by each of these and go on behind (value, household_id). Those of one commune, or of a few, are sorted when asked for.
create index household_by_commune on household (commune_code, household_id);
create index household_by_commune_hamlet on household (commune_code, hamlet, household_id);
create index household_by_head on household (head_name_key, household_id);
-- in one commune a code means one household
create unique index household_code_once on household (commune_code, source_code) where source_code is not null and state = 'active';
-- with the commune, because a code is one only within it, and else the planner takes the index of communes while a table is being filled
create index household_by_source on household (source_code collate "C", commune_code collate "C") where source_code is not null;
create index household_by_size on household (member_count, household_id);
create index household_by_survey on household (surveyed_on, household_id);
create index household_by_decision_day on household (decision_on, household_id);
create index household_by_decision on household (decision_number, household_id);
create index household_by_entry on household (entry, household_id);
create index household_by_state on household (state, household_id);

-- A living member of an active household has a row; who left the city, died or was erased keeps it with another state.
create table person (
  person_id text collate "C" primary key,
  household_id text collate "C" not null,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  state text not null default 'member' check (state in ('member', 'dead', 'left', 'merged', 'erased')),
  joined_on date not null,
  left_on date,
  full_name text collate "C",
  name_key text collate "C",
  -- where only the year of birth is known, the fact birth_date is unknown
  birth_year integer,
  -- last three digits, for telling people apart
  identity_tail text,
  check ((state = 'member') = (left_on is null))
);
create index person_by_household on person (household_id);
-- Search reads names out of these without touching the table; see find_people().
create index person_by_commune_name on person (commune_code, name_key, full_name, person_id);
create index person_by_name on person (name_key, full_name, person_id);
create index person_by_name_words on person using gin (to_tsvector('simple', name_key));

-- Every word that occurs in a name: the beginning of a word is looked up here, so that the index of words is asked for whole words only.
create table name_word (
  word text collate "C" primary key
);
create function keep_name_words() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  insert into name_word
    select distinct w.word from fresh, string_to_table(ltrim(fresh.name_key), ' ') as w (word)
    where w.word <> '' and not exists (select 1 from name_word n where n.word = w.word collate "C")
  on conflict do nothing;
  return null;
end $$;
revoke execute on function keep_name_words() from public;
create trigger person_name_words_new after insert on person referencing new table as fresh for each statement execute function keep_name_words();
create trigger person_name_words_changed after update on person referencing new table as fresh for each statement execute function keep_name_words();

create table person_identity (
  person_id text collate "C" primary key,
  household_id text collate "C" not null,
  commune_code text collate "C" not null,
  identity_number text collate "C",
  phone text collate "C",
  account text
);
create index person_identity_by_phone on person_identity (phone) where phone is not null;
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
revoke execute on function one_household_at_a_time() from public;
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

-- A person who leaves for a household in another commune: what is known goes along, sealed under the person's own key for this event, until an
-- officer there takes the person in. Then the parts are thrown away.
create table person_arrival (
  event_id uuid primary key,
  person_id text collate "C" not null,
  from_commune text collate "C" not null,
  to_commune text collate "C" not null check (to_commune ~ '^[0-9]{5}$'),
  left_on date not null,
  reason text not null,
  subjects text[] not null,
  sealed bytea[] not null,
  state text not null default 'open' check (state in ('open', 'taken', 'withdrawn')),
  announced_by text not null,
  announced_at timestamptz not null default clock_timestamp(),
  check (cardinality(subjects) = cardinality(sealed)),
  check (from_commune <> to_commune)
);
create unique index person_arrival_once on person_arrival (person_id) where state = 'open';
create index person_arrival_to on person_arrival (to_commune, state);
create index person_arrival_from on person_arrival (from_commune, state);

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

-- Until when actions have been looked through for duplicates. One row.
create table duplicate_search (
  only_row boolean primary key default true check (only_row),
  searched_until timestamptz not null
);
insert into duplicate_search values (true, '-infinity');

-- Who sees and writes what. A partner, who may not read the registry, has no household.read.
do $$
declare
  t text;
  read_test text := '(select may_everywhere(''household.read'')) or commune_code = any ((select may(''household.read''))::text[])';
  write_test text := '(select may_everywhere(''household.write'')) or commune_code = any ((select may(''household.write''))::text[])';
begin
  foreach t in array array['action', 'household', 'person', 'person_identity', 'person_restricted', 'membership_past', 'household_period',
                           'person_arrival', 'duplicate_candidate', 'duplicate_search', 'subject_key', 'name_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I for all to {{owner}} using (true) with check (true)', t);
  end loop;
  foreach t in array array['household', 'person', 'membership_past', 'household_period', 'action'] loop
    execute format('create policy app_read on %I for select to {{app}} using (%s)', t, read_test);
    execute format('create policy worker_read on %I for select to {{worker}} using (true)', t);
    execute format('grant select on %I to {{app}}, {{worker}}', t);
  end loop;
  foreach t in array array['household', 'person', 'person_identity', 'person_restricted', 'membership_past', 'household_period'] loop
    execute format('create policy app_insert on %I for insert to {{app}} with check (%s)', t, write_test);
    execute format('grant insert on %I to {{app}}', t);
  end loop;
  foreach t in array array['household', 'person', 'person_identity', 'person_restricted'] loop
    execute format('create policy app_update on %I for update to {{app}} using (%s) with check (%s)', t, write_test, write_test);
    execute format('grant update on %I to {{app}}', t);
  end loop;
  -- rows of a projection go when an action says that what they told never was: a birth entered by mistake
  foreach t in array array['person', 'person_identity', 'person_restricted', 'membership_past', 'household_period'] loop
    execute format('create policy app_delete on %I for delete to {{app}} using (%s)', t, write_test);
    execute format('grant delete on %I to {{app}}', t);
  end loop;
end $$;

-- Nobody writes in another's name.
create policy app_insert on action for insert to {{app}} with check (
  actor = (select session_user_id())
  and ((select may_everywhere('household.write')) or commune_code = any ((select may('household.write'))::text[])));
grant insert on action to {{app}};

-- Identity numbers and restricted facts have permissions of their own. An update of a row that one may not read finds no row, so whoever writes
-- them needs both.
create policy app_read on person_identity for select to {{app}} using ((select may_everywhere('identity.read')) or commune_code = any ((select may('identity.read'))::text[]));
grant select on person_identity to {{app}};
create policy app_read on person_restricted for select to {{app}} using ((select may_everywhere('restricted.read')) or commune_code = any ((select may('restricted.read'))::text[]));
create policy worker_read on person_restricted for select to {{worker}} using (true);
grant select on person_restricted to {{app}}, {{worker}};

create policy app_read on duplicate_candidate for select to {{app}} using (
  (select may_everywhere('household.read')) or commune_a = any ((select may('household.read'))::text[]) or commune_b = any ((select may('household.read'))::text[]));
create policy app_update on duplicate_candidate for update to {{app}} using (
  (select may_everywhere('household.write')) or commune_a = any ((select may('household.write'))::text[]) or commune_b = any ((select may('household.write'))::text[]));
grant select, update (state, decided_by, decided_at, event_id) on duplicate_candidate to {{app}};

create policy app_read on person_arrival for select to {{app}} using (
  (select may_everywhere('household.write')) or from_commune = any ((select may('household.write'))::text[]) or to_commune = any ((select may('household.write'))::text[]));
create policy app_insert on person_arrival for insert to {{app}} with check (
  announced_by = (select session_user_id())
  and ((select may_everywhere('household.write')) or from_commune = any ((select may('household.write'))::text[])));
create policy app_update on person_arrival for update to {{app}} using (
  (select may_everywhere('household.write')) or from_commune = any ((select may('household.write'))::text[]) or to_commune = any ((select may('household.write'))::text[]));
grant select, insert, update (state, subjects, sealed) on person_arrival to {{app}};

-- Keys: nobody lists them. Whoever may read an entry of a household gets the salts of the subjects of the entries he may read, each made into the
-- salts of those aspects that he may see: from the salt of one aspect nobody finds another's.
create policy app_insert on subject_key for insert to {{app}} with check ((select may_everywhere('household.write')) or cardinality((select may('household.write'))::text[]) > 0);
create policy worker_read on subject_key for select to {{worker}} using (true);
grant insert on subject_key to {{app}};
grant select on subject_key to {{worker}};

create function aspect_salt(salt bytea, aspect text) returns bytea
language sql immutable strict set search_path = pg_catalog, pg_temp as $$ select sha256(salt || convert_to(aspect, 'UTF8')) $$;

-- Salts of the subjects of entries. A subject without any is erased; a null is an aspect that the caller may not see.
create function salts_of_households(households text[])
returns table (household_id text, subject_id text, open_salt bytea, restricted_salt bytea, identity_salt bytea, erased boolean)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  all_open boolean := may_everywhere('household.read');
  all_restricted boolean := may_everywhere('restricted.read');
  all_identity boolean := may_everywhere('identity.read');
  in_open text[] := may('household.read');
  in_restricted text[] := may('restricted.read');
  in_identity text[] := may('identity.read');
begin
  return query
    select s.household, s.subject, aspect_salt(k.salt, 'open'),
           case when s.restricted then aspect_salt(k.salt, 'restricted') end,
           case when s.identity then aspect_salt(k.salt, 'identity') end,
           k.salt is null
    from (
      select a.household_id as household, split_part(p.part, '/', 1) collate "C" as subject,
             bool_or(all_restricted or a.commune_code = any (in_restricted)) as restricted,
             bool_or(all_identity or a.commune_code = any (in_identity)) as identity
      from action a cross join unnest(a.subjects) as p (part)
      where a.household_id = any (households) and (all_open or a.commune_code = any (in_open))
      group by 1, 2
    ) s left join subject_key k on k.subject_id = s.subject;
end $$;

-- The same for somebody who arrives: for the commune that is to take the person in.
create function salts_of_arrival(event uuid)
returns table (subject_id text, open_salt bytea, restricted_salt bytea, identity_salt bytea)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return query
    select k.subject_id, aspect_salt(k.salt, 'open'),
           case when may_everywhere('restricted.read') or r.to_commune = any (may('restricted.read')) then aspect_salt(k.salt, 'restricted') end,
           case when may_everywhere('identity.read') or r.to_commune = any (may('identity.read')) then aspect_salt(k.salt, 'identity') end
    from person_arrival r join subject_key k on k.subject_id = r.person_id
    where r.event_id = event and r.state = 'open' and (may_everywhere('household.write') or r.to_commune = any (may('household.write')));
end $$;

-- Which of these identifiers are taken, in whatever commune: a file may bring codes that another commune uses.
create function taken_ids(household_ids text[], person_ids text[]) returns table (id text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  if not (may_everywhere('household.write') or cardinality(may('household.write')) > 0) then return; end if;
  return query
    select k.subject_id from subject_key k where k.subject_id = any (household_ids || person_ids)
    union select h.household_id from household h where h.household_id = any (household_ids)
    union select p.person_id from person p where p.person_id = any (person_ids);
end $$;

-- Raised with the code of a right that is missing, so that the person is told the same as by row-level security.
create function refuse_access() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin raise exception 'not allowed in this area' using errcode = '42501'; end $$;

-- Writes the second side of a move into another commune, and hands the rows over: from then on the giving commune sees its own period only.
create function hand_over_household(
  household text, to_commune text, a_seq integer, a_effective_on date, a_recorded_at timestamptz, a_event_id uuid, a_payload text,
  a_subjects text[], a_sealed bytea[], a_prev_hash bytea, a_hash bytea
) returns void
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
declare
  from_commune text;
begin
  select h.commune_code into from_commune from household h where h.household_id = household and h.state = 'active' for update;
  if from_commune is null or not (may_everywhere('household.write') or from_commune = any (may('household.write'))) then
    perform refuse_access();
  end if;
  insert into action (household_id, seq, kind, effective_on, recorded_at, actor, commune_code, event_id, payload, subjects, sealed, prev_hash, hash)
  values (household, a_seq, 'moved_in', a_effective_on, a_recorded_at, session_user_id(), to_commune, a_event_id, a_payload, a_subjects, a_sealed, a_prev_hash, a_hash);
  update household h set commune_code = to_commune, version = a_seq where h.household_id = household;
  update person p set commune_code = to_commune where p.household_id = household and p.state = 'member';
  update person_identity i set commune_code = to_commune from person p
    where p.household_id = household and p.state = 'member' and i.person_id = p.person_id;
  update person_restricted r set commune_code = to_commune from person p
    where p.household_id = household and p.state = 'member' and r.person_id = p.person_id;
end $$;

-- Gives an arriving person's rows to a household of the commune that takes the person in.
create function take_in_person(event uuid, household text) returns void
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
declare
  arrival person_arrival;
begin
  select * into arrival from person_arrival r where r.event_id = event and r.state = 'open' for update;
  if arrival.event_id is null or not (may_everywhere('household.write') or arrival.to_commune = any (may('household.write')))
     or not exists (select 1 from household h where h.household_id = household and h.commune_code = arrival.to_commune and h.state = 'active') then
    perform refuse_access();
  end if;
  update person p set household_id = household, commune_code = arrival.to_commune where p.person_id = arrival.person_id;
  update person_identity i set household_id = household, commune_code = arrival.to_commune where i.person_id = arrival.person_id;
  update person_restricted r set household_id = household, commune_code = arrival.to_commune where r.person_id = arrival.person_id;
  update person_arrival r set state = 'taken', subjects = '{}', sealed = '{}' where r.event_id = event;
end $$;

revoke execute on function salts_of_households(text[]), salts_of_arrival(uuid), taken_ids(text[], text[]), refuse_access(), aspect_salt(bytea, text),
  hand_over_household(text, text, integer, date, timestamptz, uuid, text, text[], bytea[], bytea, bytea), take_in_person(uuid, text) from public;
grant execute on function salts_of_households(text[]), salts_of_arrival(uuid), taken_ids(text[], text[]),
  hand_over_household(text, text, integer, date, timestamptz, uuid, text, text[], bytea[], bytea, bytea), take_in_person(uuid, text) to {{app}};
