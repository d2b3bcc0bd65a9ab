-- Rights of a person over what is kept about him: a copy of it, and erasure, which one person proposes and another one approves.

insert into role_permission (role, permission) values
  ('commune_officer', 'privacy.copy'), ('city_officer', 'privacy.copy'),
  ('commune_officer', 'privacy.erase'), ('commune_chair', 'privacy.erase'), ('city_officer', 'privacy.erase'), ('city_approver', 'privacy.erase');

-- For how long what somebody was given must stay accountable. One row.
create table privacy_setting (
  only_row boolean primary key default true check (only_row),
  -- months after the last month with a right or a payment in which the person is not erased
  keep_months integer not null default 120 check (keep_months between 0 and 1200),
  source text not null default 'Luật Kế toán 88/2015/QH13, Điều 41 khoản 5: chứng từ kế toán sử dụng trực tiếp để ghi sổ lưu trữ ít nhất 10 năm'
    check (length(source) between 3 and 500),
  mark text not null default 'unconfirmed' check (mark in ('confirmed', 'reported', 'unconfirmed', 'missing')),
  set_by text,
  set_at timestamptz
);
insert into privacy_setting default values;

create table erasure_request (
  request_id uuid primary key default gen_random_uuid(),
  person_id text collate "C" not null,
  commune_code text collate "C" not null check (commune_code ~ '^[0-9]{5}$'),
  -- asked: the person asks. purpose_done: the data serve nothing any more. ordered: a competent body decided. mistake: the file should never have been
  ground text not null check (ground in ('asked', 'purpose_done', 'ordered', 'mistake')),
  -- number and date of the paper that asks for it; no name
  reference text not null check (length(reference) between 1 and 60),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'done', 'refused', 'withdrawn')),
  proposed_by text not null,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by text,
  decided_at timestamptz,
  -- of the actions that say so on the chains
  event_id uuid,
  done_at timestamptz,
  constraint erasure_needs_two_people check ((state = 'withdrawn') = coalesce(decided_by = proposed_by, false)),
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((state = 'done') = (done_at is not null) and (done_at is null) = (event_id is null))
);
create unique index erasure_request_once on erasure_request (person_id) where state in ('proposed', 'approved');
create index erasure_request_by_commune on erasure_request (commune_code, state, proposed_at);

-- It is about a person of that commune.
create function erasure_request_place() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  if not exists (select 1 from person p where p.person_id = new.person_id and p.commune_code = new.commune_code) then
    raise exception 'no such person in the commune' using errcode = 'foreign_key_violation', constraint = 'erasure_request_place';
  end if;
  return new;
end $$;
revoke execute on function erasure_request_place() from public;
create trigger erasure_request_place before insert on erasure_request for each row execute function erasure_request_place();

-- What was proposed stays as it was and is decided once; what is approved is carried out by the owner of the tables only.
create function erasure_request_stays() returns trigger language plpgsql set search_path = {{schema}}, pg_temp as $$
begin
  if (new.request_id, new.person_id, new.commune_code, new.ground, new.reference, new.proposed_by, new.proposed_at)
       is distinct from (old.request_id, old.person_id, old.commune_code, old.ground, old.reference, old.proposed_by, old.proposed_at)
     or not ((old.state = 'proposed' and new.state in ('approved', 'refused', 'withdrawn'))
       or (old.state = 'approved' and new.state = 'done' and (new.decided_by, new.decided_at) = (old.decided_by, old.decided_at))) then
    raise exception 'a request is decided once, nothing else of it changes' using errcode = 'restrict_violation', constraint = 'erasure_request_stays';
  end if;
  return new;
end $$;
create trigger erasure_request_stays before update on erasure_request for each row execute function erasure_request_stays();
create trigger erasure_request_is_kept before delete on erasure_request for each row execute function refuse_change();

-- Who looked at a person's file, or at that of a household while the person was in it, and who changed them: for the person's copy. The log itself is the inspector's;
-- this gives the entries about one person of a commune in which the caller makes copies, of the areas in which he does.
create function audit_of_person(person text) returns table (at timestamptz, actor text, area text, action text, object_kind text, object_id text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  everywhere boolean := may_everywhere('privacy.copy');
  mine text[] := may('privacy.copy');
begin
  if not exists (select 1 from person p where p.person_id = person and (everywhere or p.commune_code = any (mine))) then return; end if;
  return query
    with stay as (
      select p.household_id, p.joined_on, p.left_on from person p where p.person_id = person
      union all select m.household_id, m.joined_on, m.left_on from membership_past m where m.person_id = person
    ), object as (
      select 'person' as kind, person as id, null::date as since, null::date as until
      union all select 'household', s.household_id, s.joined_on, s.left_on from stay s
      union all select 'review_case', c.case_id::text, s.joined_on, s.left_on from stay s join review_case c on c.household_id = s.household_id
      union all select 'duplicate', d.candidate_id::text, null, null from duplicate_candidate d where person in (d.person_a, d.person_b)
    )
    select distinct e.at, e.actor, e.area, e.action, e.object_kind, e.object_id
    from object o join audit_entry e on e.object_kind = o.kind and e.object_id = o.id
    where (o.since is null or e.at >= o.since) and (o.until is null or e.at < o.until + 1) and (everywhere or e.area = any (mine))
    order by e.at, e.area, e.action;
end $$;
revoke execute on function audit_of_person(text) from public;
grant execute on function audit_of_person(text) to {{app}};

alter table privacy_setting enable row level security; alter table privacy_setting force row level security;
create policy owner_all on privacy_setting for all to {{owner}} using (true) with check (true);
create policy app_read on privacy_setting for select to {{app}} using ((select session_user_id()) is not null);
create policy app_update on privacy_setting for update to {{app}}
  using ((select may_everywhere('settings.write'))) with check ((select may_everywhere('settings.write')) and set_by = (select session_user_id()));
grant select, update (keep_months, source, mark, set_by, set_at) on privacy_setting to {{app}};

alter table erasure_request enable row level security; alter table erasure_request force row level security;
create policy owner_all on erasure_request for all to {{owner}} using (true) with check (true);
create policy app_read on erasure_request for select to {{app}} using (
  (select may_everywhere('privacy.erase')) or commune_code = any ((select may('privacy.erase'))::text[]));
create policy app_insert on erasure_request for insert to {{app}} with check (
  proposed_by = (select session_user_id()) and state = 'proposed'
  and ((select may_everywhere('privacy.erase')) or commune_code = any ((select may('privacy.erase'))::text[])));
create policy app_decide on erasure_request for update to {{app}}
  using (state = 'proposed' and ((select may_everywhere('privacy.erase')) or commune_code = any ((select may('privacy.erase'))::text[])))
  with check (state in ('approved', 'refused', 'withdrawn') and decided_by = (select session_user_id()));
grant select, insert (person_id, commune_code, ground, reference, proposed_by), update (state, decided_by, decided_at) on erasure_request to {{app}};
