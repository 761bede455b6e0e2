-- Whose an event is: the 64-bit hash of its account's id, whose lowest 8 bits are the account's shard.
-- Null in a row that was there before: who wants to know reads its payload.
alter table events add column account bigint;
