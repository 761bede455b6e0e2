package io.stillwatch.featureservice.reprocess;

import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.log.BinaryCopy;
import io.stillwatch.featureservice.log.LogTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Rebuilt vectors of closed days beside the old ones. One thread at a time. */
final class StagedDays {
  private static final String CLEAR = "truncate rebuilt_vectors";
  private static final String TABLE = "rebuilt_vectors (day, account_id, vector)";
  private static final String OLD = "select account_id, vector from daily_vectors where day = ?";
  private static final String CLOSED = "select 1 from closed_days where day = ?";
  private static final String DELETE = "delete from daily_vectors where day = ?";
  private static final String INSERT =
      """
      insert into daily_vectors (day, account_id, vector)
      select day, account_id, vector from rebuilt_vectors where day = ?""";
  private static final String DESCRIBE =
      "update closed_days set accounts = ?, schema = ? where day = ?";
  private static final String UNLIST = "delete from closed_days where day = ?";
  private static final int FETCH = 2000;

  private final LogTransaction transaction;
  private final Map<LocalDate, Long> counts = new HashMap<>();

  StagedDays(LogTransaction transaction) {
    this.transaction = transaction;
  }

  /** Forgets what is staged, of this service's time or of one that died. */
  void clear() throws SQLException {
    counts.clear();
    transaction.run(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(CLEAR);
          }
        });
  }

  /** Keeps a day's vectors of some states, which are as they were when the day was closed. */
  void add(LocalDate day, AccountStates states) throws SQLException {
    count(
        day,
        transaction.run(
            connection -> {
              long[] rows = new long[1];
              BinaryCopy copy = BinaryCopy.into(connection, TABLE, 3);
              states.vectorsOf(
                  day,
                  vector -> {
                    copy.row().day(day).text(vector.getAccountId()).bytes(vector.toByteArray());
                    rows[0]++;
                  });
              copy.end();
              return rows[0];
            }));
  }

  /**
   * Keeps a day's present vectors of accounts in the shards before that one, which were rebuilt
   * when the day was closed.
   */
  void carryOver(LocalDate day, int beforeShard) throws SQLException {
    count(day, transaction.run(connection -> copyOld(connection, day, beforeShard)));
  }

  private static long copyOld(Connection connection, LocalDate day, int beforeShard)
      throws SQLException {
    Map<String, byte[]> some = new HashMap<>();
    long rows = 0;
    try (PreparedStatement query = connection.prepareStatement(OLD)) {
      query.setFetchSize(FETCH);
      query.setObject(1, day);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (VectorWire.shard(row.getString(1)) < beforeShard) {
            some.put(row.getString(1), row.getBytes(2));
          }
          if (some.size() == FETCH) {
            rows += copy(connection, day, some);
          }
        }
      }
    }
    return rows + copy(connection, day, some);
  }

  private static int copy(Connection connection, LocalDate day, Map<String, byte[]> vectors)
      throws SQLException {
    BinaryCopy copy = BinaryCopy.into(connection, TABLE, 3);
    for (Map.Entry<String, byte[]> vector : vectors.entrySet()) {
      copy.row().day(day).text(vector.getKey()).bytes(vector.getValue());
    }
    copy.end();
    int rows = vectors.size();
    vectors.clear();
    return rows;
  }

  private void count(LocalDate day, long rows) {
    counts.merge(day, rows, Long::sum);
  }

  /**
   * Puts what was staged of a day in the place of its vectors, in one transaction. Readers see the
   * day before or after it.
   *
   * @return false when the day is no longer kept
   * @throws IllegalStateException when staged vectors were lost, by a crash of the database
   */
  boolean replace(LocalDate day) throws SQLException {
    return transaction.run(
        connection -> {
          if (!closed(connection, day)) {
            return false;
          }
          long staged = counts.getOrDefault(day, 0L);
          change(connection, DELETE, day);
          long rows = change(connection, INSERT, day);
          if (rows != staged) {
            throw new IllegalStateException(
                rows + " of " + staged + " rebuilt vectors of " + day + " are there");
          }
          describe(connection, day, rows);
          return true;
        });
  }

  private static boolean closed(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CLOSED)) {
      query.setObject(1, day);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static int change(Connection connection, String sql, LocalDate day) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setObject(1, day);
      return change.executeUpdate();
    }
  }

  private static void describe(Connection connection, LocalDate day, long accounts)
      throws SQLException {
    if (accounts == 0) {
      change(connection, UNLIST, day);
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(DESCRIBE)) {
      update.setLong(1, accounts);
      update.setBytes(2, VectorWire.schema().toByteArray());
      update.setObject(3, day);
      update.executeUpdate();
    }
  }
}
