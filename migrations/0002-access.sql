-- Who may do what: roles hold permissions, people hold roles in an area and a sector. Row-level security asks the functions below, which
-- know the caller only by the random session token that the transaction carries. Nothing set, forged or expired: nobody.

create table role_permission (
  role text not null,
  permission text not null,
  primary key (role, permission)
);

-- area: '*' or the code of a commune (units since 2025-07-01). sector: '*' or one of table sector.
create table user_grant (
  grant_id uuid primary key default gen_random_uuid(),
  user_id text not null,
  role text not null,
  area text not null check (area = '*' or area ~ '^[0-9]{5}$'),
  sector text not null default '*',
  granted_by text not null,
  granted_at timestamptz not null default clock_timestamp(),
  revoked_by text,
  revoked_at timestamptz,
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index user_grant_in_force on user_grant (user_id, role, area, sector) where revoked_at is null;

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

-- The user of the transaction's session, or null. A session counts while it has not expired, its user is not banned, and the second step
-- of sign-in is done (no session exists before it).
create function session_user_id() returns text
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  held text := nullif(current_setting('ansinh.token', true), '');
  found text;
begin
  if held is null then return null; end if;
  select s."userId" into found
  from {{auth}}.session s join {{auth}}."user" u on u.id = s."userId"
  where s.token = held and s."expiresAt" > clock_timestamp() and u.banned is not true;
  return found;
end $$;

-- Communes in which the session's user holds a permission; '*' is not among them, see may_everywhere.
create function may(wanted text) returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct g.area)
    from user_grant g join role_permission p on p.role = g.role
    where g.user_id = session_user_id() and g.revoked_at is null and g.area <> '*' and p.permission = wanted
  ), '{}');
end $$;

create function may_everywhere(wanted text) returns boolean
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return exists (
    select 1 from user_grant g join role_permission p on p.role = g.role
    where g.user_id = session_user_id() and g.revoked_at is null and g.area = '*' and p.permission = wanted
  );
end $$;

-- Pairs area/sector in which the session's user holds a permission, as 'area/sector' with '*' where a side is unbounded.
-- A row of commune c and sector s is allowed if one of c/s, c/*, */s, */* is among them.
create function may_pairs(wanted text) returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct g.area || '/' || g.sector)
    from user_grant g join role_permission p on p.role = g.role
    where g.user_id = session_user_id() and g.revoked_at is null and p.permission = wanted
  ), '{}');
end $$;

-- Sectors in which the permission is held anywhere; '*' = all.
create function may_sector(wanted text) returns text[]
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return coalesce((
    select array_agg(distinct g.sector)
    from user_grant g join role_permission p on p.role = g.role
    where g.user_id = session_user_id() and g.revoked_at is null and p.permission = wanted
  ), '{}');
end $$;

-- Everything the session's user holds, for the server's own checks and for the page.
create function my_permissions() returns table (permission text, area text, sector text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
begin
  return query
    select distinct p.permission, g.area, g.sector
    from user_grant g join role_permission p on p.role = g.role
    where g.user_id = session_user_id() and g.revoked_at is null;
end $$;

revoke execute on function session_user_id(), may(text), may_everywhere(text), may_pairs(text), may_sector(text), my_permissions() from public;
grant execute on function session_user_id(), may(text), may_everywhere(text), may_pairs(text), may_sector(text), my_permissions() to {{app}}, {{owner}};

alter table role_permission enable row level security; alter table role_permission force row level security;
create policy owner_all on role_permission for all to {{owner}} using (true) with check (true);
create policy app_read on role_permission for select to {{app}} using ((select session_user_id()) is not null);
grant select on role_permission to {{app}};

alter table user_grant enable row level security; alter table user_grant force row level security;
create policy owner_all on user_grant for all to {{owner}} using (true) with check (true);
create policy app_read on user_grant for select to {{app}} using (
  user_id = (select session_user_id())
  or (select may_everywhere('user.manage')) or area = any ((select may('user.manage'))::text[]));
-- Nobody gives a role to himself, and nobody gives beyond his own area.
create policy app_insert on user_grant for insert to {{app}} with check (
  user_id <> (select session_user_id()) and granted_by = (select session_user_id())
  and ((select may_everywhere('user.manage')) or area = any ((select may('user.manage'))::text[])));
create policy app_update on user_grant for update to {{app}}
  using ((select may_everywhere('user.manage')) or area = any ((select may('user.manage'))::text[]))
  with check (user_id <> (select session_user_id()) and revoked_by = (select session_user_id()));
grant select, insert, update (revoked_by, revoked_at) on user_grant to {{app}};

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
