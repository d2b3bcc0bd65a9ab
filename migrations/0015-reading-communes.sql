-- A determination reads the restricted facts of one commune after the other: without this it would look through those of everybody each time.
create index person_restricted_by_commune on person_restricted (commune_code);
