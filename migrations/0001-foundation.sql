-- What every later file stands on.

-- The list of migrations obeys the rule of every table of the province: forced row-level security.
alter table kysely_migration enable row level security; alter table kysely_migration force row level security;
create policy owner_all on kysely_migration for all to {{owner}} using (true) with check (true);
create policy app_read on kysely_migration for select to {{app}} using (true);
create policy worker_read on kysely_migration for select to {{worker}} using (true);
grant select on kysely_migration to {{app}}, {{worker}};
alter table kysely_migration_lock enable row level security; alter table kysely_migration_lock force row level security;
create policy owner_all on kysely_migration_lock for all to {{owner}} using (true) with check (true);

-- What kind of store this is: a demo of synthetic people, or a real one. One row, written once.
create table store_info (
  only_row boolean primary key default true check (only_row),
  store_id uuid not null default gen_random_uuid(),
  mode text not null check (mode in ('demo', 'real')),
  province text not null,
  made_at timestamptz not null default clock_timestamp()
);
alter table store_info enable row level security; alter table store_info force row level security;
create policy owner_all on store_info for all to {{owner}} using (true) with check (true);
create policy app_read on store_info for select to {{app}} using (true);
create policy worker_read on store_info for select to {{worker}} using (true);
grant select on store_info to {{app}}, {{worker}};

-- For triggers of append-only tables: what was written stays, whoever asks.
create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'table % is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

-- A store's mode is decided once: a demo never becomes a real store, nor the reverse.
create trigger store_info_is_fixed before update or delete on store_info for each row execute function refuse_change();
create trigger store_info_is_kept before truncate on store_info for each statement execute function refuse_change();

-- The key by which names are found: lower case, without the marks of Vietnamese, single spaces, one space before the first word, so that
-- ' nguyen' finds the beginning of a word. Unaccent is not used: its dictionary may differ from one server to the next, and an index must not.
-- platform/text/name-key.ts is its twin, step by step; a test holds them together.
create function name_key(name text) returns text
language sql immutable strict parallel safe
return (
  select case when plain = '' then '' else ' ' || plain end
  from (
    select trim(both ' ' from regexp_replace(
      translate(
        lower(regexp_replace(normalize(name collate "C", NFD), U&'[\0300-\036f]', '', 'g')),
        U&'\0111\0110\00f0\00d0', 'dddd'),
      U&'[\0009-\000d\0020\0085\00a0\1680\2000-\200b\2028\2029\202f\205f\3000\feff]+', ' ', 'g')) as plain
  ) folded
);
