-- A determination reads the restricted facts of one commune after the other: without this it would look through those of everybody each time.
create index person_restricted_by_commune on person_restricted (commune_code);

-- Nothing is ever searched by what is sealed: the database need not read it all to learn how it is distributed.
alter table action alter column sealed set statistics 0;
alter table action alter column subjects set statistics 0;
alter table action alter column payload set statistics 0;
alter table action alter column hash set statistics 0;
alter table action alter column prev_hash set statistics 0;
alter table subject_key alter column salt set statistics 0;
