-- The name of the token that a source belongs to. Null for a source that was there before: it belongs
-- to the first token that opens it, or to the one that it is assigned to.
alter table report_sources add column owner text;
