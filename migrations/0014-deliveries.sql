-- What the law owes and what has arrived. An obligation is (subject, benefit, month, adjustment): made at the first entry about a granted outcome.
-- Nobody but delivery_enter writes here, so that no more can be delivered than is owed, whoever asks.

create table obligation (
  household_id text collate "C" not null,
  -- '' where the household itself is the subject
  person_id text collate "C" not null,
  benefit text collate "C" not null,
  month date not null check (extract(day from month) = 1),
  -- 0: what the month's run granted; 1, 2 …: arrears that were decided for it later
  adjustment integer not null default 0 check (adjustment >= 0),
  commune_code text collate "C" not null,
  sector text not null,
  -- the run of the month that granted it
  run_id integer not null references determination_run,
  is_money boolean not null,
  -- whole đồng; null for what is not money, and for money whose exact amount the law or a fact leaves open: then nothing can be delivered yet
  owed bigint check (owed >= 0),
  -- whole đồng; of what is not money 1 when it was handed over
  delivered bigint not null default 0,
  state text not null check (state in ('never_applied', 'pending', 'approved', 'unpaid', 'delivered', 'returned')),
  entries integer not null default 0,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (household_id, person_id, benefit, month, adjustment),
  constraint delivered_within_obligation check (delivered between 0 and case when is_money then coalesce(owed, 0) else 1 end)
);
create index obligation_by_commune on obligation (commune_code, month);

create table delivery_entry (
  household_id text collate "C" not null,
  person_id text collate "C" not null,
  benefit text collate "C" not null,
  month date not null,
  adjustment integer not null,
  entry integer not null check (entry > 0),
  commune_code text collate "C" not null,
  sector text not null,
  state text not null,
  -- what was delivered (or came back) by this entry; null for entries that only say how far it is
  amount bigint check (amount > 0),
  on_day date not null,
  -- number of a paper, a roll, a reason; nothing personal
  reference text check (length(reference) <= 200),
  entered_by text not null,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (household_id, person_id, benefit, month, adjustment, entry)
);
create trigger delivery_entry_is_append_only before update or delete on delivery_entry for each row execute function refuse_change();
create trigger delivery_entry_is_kept before truncate on delivery_entry for each statement execute function refuse_change();

-- The latest finished part of a month's run for each commune: what is owed for the month.
create function month_parts(of_month date) returns table (run_id integer, commune_code text)
language sql stable set search_path = {{schema}}, pg_temp as $$
  select distinct on (p.commune_code) p.run_id, p.commune_code
  from determination_part p join determination_run r using (run_id)
  where r.kind = 'month' and r.month = of_month and p.state = 'done'
  order by p.commune_code, p.run_id desc
$$;

-- Enters by hand how far a granted right is: never_applied, pending, approved, unpaid say so; delivered and returned move an amount (of what is not
-- money: nothing, it is one). Errors: P0002 nothing granted; 42501 no right; 23514 delivered_within_obligation; 22023 amount missing or not wanted.
create function delivery_enter(of_month date, of_household text, of_person text, of_benefit text, new_state text, moved bigint, day date, words text)
returns obligation
language plpgsql security definer set search_path = {{schema}}, pg_temp as $$
declare
  who text := session_user_id();
  pairs text[] := may_pairs('delivery.write');
  o record;
  held obligation;
  moves constant boolean := new_state in ('delivered', 'returned');
