package io.stillwatch.featureservice.reprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.AccountState;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** What a feature service keeps in its database, to look at and to spoil. */
public final class Tables implements AutoCloseable {
  private final Connection connection;

  public Tables(String jdbcUrl) throws SQLException {
    EmbeddedPostgres server = EmbeddedPostgres.shared();
    connection = DriverManager.getConnection(jdbcUrl, server.user(), server.password());
    execute("set search_path to features");
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Nothing is written into the table until {@link #letGo}. */
  public void hold(String table) throws SQLException {
    connection.setAutoCommit(false);
    execute("lock table " + table);
  }

  public void letGo() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Every state by its account, with its position. */
  public Map<String, String> states() throws SQLException {
    return rows("select account_id, position, state from account_states");
  }

  /** Every daily vector by its day and account, and of every closed day what is said of it. */
  public Map<String, String> days() throws SQLException {
    Map<String, String> days =
        rows("select day || ' ' || account_id, 0, vector from daily_vectors order by 1");
    days.putAll(rows("select day::text, 1000000 * position + accounts, schema from closed_days"));
    return days;
  }

  /** The one number that a query gives. */
  public long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Map<String, String> rows(String query) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        String bytes = HexFormat.of().formatHex(row.getBytes(3));
        String twice = rows.put(row.getString(1), row.getLong(2) + " " + bytes);
        if (twice != null) {
          throw new AssertionError(row.getString(1) + " is there twice");
        }
      }
    }
    return rows;
  }

  /**
   * Puts states and daily vectors of other definitions in the place of those that are there: states
   * of version 1, states with a call too many, vectors with other values, too few and too many of
   * them, and another schema.
   */
  public void spoil() throws SQLException, InvalidProtocolBufferException {
    spoilStates();
    spoilVectors();
    execute("delete from daily_vectors where account_id = 'account-3'");
    execute(
        "insert into daily_vectors select distinct day, 'ghost', '\\x00'::bytea from daily_vectors");
    try (PreparedStatement update =
        connection.prepareStatement("update closed_days set accounts = 99, schema = ?")) {
      update.setBytes(1, FeatureSchema.newBuilder().setFingerprint("old").build().toByteArray());
      update.executeUpdate();
    }
  }

  private void spoilStates() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select account_id, state from account_states");
        PreparedStatement update =
            connection.prepareStatement(
                "update account_states set state = ? where account_id = ?")) {
      while (row.next()) {
        byte[] state = row.getBytes(2);
        boolean even = row.getString(1).hashCode() % 2 == 0;
        update.setBytes(1, even ? version1(state) : withACallMore(state));
        update.setString(2, row.getString(1));
        update.executeUpdate();
      }
    }
  }

  /** Of which facts are read, and nothing else. */
  private static byte[] version1(byte[] state) {
    byte[] old = Arrays.copyOf(state, state.length);
    old[0] = 1;
    CRC32C sum = new CRC32C();
    sum.update(old, 0, old.length - 4);
    for (int at = 0; at < 4; at++) {
      old[old.length - 1 - at] = (byte) (sum.getValue() >>> 8 * at);
    }
    return old;
  }

  private static byte[] withACallMore(byte[] bytes) {
    AccountState state = AccountState.decode(bytes);
    state.add(
        EventWire.read(
            "nobody", Usage.event(state.accountId(), 1_000_000, state.watermark()).build()));
    return state.encode();
  }

  private void spoilVectors() throws SQLException, InvalidProtocolBufferException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select day, account_id, vector from daily_vectors");
        PreparedStatement update =
            connection.prepareStatement(
                "update daily_vectors set vector = ? where day = ?::date and account_id = ?")) {
      while (row.next()) {
        AccountVector vector = AccountVector.parseFrom(row.getBytes(3));
        update.setBytes(
            1, vector.toBuilder().setPlan("of old").clearValues().build().toByteArray());
        update.setString(2, row.getString(1));
        update.setString(3, row.getString(2));
        update.executeUpdate();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
