-- Two files of one person: how strongly a pair speaks for it, and what the communes on both sides say to it.

alter table duplicate_candidate
  -- tenths of a power of ten: 93 = by chance one pair of people in 10^9.3 looks so much alike; see city/duplicates/signs.ts
  add column strength smallint not null default 0 check (strength between 0 and 999);
create index duplicate_candidate_by_b on duplicate_candidate (person_b);
create index duplicate_candidate_by_event on duplicate_candidate (event_id) where event_id is not null;
create index duplicate_candidate_strongest on duplicate_candidate (state, strength desc, candidate_id);

-- A pair is closed by whoever may write on both sides. One side alone says its word, see below.
drop policy app_update on duplicate_candidate;
create policy app_update on duplicate_candidate for update to {{app}} using (
  (select may_everywhere('household.write'))
  or (commune_a = any ((select may('household.write'))::text[]) and commune_b = any ((select may('household.write'))::text[])));

-- What one side says while the other side is another commune's. Two that agree close the pair.
create table duplicate_verdict (
  candidate_id uuid not null references duplicate_candidate on delete cascade,
  side text not null check (side in ('a', 'b')),
  -- of this side and of the other one
  commune_code text collate "C" not null,
  other_commune text collate "C" not null,
  verdict text not null check (verdict in ('same', 'different')),
  -- whose file stays; and whether it is given what only the other file knows
  keep text check (keep in ('a', 'b')),
  fill_gaps boolean not null default false,
  -- how the household that loses a member goes on, said by its own side: who is head now (relation to the head by person), or that it ends
  relations jsonb not null default '{}' check (jsonb_typeof(relations) = 'object'),
  dissolves boolean not null default false,
  said_by text not null,
  said_at timestamptz not null default clock_timestamp(),
  primary key (candidate_id, side),
  check ((verdict = 'same') = (keep is not null)),
  check (commune_code <> other_commune)
);

-- A side speaks for its own commune, about a pair that is open.
create function duplicate_verdict_place() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  if not exists (
    select 1 from duplicate_candidate d
    where d.candidate_id = new.candidate_id and d.state = 'open'
      and (new.commune_code, new.other_commune)
        = (case new.side when 'a' then d.commune_a else d.commune_b end, case new.side when 'a' then d.commune_b else d.commune_a end)
    for update
  ) then
    raise exception 'no such open pair' using errcode = 'foreign_key_violation', constraint = 'duplicate_verdict_place';
  end if;
  return new;
end $$;
revoke execute on function duplicate_verdict_place() from public;
create trigger duplicate_verdict_place before insert or update on duplicate_verdict for each row execute function duplicate_verdict_place();

-- A person who moves takes the pair along: the new commune sees it at once, and is asked anew.
create function duplicates_follow_person() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  delete from duplicate_verdict v using duplicate_candidate d
    where d.candidate_id = v.candidate_id and new.person_id in (d.person_a, d.person_b);
  update duplicate_candidate d set commune_a = new.commune_code where d.person_a = new.person_id;
  update duplicate_candidate d set commune_b = new.commune_code where d.person_b = new.person_id;
  return null;
end $$;
revoke execute on function duplicates_follow_person() from public;
create trigger duplicates_follow_person after update of commune_code on person
  for each row when (old.commune_code <> new.commune_code) execute function duplicates_follow_person();

-- A merge that a chain says never happened leaves the pair open again, whoever undid it.
create function duplicate_merge_undone() returns trigger
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
begin
  delete from duplicate_verdict v using duplicate_candidate d
    where d.candidate_id = v.candidate_id and d.event_id = (new.payload::jsonb ->> 'undoes')::uuid;
  update duplicate_candidate d set state = 'open', event_id = null, decided_by = null, decided_at = null
    where d.state = 'merged' and d.event_id = (new.payload::jsonb ->> 'undoes')::uuid;
  return null;
end $$;
revoke execute on function duplicate_merge_undone() from public;
create trigger duplicate_merge_undone after insert on action for each row when (new.kind = 'person_merge_undone') execute function duplicate_merge_undone();

-- Do two numbers differ in one digit, or in two neighbours that changed places?
create function near_number(a text, b text) returns boolean
language sql immutable strict parallel safe
return length(a) = length(b) and a <> b and (
  (select count(*) = 1 from generate_series(1, length(a)) i where substr(a, i, 1) <> substr(b, i, 1))
  or exists (select 1 from generate_series(1, length(a) - 1) i
             where overlay(a placing substr(a, i + 1, 1) || substr(a, i, 1) from i for 2) = b)
);

alter table duplicate_verdict enable row level security; alter table duplicate_verdict force row level security;
create policy owner_all on duplicate_verdict for all to {{owner}} using (true) with check (true);
create policy app_read on duplicate_verdict for select to {{app}} using (
  (select may_everywhere('household.read')) or commune_code = any ((select may('household.read'))::text[]) or other_commune = any ((select may('household.read'))::text[]));
create policy app_insert on duplicate_verdict for insert to {{app}} with check (
  said_by = (select session_user_id())
  and ((select may_everywhere('household.write')) or commune_code = any ((select may('household.write'))::text[])));
create policy app_update on duplicate_verdict for update to {{app}}
  using ((select may_everywhere('household.write')) or commune_code = any ((select may('household.write'))::text[]))
  with check (said_by = (select session_user_id()));
create policy app_delete on duplicate_verdict for delete to {{app}} using (
  (select may_everywhere('household.write')) or commune_code = any ((select may('household.write'))::text[]));
grant select, insert, update (verdict, keep, fill_gaps, relations, dissolves, said_by, said_at), delete on duplicate_verdict to {{app}};

-- When the registry was last looked through says nothing of anybody.
create policy app_read on duplicate_search for select to {{app}} using ((select session_user_id()) is not null);
grant select on duplicate_search to {{app}};

insert into role_permission (role, permission) values ('city_officer', 'duplicate.search');
