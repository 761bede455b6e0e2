-- What lists show of an account beside its verdict; empty and 0 until it is stored again.
alter table verdicts
  add column organisation_id text not null default '',
  add column plan text not null default '',
  add column requests_7d bigint not null default 0,
  add column output_tokens_7d bigint not null default 0;

-- How an account's verdict went over time: a row when its band or network changed, and for suspects
-- when another model said the same.
create table verdict_history (
  number bigint generated always as identity primary key,
  account_id text not null,
  at timestamptz not null,
  band_before text not null,
  band text not null,
  -- Null: the band is unknown.
  risk double precision,
  network_id text not null,
  model_version text not null,
  -- Whether a feed of what suspects do shows it.
  is_for_feed boolean not null
);
create index verdict_history_of_account on verdict_history (account_id, at);
create index verdict_history_feed on verdict_history (at) where is_for_feed;
-- Rows come nearly in the order of their times: enough to find the oldest.
create index verdict_history_age on verdict_history using brin (at);

-- Accounts in each band, sampled every ten minutes by whichever replica comes first.
create table band_history (
  slot timestamptz primary key,
  unknown_accounts bigint not null,
  none_accounts bigint not null,
  watch_accounts bigint not null,
  soft_accounts bigint not null,
  hard_accounts bigint not null
);
