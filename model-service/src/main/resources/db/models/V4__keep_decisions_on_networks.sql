-- What people decided of networks. Only ever added to, one at a time: numbers rise as they commit.
create table network_decisions (
  number bigint generated always as identity primary key,
  network_id text not null,
  -- LABEL, CASE, SPLIT or MERGE.
  kind text not null,
  decided_at timestamptz not null default now(),
  decided_by text not null,
  -- What the person saw.
  snapshot_version text not null,
  reason text not null default '',
  -- Of a LABEL: the enum's name; its end, null: none.
  label text,
  expires_at timestamptz,
  -- Of a CASE. Null: as it was; an empty owner: nobody.
  state text,
  owner text,
  -- Of a SPLIT the new network, of a MERGE those that were taken in.
  other_network_ids text[] not null default '{}'
);
create index network_decisions_of_network on network_decisions (network_id, number);

create function refuse_change_of_network_decisions() returns trigger language plpgsql as $$
begin
  raise exception 'decisions on networks are only added to';
end
$$;

create trigger network_decisions_are_only_added_to
before update or delete on network_decisions
for each row execute function refuse_change_of_network_decisions();

create trigger network_decisions_are_never_emptied
before truncate on network_decisions
for each statement execute function refuse_change_of_network_decisions();

-- Whom a SPLIT moved. Apart, for an account that is erased is taken out.
create table network_decision_accounts (
  number bigint not null references network_decisions,
  account_id text not null,
  primary key (number, account_id)
);
create index network_decision_accounts_of_account on network_decision_accounts (account_id);