begin
  if new_state <> all (array['never_applied', 'pending', 'approved', 'unpaid', 'delivered', 'returned']) then
    raise exception 'no such state of a delivery' using errcode = '22023', constraint = 'delivery_state';
  end if;
  select x.run_id, x.commune_code, x.sector, x.amount, x.amount_open, b.per into o
  from month_parts(of_month) p
    join standing_outcome s on s.run_id = p.run_id and s.household_id = of_household and s.commune_code = p.commune_code
    join outcome x on x.run_id = p.run_id and x.commune_code = p.commune_code and x.household_id = of_household
      and x.person_id = of_person and x.benefit = of_benefit and x.outcome = 'granted'
    join determination_benefit b on b.run_id = x.run_id and b.benefit = x.benefit
  order by x.run_id desc limit 1;
  if who is null or not coalesce(pairs && array['*/*', o.commune_code || '/*', '*/' || o.sector, o.commune_code || '/' || o.sector], false) then
    -- who may not write learns nothing of what is there
    raise exception 'no right to enter deliveries here, or nothing was granted' using errcode = case when who is null or cardinality(pairs) = 0 then '42501' else 'P0002' end;
  end if;
  insert into obligation (household_id, person_id, benefit, month, commune_code, sector, run_id, is_money, owed, state)
    values (of_household, of_person, of_benefit, of_month, o.commune_code, o.sector, o.run_id, o.amount is not null or o.amount_open, o.amount, 'never_applied')
    on conflict do nothing;
  select * into held from obligation g
    where g.household_id = of_household and g.person_id = of_person and g.benefit = of_benefit and g.month = of_month and g.adjustment = 0 for update;
  if moves and held.is_money and (moved is null or moved <= 0) or (not moves or not held.is_money) and moved is not null then
    raise exception 'an amount goes with money that is delivered or comes back, and with nothing else' using errcode = '22023', constraint = 'delivery_amount';
  end if;
  if new_state = 'delivered' and o.per = 'once' and exists (
    select from obligation g where g.household_id = of_household and g.person_id = of_person and g.benefit = of_benefit and g.month <> of_month and g.delivered > 0
  ) then
    raise exception 'what is given once was delivered for another month' using errcode = '23514', constraint = 'delivered_once';
  end if;
  update obligation g set
    run_id = o.run_id, owed = o.amount, is_money = o.amount is not null or o.amount_open, commune_code = o.commune_code, sector = o.sector,
    delivered = g.delivered + case new_state when 'delivered' then coalesce(moved, 1) when 'returned' then -coalesce(moved, 1) else 0 end,
    state = case
      when new_state = 'delivered' and g.is_money and g.delivered + coalesce(moved, 0) < o.amount then 'unpaid'
      else new_state end,
    entries = g.entries + 1, changed_at = clock_timestamp()
    where g.household_id = of_household and g.person_id = of_person and g.benefit = of_benefit and g.month = of_month and g.adjustment = 0
    returning * into held;
  insert into delivery_entry (household_id, person_id, benefit, month, adjustment, entry, commune_code, sector, state, amount, on_day, reference, entered_by)
    values (of_household, of_person, of_benefit, of_month, 0, held.entries, held.commune_code, held.sector, new_state, moved, day, words, who);
  return held;
end $$;
revoke execute on function month_parts(date), delivery_enter(date, text, text, text, text, bigint, date, text) from public;
grant execute on function month_parts(date) to {{app}}, {{worker}}, {{owner}};
grant execute on function delivery_enter(date, text, text, text, text, bigint, date, text) to {{app}};

do $$
declare t text;
begin
  foreach t in array array['obligation', 'delivery_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I for all to {{owner}} using (true) with check (true)', t);
    execute format('create policy app_read on %I for select to {{app}} using ((select ''*/*'' = any (may_pairs(''delivery.read'')))
      or commune_code = any ((select may_communes(''delivery.read''))::text[]) or sector = any ((select may_sectors_everywhere(''delivery.read''))::text[])
      or commune_code || ''/'' || sector = any ((select may_pairs(''delivery.read''))::text[]))', t);
    execute format('grant select on %I to {{app}}', t);
  end loop;
end $$;

insert into role_permission (role, permission) values
  ('commune_officer', 'delivery.read'), ('commune_chair', 'delivery.read'), ('city_officer', 'delivery.read'), ('city_officer', 'delivery.write'),
  ('city_approver', 'delivery.read'), ('inspector', 'delivery.read'), ('partner', 'delivery.read');
