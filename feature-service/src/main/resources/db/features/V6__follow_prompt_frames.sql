-- Clusters of prompt frames that are followed across accounts, in the order that was asked for.
create table followed_clusters (
  id text primary key,
  ordinal integer not null,
  -- Calls after this position of the log are counted.
  position bigint not null,
  -- A stillwatch.v1.FrameCluster.
  frames bytea not null,
  -- Whether days before were made from the accounts' samples.
  filled_back boolean not null
);

-- The last days of each, each a stillwatch.v1.StrandDay; counted, or made from samples.
create table strand_days (
  cluster_id text not null,
  day date not null,
  counted boolean not null,
  strands bytea not null,
  primary key (cluster_id, day, counted)
);
