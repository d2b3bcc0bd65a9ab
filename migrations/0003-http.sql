-- Answers to writes that carried an Idempotency-Key, so that sending one again after a broken connection writes nothing twice. The row is
-- written in the transaction of the write itself. Kept for seven days, then swept by the owner.
create table idempotency_key (
  user_id text not null,
  key text not null check (char_length(key) between 8 and 200),
  route text not null,
  request_hash text not null,
  status smallint not null check (status between 200 and 299),
  headers jsonb not null,
  response text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);

alter table idempotency_key enable row level security; alter table idempotency_key force row level security;
create policy owner_all on idempotency_key for all to {{owner}} using (true) with check (true);
create policy app_read on idempotency_key for select to {{app}} using (user_id = (select session_user_id()));
create policy app_insert on idempotency_key for insert to {{app}} with check (user_id = (select session_user_id()));
grant select, insert on idempotency_key to {{app}};
