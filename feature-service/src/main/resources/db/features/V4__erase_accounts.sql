-- Accounts that were erased, and the log position that each erasure took: whoever resumes reading from
-- before it is told. Kept for a week.
create table erased_accounts (
  position bigint primary key,
  account_id text not null,
  erased_at timestamptz not null
);

-- Whoever resumes from before here might not be told of every erasure, and gets a snapshot instead.
alter table log add column erasures_forgotten bigint not null default 0;

-- An account is found in every kept day without reading the days.
create index daily_vectors_account on daily_vectors (account_id);
