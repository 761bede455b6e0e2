-- Who may sign in to the dashboard.
create table people (
  -- In lower case.
  name text primary key,
  password_hash text not null,
  role text not null,
  -- Set for a password that somebody else knows.
  must_change_password boolean not null,
  is_disabled boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  -- Grows when password, role or standing change: sessions of an older one end.
  epoch bigint not null default 0,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz
);

-- What was done, by whom. Only ever added to.
create table audit_log (
  number bigint generated always as identity primary key,
  happened_at timestamptz not null default now(),
  actor text not null,
  -- dashboard, grpc or service.
  via text not null,
  action text not null,
  subject text not null,
  detail text not null
);

create index audit_log_action on audit_log (action, number desc);
create index audit_log_actor on audit_log (actor, number desc);

create function refuse_change_of_audit_log() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to';
end
$$;

create trigger audit_log_is_only_added_to
before update or delete on audit_log
for each row execute function refuse_change_of_audit_log();

create trigger audit_log_is_never_emptied
before truncate on audit_log
for each statement execute function refuse_change_of_audit_log();
