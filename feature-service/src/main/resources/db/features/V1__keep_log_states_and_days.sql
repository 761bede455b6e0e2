-- The event log, the checkpointed account states, and the vectors of closed days.

create table tokens (
  name text primary key,
  scopes text[] not null,
  secret_sha256 text not null,
  created_at timestamptz not null default now()
);

-- One row: which log this is, who may write to it, and how far it is.
create table log (
  one boolean primary key default true check (one),
  incarnation text not null,
  epoch bigint not null,
  position bigint not null,
  checkpoint_position bigint not null,
  open_day date
);

insert into log (incarnation, epoch, position, checkpoint_position)
values (gen_random_uuid()::text, 0, 0, 0);

-- Partitions are made by the writer, one for each day of appending. No unique index: positions are
-- given by the one writer.
create table events (
  day date not null,
  position bigint not null,
  source text not null,
  payload bytea not null
) partition by range (day);

create index events_position on events using brin (position) with (pages_per_range = 32);

create table report_sources (
  source text primary key,
  epoch bigint not null,
  durable_sequence bigint not null
);

create table seen_events (
  source text not null,
  event_id text not null,
  seen_at timestamptz not null,
  primary key (source, event_id)
);

create index seen_events_seen_at on seen_events (seen_at);

-- A state holds every event of its account up to its position.
create table account_states (
  account_id text primary key,
  position bigint not null,
  state bytea not null
) with (fillfactor = 50);

create table closed_days (
  day date primary key,
  accounts bigint not null,
  position bigint not null,
  schema bytea not null
);

create table daily_vectors (
  day date not null,
  account_id text not null,
  vector bytea not null
) partition by range (day);
