-- Texts of acts that the city has read: what a confirmation of a value rests on. Kept for ever and known by the hash of their content, which stands in the
-- text of the overlay and so in its own hash: nobody can put another paper under an approved value.
create table law_text (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  -- which act it is, in words
  name text not null check (name <> '' and length(name) <= 300),
  content_type text not null check (content_type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain; charset=utf-8')),
  bytes integer not null check (bytes = length(content)),
  content bytea not null check (length(content) between 1 and 10485760),
  added_by text not null,
  added_at timestamptz not null default clock_timestamp()
);
create trigger law_text_is_append_only before update or delete on law_text for each row execute function refuse_change();
alter table law_text enable row level security;
alter table law_text force row level security;
create policy owner_all on law_text for all to {{owner}} using (true) with check (true);
-- acts are public; the paper is read by whoever works here
create policy app_read on law_text for select to {{app}} using ((select session_user_id()) is not null);
create policy app_insert on law_text for insert to {{app}} with check (
  (select may_everywhere('law.propose')) and added_by = (select session_user_id()));
grant select, insert on law_text to {{app}};
