package io.stillwatch.featureservice.reprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.AccountState;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.VectorBlock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
        rows("select day::text, 1000000 * position + accounts, schema from closed_days");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select day, vectors from vector_blocks")) {
      while (row.next()) {
        for (AccountVector vector : vectors(row.getBytes(2))) {
          String bytes = HexFormat.of().formatHex(vector.toByteArray());
          once(days, row.getString(1) + " " + vector.getAccountId(), "0 " + bytes);
        }
      }
    }
    return days;
  }

  private static List<AccountVector> vectors(byte[] block) {
    try {
      return VectorBlock.parseFrom(block).getVectorsList();
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }

  private static void once(Map<String, String> rows, String key, String value) {
    if (rows.put(key, value) != null) {
      throw new AssertionError(key + " is there twice");
    }
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
        once(rows, row.getString(1), row.getLong(2) + " " + bytes);
      }
    }
    return rows;
  }

  /**
   * Puts states and daily vectors of other definitions in the place of those that are there: states
   * of version 1, states with a call too many, vectors with other values, too few and too many of
   * them, and another schema.
   */
  public void spoil() throws SQLException {
    spoilStates();
    changeVectors(
        vector ->
            vector.getAccountId().equals("account-3")
                ? Optional.empty()
                : Optional.of(vector.toBuilder().setPlan("of old").clearValues().build()));
    byte[] ghost = AccountVector.newBuilder().setAccountId("ghost").build().toByteArray();
    execute(
        "insert into vector_blocks select day, 'ghost', 1, '\\x0a%02x%s'::bytea from closed_days"
            .formatted(ghost.length, HexFormat.of().formatHex(ghost)));
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

  /** Puts others in the place of daily vectors, or none. No block is left empty. */
  public void changeVectors(Function<AccountVector, Optional<AccountVector>> change)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select day, first_account, vectors from vector_blocks");
        PreparedStatement update =
            connection.prepareStatement(
                "update vector_blocks set first_account = ?, accounts = ?, vectors = ?"
                    + " where day = ?::date and first_account = ?")) {
      while (row.next()) {
        VectorBlock.Builder block = VectorBlock.newBuilder();
        vectors(row.getBytes(3)).forEach(old -> change.apply(old).ifPresent(block::addVectors));
        update.setString(1, block.getVectors(0).getAccountId());
        update.setInt(2, block.getVectorsCount());
        update.setBytes(3, block.build().toByteArray());
        update.setString(4, row.getString(1));
        update.setString(5, row.getString(2));
        update.executeUpdate();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
