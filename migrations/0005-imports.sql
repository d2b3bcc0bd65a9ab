-- Files of people that are brought in: what the file as a whole is and became, and its households until they are in the registry. Kept with the log (not unlogged):
-- what was acknowledged survives a kill. The content of a household is there only while it waits to be taken in.

create table import_file (
  import_id uuid primary key default gen_random_uuid(),
  -- national: the workbook of three sheets. contract: households, persons and the registry as CSV or Parquet
  kind text not null check (kind in ('national', 'contract')),
  -- receiving: files arrive. checking: rows are being read. checked: the dry run is there to be looked at. applying: households go into the registry.
  -- applied: all that could be taken is taken. discarded: nothing more comes of it
  state text not null default 'receiving' check (state in ('receiving', 'checking', 'checked', 'applying', 'applied', 'discarded')),
  -- day of the data: facts hold from then on
  effective_on date not null,
  -- of the decision about those who escaped, which the national lists do not hold
  escaped_on date,
  -- for households whose file names no commune
  commune_code text collate "C" check (commune_code ~ '^[0-9]{5}$'),
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  checked_at timestamptz,
  ended_at timestamptz,
  -- SHA-256 of each file by its part: workbook, or households, persons, registry. Names of files are not kept: people put names into them
  files jsonb not null default '{}',
  -- of the dry run: households and persons read, problems with the number of households that have them, rows that hold nobody
  households integer,
  persons integer,
  problems jsonb,
  notes jsonb,
  communes_without_totals text[]
);
create index import_file_by_creator on import_file (created_by, created_at, import_id);

create table import_household (
  import_id uuid not null references import_file on delete cascade,
  -- running number of the household in the file
  row_no integer not null,
  -- where it stands for a person: sheet or file, and row
  place text not null,
  file_row integer not null,
  -- code in the file, or one made from the place, name and birth of a head without an identity number; null where that number identifies the household
  household_code text collate "C",
  -- unit since 2025-07-01; null while it is not known, and for a rejected household that names none
  commune_code text collate "C" check (commune_code ~ '^[0-9]{5}$'),
  -- accepted: to be taken in. waiting: for a choice of its commune. repeated, rejected: not to be taken. registered, changed, unchanged: taken.
  -- refused: the registry did not take it, see problems
  state text not null check (state in ('accepted', 'waiting', 'repeated', 'rejected', 'registered', 'changed', 'unchanged', 'refused')),
  persons integer not null,
  -- without personal data: code, row, column, arguments
  problems jsonb not null default '[]',
  -- JSON, only while the household is accepted or waiting
  content text,
  content_hash bytea not null check (length(content_hash) = 32),
  -- once taken
  household_id text collate "C",
  primary key (import_id, row_no),
  check ((content is null) = (state not in ('accepted', 'waiting')))
);
create index import_household_by_state on import_household (import_id, state, commune_code, row_no);

alter table import_file enable row level security; alter table import_file force row level security;
alter table import_household enable row level security; alter table import_household force row level security;
create policy owner_all on import_file for all to {{owner}} using (true) with check (true);
create policy owner_all on import_household for all to {{owner}} using (true) with check (true);

-- An import belongs to whoever brought it; whoever may import everywhere sees all. What goes into the registry is checked there again, per commune.
create function may_import(creator text) returns boolean
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return may_everywhere('import.run') or (creator = session_user_id() and cardinality(may('import.run')) > 0);
end $$;
-- Imports whose rows the session's user may see and change: asked once per statement.
create function my_imports() returns uuid[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((select array_agg(f.import_id) from import_file f where may_import(f.created_by)), '{}');
end $$;
revoke execute on function may_import(text), my_imports() from public;
grant execute on function may_import(text), my_imports() to {{app}};

create policy app_read on import_file for select to {{app}} using (may_import(created_by));
create policy app_insert on import_file for insert to {{app}} with check (created_by = (select session_user_id()) and may_import(created_by));
create policy app_update on import_file for update to {{app}} using (may_import(created_by)) with check (may_import(created_by));
grant select, insert on import_file to {{app}};
grant update (state, checked_at, ended_at, files, households, persons, problems, notes, communes_without_totals) on import_file to {{app}};

create policy app_read on import_household for select to {{app}} using (import_id = any ((select my_imports())::uuid[]));
create policy app_insert on import_household for insert to {{app}} with check (import_id = any ((select my_imports())::uuid[]));
create policy app_update on import_household for update to {{app}} using (import_id = any ((select my_imports())::uuid[])) with check (import_id = any ((select my_imports())::uuid[]));
create policy app_delete on import_household for delete to {{app}} using (import_id = any ((select my_imports())::uuid[]));
grant select, insert, update, delete on import_household to {{app}};
