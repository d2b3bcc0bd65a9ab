-- Who may do what: roles hold permissions, people hold roles in an area and a sector. Row-level security asks the functions below, which
-- know the caller only by the random session token that the transaction carries. Nothing set, forged or expired: nobody.

create table role (
  role text primary key,
  name_vi text not null,
  name_en text not null,
  -- decides about people, about the law or about who may do what: a second factor is asked for wherever the role is held
  decides boolean not null
);
create table role_permission (
  role text not null references role,
  permission text not null,
  primary key (role, permission)
);

-- Since 2025 poverty belongs to Agriculture and Environment, social assistance to Health, work and insurance to Home Affairs, vocational
-- training to Education. Which benefit belongs to which sector is configuration, because departments move.
create table sector (
  sector text primary key,
  name_vi text not null,
  name_en text not null
);
create table benefit_sector (
  benefit text primary key,
  sector text not null references sector
);

-- area: '*' or the code of a commune (units since 2025-07-01). sector: '*' or one of table sector.
create table user_grant (
  grant_id uuid primary key default gen_random_uuid(),
  user_id text not null,
  role text not null references role,
  area text not null check (area = '*' or area ~ '^[0-9]{5}$'),
  sector text not null default '*',
  named_sector text generated always as (nullif(sector, '*')) stored references sector,
  granted_by text not null,
  granted_at timestamptz not null default clock_timestamp(),
  revoked_by text,
  revoked_at timestamptz,
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index user_grant_in_force on user_grant (user_id, role, area, sector) where revoked_at is null;
create index user_grant_by_area on user_grant (area) where revoked_at is null;

-- A grant is given and taken back, never changed: whoever asks later must find what was in force when. The clock is the database's.
create function user_grant_only_ends() returns trigger language plpgsql set search_path = {{schema}}, pg_temp as $$
begin
  if tg_op = 'DELETE' then raise exception 'a grant is taken back, never deleted' using errcode = 'restrict_violation'; end if;
  if old.revoked_at is not null or new.revoked_by is null
     or (old.grant_id, old.user_id, old.role, old.area, old.sector, old.granted_by, old.granted_at)
        is distinct from (new.grant_id, new.user_id, new.role, new.area, new.sector, new.granted_by, new.granted_at) then
    raise exception 'a grant is taken back once, nothing else of it changes' using errcode = 'restrict_violation';
  end if;
  new.revoked_at := clock_timestamp();
  return new;
end $$;
create trigger user_grant_only_ends before update or delete on user_grant for each row execute function user_grant_only_ends();
create trigger user_grant_is_kept before truncate on user_grant for each statement execute function refuse_change();

-- How strict the door is. One row.
create table access_setting (
  only_row boolean primary key default true check (only_row),
  -- minutes without a click, and minutes since signing in, after which a session ends
  idle_minutes integer not null default 60 check (idle_minutes between 5 and 720),
  session_minutes integer not null default 720 check (session_minutes between 30 and 1440),
  -- roles that decide, and roles that see everywhere, hold nothing before their second factor is set up
  second_factor boolean not null default true
);
insert into access_setting default values;

-- The sign-in tables are another schema's, made by a later file; nobody but the owner and sign-in itself reads them.
-- A session counts from the moment it exists (better-auth makes none before the second step is done) until it has run out, has not been used for too
-- long, or its user is banned. A one-time password opens nothing but the way to a password of one's own.
create function session_facts(out user_id text, out own_password boolean, out second_factor boolean)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  held text := nullif(current_setting('ansinh.token', true), '');
  s record;
begin
  if held is null then return; end if;
  select x."userId", u."oneTimeUntil", u."twoFactorEnabled" into s
  from {{auth}}.session x
  join {{auth}}."user" u on u.id = x."userId"
  cross join access_setting a
  where x.token = held and x."expiresAt" > clock_timestamp() and u.banned is not true
    and x."createdAt" > clock_timestamp() - make_interval(mins => a.session_minutes)
    and x."updatedAt" > clock_timestamp() - make_interval(mins => a.idle_minutes);
  if not found then return; end if;
  user_id := s."userId";
  own_password := s."oneTimeUntil" is null;
  second_factor := s."twoFactorEnabled" is true;
end $$;

-- For the server, before a request is handled: who presents this token, '' of a session that counts no more. Notes that the session is in use, at most
-- once a minute.
create function resolve_session(presented text) returns text
language plpgsql volatile security definer set search_path = {{schema}}, pg_temp as $$
declare
  found_user text;
begin
  perform set_config('ansinh.token', presented, true);
  select f.user_id into found_user from session_facts() f;
  if found_user is null then return ''; end if;
  update {{auth}}.session x set "updatedAt" = clock_timestamp()
  where x.token = presented and x."updatedAt" < clock_timestamp() - interval '1 minute';
  return found_user;
end $$;

-- The user of the transaction's session, or null.
create function session_user_id() returns text
language sql stable security definer set search_path = {{schema}}, pg_temp as $$ select f.user_id from session_facts() f $$;

-- The grants that count for the session's user now: none while his password is a one-time one, and none that asks for a second factor
-- he has not set up.
create function session_grants() returns table (role text, area text, sector text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  me record;
begin
  select * into me from session_facts();
  if me.user_id is null or not me.own_password then return; end if;
  return query
    select g.role, g.area, g.sector
    from user_grant g
    where g.user_id = me.user_id and g.revoked_at is null
      and (me.second_factor or not asks_second_factor(g.role, g.area));
end $$;

create function asks_second_factor(held_role text, held_area text) returns boolean
language sql stable security definer set search_path = {{schema}}, pg_temp as $$
  select a.second_factor and (held_area = '*' or coalesce((select r.decides from role r where r.role = held_role), true)) from access_setting a
$$;

-- What the session's user must do before all his grants count: 'password', 'second_factor'.
create function session_needs() returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  me record;
  needs text[] := '{}';
begin
  select * into me from session_facts();
  if me.user_id is null then return needs; end if;
  if not me.own_password then needs := needs || 'password'::text; end if;
  if not me.second_factor and exists (
    select 1 from user_grant g where g.user_id = me.user_id and g.revoked_at is null and asks_second_factor(g.role, g.area)
  ) then needs := needs || 'second_factor'::text; end if;
  return needs;
end $$;

-- Communes in which the session's user holds a permission; '*' is not among them, see may_everywhere.
create function may(wanted text) returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct g.area)
    from session_grants() g join role_permission p on p.role = g.role
    where g.area <> '*' and p.permission = wanted
  ), '{}');
