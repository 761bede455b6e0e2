create table tokens (
  name text primary key,
  scopes text[] not null,
  secret_sha256 text not null unique,
  created_at timestamptz not null default now()
);

create table models (
  version text primary key,
  -- The signed model file as it came; it is opened, and its signature checked, at each use.
  bundle bytea not null,
  sha256 text not null,
  key_id text not null,
  size_bytes bigint not null,
  -- A serialized ModelManifest, so that a list need not read the files.
  manifest bytea not null,
  published_by text not null,
  published_at timestamptz not null default now()
);
-- Model files do not compress.
alter table models alter column bundle set storage external;

-- One row for each alias for ever: whoever changes it locks it.
create table aliases (
  alias text primary key,
  version text references models
);
insert into aliases (alias) values ('CHAMPION'), ('CHALLENGER');

create table promotions (
  number bigint generated always as identity primary key,
  alias text not null references aliases,
  version text not null references models,
  previous_version text references models,
  -- Whether it took back another promotion.
  is_rollback boolean not null,
  promoted_by text not null,
  reason text not null,
  promoted_at timestamptz not null default now()
);

-- The newest verdicts, written behind, so that a service that starts can answer at once.
create table verdicts (
  account_id text primary key,
  band text not null,
  risk double precision,
  rarer_than_one_in bigint,
  network_id text not null,
  model_version text not null,
  snapshot_version text not null,
  vector_position bigint not null,
  vector_as_of timestamptz not null,
  judged_at timestamptz not null,
  api_key_tokens text[] not null
);
