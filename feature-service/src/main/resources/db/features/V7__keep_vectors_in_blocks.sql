-- Vectors of closed days, many in a row: reading a million rows takes longer than reading their bytes.
-- A block is an encoded stillwatch.v1.VectorBlock, in the order of its accounts, from the first one on.
-- Not compressed: taking it apart again would cost more than reading it.
create table vector_blocks (
  day date not null,
  first_account text collate "C" not null,
  accounts integer not null,
  vectors bytea not null,
  primary key (day, first_account)
) partition by range (day);

alter table vector_blocks alter column vectors set storage external;

-- A vector as a field of a VectorBlock: its tag, its length as a varint, itself.
create function vector_field(vector bytea) returns bytea language sql immutable as $$
  select '\x0a'::bytea
    || case
      when size < 1 << 7 then set_byte('\x00', 0, size)
      when size < 1 << 14 then set_byte(set_byte('\x0000', 0, size & 127 | 128), 1, size >> 7)
      else set_byte(set_byte(set_byte('\x000000',
        0, size & 127 | 128), 1, size >> 7 & 127 | 128), 2, size >> 14)
    end
    || vector
  from (select octet_length(vector)) as length (size)
$$;

do $$
declare
  closed date;
begin
  for closed in select day from closed_days order by day loop
    execute format(
      'create table vector_blocks_%s partition of vector_blocks for values from (%L) to (%L)',
      to_char(closed, 'YYYYMMDD'), closed, closed + 1);
    insert into vector_blocks (day, first_account, accounts, vectors)
    select closed, min(account_id), count(*), string_agg(vector_field(vector), '' order by account_id)
    from (
      select account_id, vector,
        sum(octet_length(vector)) over (order by account_id) / (64 * 1024) as block
      from (select account_id collate "C" as account_id, vector from daily_vectors where day = closed)
        as vectors
    ) as numbered
    group by block;
    execute format('drop table if exists daily_vectors_%s', to_char(closed, 'YYYYMMDD'));
  end loop;
end
$$;

drop function vector_field;
drop table daily_vectors;