end $$;

create function may_everywhere(wanted text) returns boolean
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return exists (
    select 1 from session_grants() g join role_permission p on p.role = g.role
    where g.area = '*' and p.permission = wanted
  );
end $$;

-- Pairs area/sector in which the session's user holds a permission, as 'area/sector' with '*' where a side is unbounded.
-- A row of commune c and sector s is allowed if one of c/s, c/*, */s, */* is among them.
create function may_pairs(wanted text) returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct g.area || '/' || g.sector)
    from session_grants() g join role_permission p on p.role = g.role
    where p.permission = wanted
  ), '{}');
end $$;

-- Sectors in which the permission is held anywhere; '*' = all.
create function may_sector(wanted text) returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct g.sector)
    from session_grants() g join role_permission p on p.role = g.role
    where p.permission = wanted
  ), '{}');
end $$;

-- Everything the session's user holds, for the server's own checks and for the page.
create function my_permissions() returns table (permission text, area text, sector text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return query
    select distinct p.permission, g.area, g.sector
    from session_grants() g join role_permission p on p.role = g.role;
end $$;

-- Whether the session's user may give or take back a role there: his own area and sector must cover it.
create function may_grant(wanted_area text, wanted_sector text) returns boolean
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return exists (
    select 1 from session_grants() g join role_permission p on p.role = g.role
    where p.permission = 'user.manage' and g.area in ('*', wanted_area) and g.sector in ('*', wanted_sector)
  );
end $$;

-- Whether the session's user may reset or shut out another: never himself, and only if all that the other holds lies within what he manages,
-- or else a commune's administrator could become a city officer by resetting his password.
create function may_manage_user(other text) returns boolean
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  me text := session_user_id();
begin
  if me is null or other = me then return false; end if;
  if may_grant('*', '*') then return true; end if;
  return cardinality(may_sector('user.manage')) > 0
    and (exists (select 1 from user_grant g where g.user_id = other and may_grant(g.area, g.sector))
      or exists (select 1 from {{auth}}."user" u where u.id = other and u."createdBy" = me))
    and not exists (
      select 1 from user_grant g where g.user_id = other and g.revoked_at is null and not may_grant(g.area, g.sector));
end $$;

-- Accounts that the session's user manages. The sign-in tables themselves are closed to the application.
create function managed_users() returns table (user_id text, username text, name text, banned boolean, second_factor boolean, one_time_until timestamptz, created_at timestamptz)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  everywhere boolean := may_grant('*', '*');
  me text := session_user_id();
begin
  if cardinality(may_sector('user.manage')) = 0 then return; end if;
  return query
    select u.id, u.username, u.name, u.banned is true, u."twoFactorEnabled" is true, u."oneTimeUntil", u."createdAt"
    from {{auth}}."user" u
    where everywhere or u."createdBy" = me
      or exists (select 1 from user_grant g where g.user_id = u.id and may_grant(g.area, g.sector));
end $$;

-- The account of the session's user, for himself.
create function my_account() returns table (user_id text, username text, name text, second_factor boolean, one_time_until timestamptz)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  me text := session_user_id();
begin
  return query
    select u.id, u.username, u.name, u."twoFactorEnabled" is true, u."oneTimeUntil" from {{auth}}."user" u where u.id = me;
end $$;

-- Names of officers beside what they did. For whoever holds anything at all.
create function user_names(ids text[]) returns table (user_id text, name text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  if not exists (select 1 from session_grants()) then return; end if;
  return query select u.id, u.name from {{auth}}."user" u where u.id = any (ids);
end $$;

revoke execute on function user_grant_only_ends(), session_facts(), resolve_session(text), session_user_id(), session_grants(), asks_second_factor(text, text), session_needs(),
  may(text), may_everywhere(text), may_pairs(text), may_sector(text), my_permissions(), may_grant(text, text), may_manage_user(text),
  managed_users(), my_account(), user_names(text[]) from public;
grant execute on function resolve_session(text), session_user_id(), session_needs(), may(text), may_everywhere(text), may_pairs(text), may_sector(text), my_permissions(),
  may_grant(text, text), may_manage_user(text), managed_users(), my_account(), user_names(text[]) to {{app}};

alter table role enable row level security; alter table role force row level security;
create policy owner_all on role for all to {{owner}} using (true) with check (true);
create policy app_read on role for select to {{app}} using ((select session_user_id()) is not null);
grant select on role to {{app}};

alter table access_setting enable row level security; alter table access_setting force row level security;
create policy owner_all on access_setting for all to {{owner}} using (true) with check (true);
create policy app_read on access_setting for select to {{app}} using (true);
create policy app_update on access_setting for update to {{app}} using ((select may_everywhere('settings.write'))) with check ((select may_everywhere('settings.write')));
grant select, update (idle_minutes, session_minutes, second_factor) on access_setting to {{app}};

alter table role_permission enable row level security; alter table role_permission force row level security;
create policy owner_all on role_permission for all to {{owner}} using (true) with check (true);
create policy app_read on role_permission for select to {{app}} using ((select session_user_id()) is not null);
grant select on role_permission to {{app}};

alter table user_grant enable row level security; alter table user_grant force row level security;
create policy owner_all on user_grant for all to {{owner}} using (true) with check (true);
create policy app_read on user_grant for select to {{app}} using (user_id = (select session_user_id()) or may_grant(area, sector));
-- Nobody gives a role to himself, and nobody gives beyond his own area and sector.
create policy app_insert on user_grant for insert to {{app}} with check (
  user_id <> (select session_user_id()) and granted_by = (select session_user_id()) and revoked_by is null and may_grant(area, sector));
create policy app_update on user_grant for update to {{app}}
  using (may_grant(area, sector))
  with check (user_id <> (select session_user_id()) and revoked_by = (select session_user_id()));
grant select, insert (user_id, role, area, sector, granted_by), update (revoked_by) on user_grant to {{app}};

alter table sector enable row level security; alter table sector force row level security;
create policy owner_all on sector for all to {{owner}} using (true) with check (true);
create policy app_read on sector for select to {{app}} using (true);
create policy worker_read on sector for select to {{worker}} using (true);
grant select on sector to {{app}}, {{worker}};

alter table benefit_sector enable row level security; alter table benefit_sector force row level security;
create policy owner_all on benefit_sector for all to {{owner}} using (true) with check (true);
create policy app_read on benefit_sector for select to {{app}} using ((select session_user_id()) is not null);
create policy app_write on benefit_sector for update to {{app}} using ((select may_everywhere('settings.write'))) with check ((select may_everywhere('settings.write')));
create policy app_insert on benefit_sector for insert to {{app}} with check ((select may_everywhere('settings.write')));
create policy worker_read on benefit_sector for select to {{worker}} using (true);
grant select, insert, update on benefit_sector to {{app}};
grant select on benefit_sector to {{worker}};

insert into sector (sector, name_vi, name_en) values
  ('poverty', 'Giảm nghèo (Nông nghiệp và Môi trường)', 'Poverty reduction (Agriculture and Environment)'),
  ('assistance', 'Trợ giúp xã hội (Y tế)', 'Social assistance (Health)'),
  ('labour', 'Việc làm, bảo hiểm, người có công (Nội vụ)', 'Work, insurance and merit (Home Affairs)'),
  ('training', 'Giáo dục nghề nghiệp (Giáo dục và Đào tạo)', 'Vocational training (Education and Training)');

insert into role (role, name_vi, name_en, decides) values
  ('surveyor', 'Điều tra viên', 'Surveyor', false),
  ('commune_officer', 'Cán bộ cấp xã', 'Commune officer', false),
  ('commune_chair', 'Lãnh đạo UBND cấp xã', 'Commune chair', true),
  ('city_officer', 'Chuyên viên cấp thành phố', 'City officer', false),
  ('city_approver', 'Lãnh đạo sở', 'City approver', true),
  ('legal_officer', 'Cán bộ pháp chế', 'Legal officer', false),
  ('legal_approver', 'Lãnh đạo pháp chế', 'Legal approver', true),
  ('inspector', 'Thanh tra, giám sát', 'Inspector', false),
  ('partner', 'Đơn vị phối hợp', 'Partner', false),
  ('administrator', 'Quản trị hệ thống', 'Administrator', true);

insert into role_permission (role, permission) values
  ('surveyor', 'household.read'),
  ('commune_officer', 'household.read'), ('commune_officer', 'household.write'), ('commune_officer', 'identity.read'), ('commune_officer', 'restricted.read'),
  ('commune_officer', 'import.run'), ('commune_officer', 'export.run'), ('commune_officer', 'outcome.read'), ('commune_officer', 'delivery.write'), ('commune_officer', 'area.choose'),
  ('commune_chair', 'household.read'), ('commune_chair', 'identity.read'), ('commune_chair', 'restricted.read'), ('commune_chair', 'outcome.read'), ('commune_chair', 'export.run'),
  ('city_officer', 'household.read'), ('city_officer', 'outcome.read'), ('city_officer', 'export.run'), ('city_officer', 'import.run'), ('city_officer', 'household.write'),
  ('city_officer', 'identity.read'), ('city_officer', 'restricted.read'), ('city_officer', 'determination.run'), ('city_officer', 'area.write'),
  ('city_approver', 'household.read'), ('city_approver', 'outcome.read'), ('city_approver', 'determination.run'),
  ('legal_officer', 'law.propose'), ('legal_approver', 'law.approve'),
  ('inspector', 'household.read'), ('inspector', 'outcome.read'), ('inspector', 'audit.read'),
  ('partner', 'outcome.read'),
  ('administrator', 'user.manage'), ('administrator', 'settings.write'), ('administrator', 'audit.read'), ('administrator', 'area.write');
