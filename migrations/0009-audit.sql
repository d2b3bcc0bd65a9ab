-- The audit log: who read which personal file and who changed what, one hash chain per area. Nobody but audit_append writes it; it is chained at the
-- end of the transaction, so that readers of one commune wait for each other's commit only.

-- area: code of a commune, 'city' for what concerns the whole of it, 'system' for sign-in, roles, settings, the machine.
create table audit_entry (
  area text collate "C" not null check (area ~ '^([0-9]{5}|city|system)$'),
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  -- a user's id, or 'system:' and a database role for what no person did
  actor text not null,
  action text not null check (action ~ '^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$'),
  object_kind text not null check (object_kind ~ '^[a-z][a-z0-9_]*$'),
  object_id text not null check (length(object_id) <= 200 and object_id !~ '[[:cntrl:]]'),
  -- JSON object, without personal data and without what was searched for
  detail text not null check (length(detail) <= 4000),
  prev_hash bytea not null check (length(prev_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (area, seq)
);
create index audit_entry_by_object on audit_entry (object_kind, object_id, at);
create index audit_entry_by_actor on audit_entry (actor, at);
create trigger audit_entry_is_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_is_never_emptied before truncate on audit_entry for each statement execute function refuse_change();

-- The last entry of each chain. A log that lost its tail disagrees with it.
create table audit_head (
  area text collate "C" primary key,
  seq bigint not null,
  hash bytea not null check (length(hash) = 32)
);

-- Entries of transactions that have not ended yet.
create table audit_pending (
  xid bigint not null,
  n bigint generated always as identity,
  area text collate "C" not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  detail text not null,
  primary key (xid, n)
);

-- What the hash covers. The verifier makes the same bytes: each part with its length before it, so that no two entries share them.
create function audit_digest(prev bytea, variadic parts text[]) returns bytea
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select sha256(prev || convert_to(string_agg(octet_length(p) || ':' || p, '' order by i), 'UTF8'))
  from unnest(parts) with ordinality as x(p, i)
$$;

create function audit_instant(at timestamptz) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- Runs when the transaction commits: takes the heads of its areas, always in the same order, and chains all entries at once.
create function audit_chain() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
declare
  mine bigint := pg_current_xact_id()::text::bigint;
  areas text[];
  e record;
  h record;
  chained bytea;
begin
  select array_agg(distinct p.area) into areas from audit_pending p where p.xid = mine;
  if areas is null then return null; end if;
  insert into audit_head (area, seq, hash)
    select a, 0, decode(repeat('00', 32), 'hex') from unnest(areas) a order by a on conflict do nothing;
  for h in select k.area, k.seq, k.hash from audit_head k where k.area = any (areas) order by k.area for update loop
    for e in select * from audit_pending p where p.xid = mine and p.area = h.area order by p.n loop
      h.seq := h.seq + 1;
      chained := audit_digest(h.hash, e.area, h.seq::text, audit_instant(e.at), e.actor, e.action, e.object_kind, e.object_id, e.detail);
      insert into audit_entry (area, seq, at, actor, action, object_kind, object_id, detail, prev_hash, hash)
        values (e.area, h.seq, e.at, e.actor, e.action, e.object_kind, e.object_id, e.detail, h.hash, chained);
      h.hash := chained;
    end loop;
    update audit_head k set seq = h.seq, hash = h.hash where k.area = h.area;
  end loop;
  delete from audit_pending p where p.xid = mine;
  return null;
end $$;
create constraint trigger audit_chain after insert on audit_pending deferrable initially deferred for each row execute function audit_chain();

create function audit_keep(by_whom text, area text, action text, object_kind text, object_id text, detail jsonb) returns void
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  if jsonb_typeof(detail) is distinct from 'object' then raise exception 'the detail of an audit entry is a JSON object' using errcode = '22023'; end if;
  insert into audit_pending (xid, area, at, actor, action, object_kind, object_id, detail)
    values (pg_current_xact_id()::text::bigint, area, clock_timestamp(), by_whom, action, object_kind, object_id, detail::text);
end $$;

-- Who acts is not for the caller to say: the user of the session, or for roles without sessions the role that is signed in to the database.
create function audit_append(area text, action text, object_kind text, object_id text, detail jsonb) returns void
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
declare
  whom text := session_user_id();
begin
  if whom is null then
    if session_user = (select rolname from pg_roles where oid = '{{app}}'::regrole) then
      raise exception 'no session, so nobody to write into the audit log' using errcode = '42501';
    end if;
    whom := 'system:' || session_user;
  end if;
  perform audit_keep(whom, area, action, object_kind, object_id, detail);
end $$;

-- What happens at the door, before there is a session. Only these actions, only in the chain of the system.
create function audit_at_the_door(action text, who text, detail jsonb) returns void
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  if action <> all (array['sign_in.done', 'sign_in.failed', 'sign_in.password_accepted', 'sign_in.ended']) then
    raise exception 'not an action of the door: %', action using errcode = '42501';
  end if;
  perform audit_keep(case when who = '' then 'system:unknown' else who end, 'system', action, 'user', who, detail);
end $$;

revoke execute on function audit_digest(bytea, text[]), audit_instant(timestamptz), audit_chain(), audit_keep(text, text, text, text, text, jsonb),
  audit_append(text, text, text, text, jsonb), audit_at_the_door(text, text, jsonb) from public;
grant execute on function audit_append(text, text, text, text, jsonb) to {{app}}, {{worker}};
grant execute on function audit_at_the_door(text, text, jsonb) to {{app}};
grant execute on function audit_digest(bytea, text[]), audit_instant(timestamptz) to {{app}};

alter table audit_entry enable row level security; alter table audit_entry force row level security;
create policy owner_all on audit_entry for all to {{owner}} using (true) with check (true);
create policy app_read on audit_entry for select to {{app}} using ((select may_everywhere('audit.read')) or area = any ((select may('audit.read'))::text[]));
grant select on audit_entry to {{app}};

alter table audit_head enable row level security; alter table audit_head force row level security;
create policy owner_all on audit_head for all to {{owner}} using (true) with check (true);
create policy app_read on audit_head for select to {{app}} using ((select may_everywhere('audit.read')) or area = any ((select may('audit.read'))::text[]));
grant select on audit_head to {{app}};

alter table audit_pending enable row level security; alter table audit_pending force row level security;
create policy owner_all on audit_pending for all to {{owner}} using (true) with check (true);
