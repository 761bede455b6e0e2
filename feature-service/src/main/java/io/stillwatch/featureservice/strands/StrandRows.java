package io.stillwatch.featureservice.strands;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.features.strands.StrandDay;
import io.stillwatch.features.wire.StrandWire;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The strand table's rows. Each method works within the connection's transaction. */
final class StrandRows {
  private static final String CLUSTERS =
      "select id, position, frames, filled_back from followed_clusters order by ordinal";
  private static final String DAYS = "select cluster_id, day, strands from strand_days";
  private static final String PUT_CLUSTER =
      """
      insert into followed_clusters (id, ordinal, position, frames, filled_back)
      values (?, ?, ?, ?, ?)
      on conflict (id) do update set ordinal = excluded.ordinal, position = excluded.position,
        frames = excluded.frames, filled_back = excluded.filled_back""";
  private static final String DROP_CLUSTERS = "delete from followed_clusters where id <> all (?)";
  private static final String DROP_DAYS = "delete from strand_days where cluster_id <> all (?)";
  private static final String DROP_OLD = "delete from strand_days where day < ?";
  private static final String DROP_SAMPLED =
      "delete from strand_days where cluster_id = any (?) and not counted";
  private static final String FILLED =
      "update followed_clusters set filled_back = true where id = any (?)";
  private static final String PUT_DAY =
      """
      insert into strand_days (cluster_id, day, counted, strands) values (?, ?, ?, ?)
      on conflict (cluster_id, day, counted) do update set strands = excluded.strands""";

  private final Connection connection;

  StrandRows(Connection connection) {
    this.connection = connection;
  }

  /** Takes a stored cluster. */
  interface ClusterReader {
    void take(FrameCluster cluster, long position, boolean filledBack);
  }

  /** Takes a stored day. */
  interface DayReader {
    void take(StrandDay day);
  }

  void clusters(ClusterReader reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CLUSTERS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        try {
          var wire = io.stillwatch.v1.FrameCluster.parseFrom(row.getBytes(3));
          reader.take(StrandWire.read(wire), row.getLong(2), row.getBoolean(4));
        } catch (InvalidProtocolBufferException | IllegalArgumentException broken) {
          throw new IllegalStateException(
              "the stored cluster " + row.getString(1) + " cannot be read", broken);
        }
      }
    }
  }

  void days(DayReader reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DAYS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        try {
          var wire = io.stillwatch.v1.StrandDay.parseFrom(row.getBytes(3));
          reader.take(StrandWire.read(wire));
        } catch (InvalidProtocolBufferException | IllegalArgumentException broken) {
          throw new IllegalStateException(
              "the stored strands of %s on %s cannot be read"
                  .formatted(row.getString(1), row.getString(2)),
              broken);
        }
      }
    }
  }

  /** Those clusters stay, and their days. */
  void keep(Collection<String> ids) throws SQLException {
    forIds(DROP_CLUSTERS, ids);
    forIds(DROP_DAYS, ids);
  }

  void put(FrameCluster cluster, int ordinal, long position, boolean filledBack)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PUT_CLUSTER)) {
      insert.setString(1, cluster.id());
      insert.setInt(2, ordinal);
      insert.setLong(3, position);
      insert.setBytes(4, StrandWire.write(cluster).toByteArray());
      insert.setBoolean(5, filledBack);
      insert.executeUpdate();
    }
  }

  /** The sampled days of those clusters make room for new ones. */
  void filledBack(Set<String> ids) throws SQLException {
    forIds(DROP_SAMPLED, ids);
    forIds(FILLED, ids);
  }

  void put(List<io.stillwatch.v1.StrandDay> days) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PUT_DAY)) {
      for (io.stillwatch.v1.StrandDay day : days) {
        insert.setString(1, day.getClusterId());
        insert.setObject(2, LocalDate.ofEpochDay(day.getDay()));
        insert.setBoolean(3, day.getBasis() == io.stillwatch.v1.StrandBasis.STRAND_BASIS_COUNTED);
        insert.setBytes(4, day.toByteArray());
        insert.executeUpdate();
      }
    }
  }

  void dropBefore(int day) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DROP_OLD)) {
      delete.setObject(1, LocalDate.ofEpochDay(day));
      delete.executeUpdate();
    }
  }

  private void forIds(String statement, Collection<String> ids) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      update.setArray(1, connection.createArrayOf("text", ids.toArray()));
      update.executeUpdate();
    }
  }
}
