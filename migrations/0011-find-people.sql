-- A search by name. Row-level security keeps an index from serving operators that might leak, so the search restricts itself: to the communes
-- that the caller may read, and of these to the wanted ones (null: all). `key` is name_key() of what was typed; its last word may be the beginning
-- of one. Each call answers one stage of the search, from after the given row on:
--   prefix_marked   names that begin with what was typed, with its marks (`marked`: the typed text in lower case)
--   prefix          names that begin with what was typed; without those of prefix_marked if `marked` is given
--   scan            names that have the words in another order, found by reading on in the index for `reach` rows: quick where there are many.
--                   A row without a person says where the reading stopped
--   words           the same by the index of words: quick where there are few. At most 5,000 are looked at
-- Prefixes and words come in the order of the alphabet, a scan by commune and then so.
create function find_people(
  stage text, key text, marked text, wanted text[], page integer, reach integer,
  after_commune text, after_key text, after_name text, after_id text
) returns table (person_id text, household_id text, commune_code text, name_key text, full_name text)
language plpgsql stable security definer set search_path = {{schema}}, pg_temp as $$
declare
  everywhere boolean := may_everywhere('household.read');
  mine text[] := may('household.read');
  scope text[] := wanted;
  words text[] := string_to_array(ltrim(key), ' ');
  last_word text := words[cardinality(words)];
  among text;
  tests text;
  stretch text;
  asked text;
  found_rows integer;
begin
  if key is null or key !~ '^ [^ ]' then return; end if;
  if not everywhere then
    scope := case when wanted is null then mine else array(select unnest(wanted) intersect select unnest(mine)) end;
  end if;
  if cardinality(scope) = 0 then return; end if;
  -- one commune is asked for as such: only then does its index also give the order
  among := case when scope is null then '' when cardinality(scope) = 1 then ' and p.commune_code = ($1)[1]' else ' and p.commune_code = any ($1)' end;

  if stage in ('prefix_marked', 'prefix') then
    return query execute
      'select p.person_id, p.household_id, p.commune_code, p.name_key, p.full_name from person p
       where p.name_key >= $2 and p.name_key < $2 || chr(1114111) and p.state <> ''merged'''
      || case when stage = 'prefix_marked' then ' and starts_with(lower(p.full_name), $3)'
              when marked is not null then ' and not starts_with(lower(p.full_name), $3)' else '' end
      || case when after_id is not null then ' and (p.name_key, p.full_name, p.person_id) > ($4, $5, $6)' else '' end
      || among || ' order by p.name_key, p.full_name, p.person_id limit $7'
      using scope, key, marked, after_key, after_name, after_id, page;
    return;
  end if;

  if exists (select 1 from unnest(words[:cardinality(words) - 1]) as x (word) where not exists (select 1 from name_word n where n.word = x.word))
     or not exists (select 1 from name_word n where n.word >= last_word and n.word < last_word || chr(1114111)) then
    return;
  end if;

  select 'not starts_with(s.name_key, ' || quote_literal(key) || ')' || string_agg(
    case when i = cardinality(words) then format(' and s.name_key like %L', '% ' || plain || '%')
         else format(' and s.name_key || '' '' like %L', '% ' || plain || ' %') end, '' order by i)
  into tests
  from (select i, regexp_replace(word, '([\\%_])', '\\\1', 'g') as plain from unnest(words) with ordinality as x (word, i)) as w;

  if stage = 'scan' then
    stretch := 'select p.commune_code, p.name_key, p.full_name, p.person_id from person p where true' || among
      || case when after_id is not null then ' and (p.commune_code, p.name_key, p.full_name, p.person_id) > ($2, $3, $4, $5)' else '' end
      || ' order by p.commune_code, p.name_key, p.full_name, p.person_id';
    return query execute
      'select p.person_id, p.household_id, p.commune_code, p.name_key, p.full_name
       from (select * from (' || stretch || ' limit $6) s where ' || tests || ' limit $7) h join person p using (person_id)
       where p.state <> ''merged'' order by h.commune_code, h.name_key, h.full_name, h.person_id'
      using scope, after_commune, after_key, after_name, after_id, reach, page;
    get diagnostics found_rows = row_count;
    if found_rows < page then
      return query execute 'select null::text, null::text, s.commune_code, s.name_key, s.full_name from (' || stretch || ' offset $6 - 1 limit 1) s'
        using scope, after_commune, after_key, after_name, after_id, reach;
    end if;
    return;
  end if;

  -- each word as it stands, the last one as every known word that begins with it
  select string_agg(quote_literal(n.word), '|') into asked from (
    select n.word from name_word n where n.word >= last_word and n.word < last_word || chr(1114111) order by n.word limit 500) n;
  if asked is null then return; end if;
  select '(' || asked || ')' || coalesce(string_agg('&' || quote_literal(word), ''), '') into asked
  from unnest(words[:cardinality(words) - 1]) as x (word);
  return query execute
    'with s as materialized (
       select p.person_id, p.household_id, p.commune_code, p.name_key, p.full_name from person p
       where to_tsvector(''simple'', p.name_key) @@ to_tsquery(''simple'', $2) and p.state <> ''merged''' || among || ' limit 5000
     ) select * from s where ' || tests
    || case when after_id is not null then ' and (s.name_key, s.full_name, s.person_id) > ($3, $4, $5)' else '' end
    || ' order by s.name_key, s.full_name, s.person_id limit $6'
    using scope, asked, after_key, after_name, after_id, page;
end $$;
revoke execute on function find_people(text, text, text, text[], integer, integer, text, text, text, text) from public;
grant execute on function find_people(text, text, text, text[], integer, integer, text, text, text, text) to {{app}};
