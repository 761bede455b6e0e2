-- Daily vectors that a reprocessing has rebuilt, until they replace the old ones. Unlogged: what a crash
-- of the database takes is rebuilt, and whoever replaces a day counts them first.
create unlogged table rebuilt_vectors (
  day date not null,
  account_id text not null,
  vector bytea not null
);

create index rebuilt_vectors_day on rebuilt_vectors (day);
