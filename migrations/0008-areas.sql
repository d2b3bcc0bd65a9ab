-- Units of administration as dated data, and what is counted per unit. A unit is (code, period): codes were given to other units in 2025. Filled from the files of
-- city/areas/units after the migrations.

create table area_unit (
  -- five digits; three for a district without communes
  code text collate "C" not null check (code ~ '^[0-9]{3}([0-9]{2})?$'),
  period text not null check (period in ('2024', '2025-h1', '2025')),
  name text not null,
  full_name text not null,
  kind text not null check (kind in ('ward', 'township', 'commune', 'special_zone', 'district')),
  -- null: not settled (special zones, and the island district before)
  area_kind text check (area_kind in ('urban', 'rural')),
  territory text not null check (territory in ('east', 'west')),
  -- districts ended on 2025-06-30
  district_code text,
  district_name text,
  -- null: before the lists begin; until further notice
  valid_from date,
  valid_to date,
  source text not null,
  mark text not null check (mark in ('confirmed', 'reported', 'unconfirmed', 'missing')),
  primary key (code, period)
);
create index area_unit_by_period on area_unit (period, code);

-- (Part of) an old unit went into a new one. mark missing: the old unit ended and no source says where it went; the new one is a possible place.
create table area_succession (
  old_code text collate "C" not null,
  old_period text not null,
  new_code text collate "C" not null,
  new_period text not null,
  whole boolean not null,
  source text not null,
  mark text not null check (mark in ('confirmed', 'reported', 'unconfirmed', 'missing')),
  primary key (old_code, old_period, new_code, new_period),
  foreign key (old_code, old_period) references area_unit,
  foreign key (new_code, new_period) references area_unit
);
create index area_succession_by_new on area_succession (new_code, new_period);

-- How many households and persons live in a unit. No rate is shown without it. null: unknown.
create table area_total (
  code text collate "C" not null,
  period text not null,
  year integer not null check (year between 1990 and 2100),
  households bigint check (households >= 0),
  persons bigint check (persons >= 0),
  source text not null check (length(source) between 3 and 500),
  mark text not null check (mark in ('confirmed', 'reported', 'unconfirmed')),
  version integer not null default 1,
  entered_by text not null,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (code, period, year),
  foreign key (code, period) references area_unit,
  constraint area_total_says_something check (households is not null or persons is not null)
);
create index area_total_by_year on area_total (year, period);

-- Households whose old unit was split, or ended without a known successor: a person says where they live now. One row per household of the registry, or per row
-- of an import that is not in the registry yet.
create table area_choice (
  choice_id uuid primary key default gen_random_uuid(),
  household_id text collate "C",
  import_id uuid,
  import_row integer,
  -- code of the household in the file, so that the officer finds the paper
  source_code text,
  hamlet text,
  old_code text collate "C" not null,
  old_period text not null,
  -- units since 2025-07-01
  candidates text[] not null check (cardinality(candidates) > 0),
  queued_at timestamptz not null default clock_timestamp(),
  queued_by text not null,
  chosen_code text collate "C",
  chosen_by text,
  chosen_at timestamptz,
  foreign key (old_code, old_period) references area_unit,
  check ((household_id is null) <> (import_id is null)),
  check ((import_id is null) = (import_row is null)),
  check (chosen_code is null or chosen_code = any (candidates)),
  check ((chosen_code is null) = (chosen_by is null) and (chosen_code is null) = (chosen_at is null))
);
create unique index area_choice_by_import on area_choice (import_id, import_row) where import_id is not null;
create unique index area_choice_open_by_household on area_choice (household_id) where household_id is not null and chosen_code is null;
create index area_choice_open on area_choice (queued_at, choice_id) where chosen_code is null;
create index area_choice_by_candidate on area_choice using gin (candidates);

do $$
declare t text;
begin
  foreach t in array array['area_unit', 'area_succession', 'area_total'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I for all to {{owner}} using (true) with check (true)', t);
    execute format('create policy app_read on %I for select to {{app}} using ((select session_user_id()) is not null)', t);
    execute format('create policy worker_read on %I for select to {{worker}} using (true)', t);
    execute format('grant select on %I to {{app}}, {{worker}}', t);
  end loop;
end $$;

create policy app_insert on area_total for insert to {{app}} with check (
  entered_by = (select session_user_id())
  and ((select may_everywhere('area.write')) or (period = '2025' and code = any ((select may('area.write'))::text[]))));
create policy app_update on area_total for update to {{app}}
  using ((select may_everywhere('area.write')) or (period = '2025' and code = any ((select may('area.write'))::text[])))
  with check (entered_by = (select session_user_id()));
grant insert, update (households, persons, source, mark, version, entered_by, entered_at) on area_total to {{app}};

-- Whoever may read households of a candidate commune sees the row; whoever may choose for a commune may take the household into it.
alter table area_choice enable row level security; alter table area_choice force row level security;
create policy owner_all on area_choice for all to {{owner}} using (true) with check (true);
create policy app_read on area_choice for select to {{app}} using (
  (select may_everywhere('household.read')) or candidates && (select may('household.read'))::text[]);
create policy app_insert on area_choice for insert to {{app}} with check (
  queued_by = (select session_user_id()) and chosen_code is null
  and ((select may_everywhere('import.run')) or candidates && (select may('import.run'))::text[]));
create policy app_choose on area_choice for update to {{app}}
  using (chosen_code is null and ((select may_everywhere('area.choose')) or candidates && (select may('area.choose'))::text[]))
  with check (chosen_by = (select session_user_id())
    and ((select may_everywhere('area.choose')) or chosen_code = any ((select may('area.choose'))::text[])));
create policy worker_read on area_choice for select to {{worker}} using (true);
create policy worker_insert on area_choice for insert to {{worker}} with check (chosen_code is null);
grant select, insert, update (chosen_code, chosen_by, chosen_at) on area_choice to {{app}};
grant select, insert on area_choice to {{worker}};

-- A choice is made once; a mistake is mended by moving the household.
create function area_choice_is_made_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.chosen_code is not null then raise exception 'the choice is made' using errcode = 'restrict_violation', constraint = 'area_choice_is_made_once'; end if;
  return new;
end $$;
create trigger area_choice_is_made_once before update on area_choice for each row execute function area_choice_is_made_once();

insert into role_permission (role, permission) values ('city_officer', 'area.choose');
