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
  private static final String CLEAR_FAILED = "delete from rebuilt_vectors";
  private static final String TABLE = "rebuilt_vectors (day, account_id, vector)";
  private static final String OLD = "select account_id, vector from daily_vectors where day = ?";
  private static final String CLOSED = "select 1 from closed_days where day = ?";
  private static final String MARK =
      "insert into rebuilt_vectors (day, account_id, vector) values ('0001-01-01', '', '')";
  private static final String MARKED = "select 1 from rebuilt_vectors where day = '0001-01-01'";

  /** Accounts that were erased meanwhile: what is there of them was made since. */
  private static final String NOT_ERASED =
      " and account_id not in (select account_id from erased_accounts where position > ?)";

  private static final String DELETE = "delete from daily_vectors where day = ?" + NOT_ERASED;
  private static final String INSERT =
      """
      insert into daily_vectors (day, account_id, vector)
      select day, account_id, vector from rebuilt_vectors where day = ?"""
          + NOT_ERASED;
  private static final String COUNT = "select count(*) from daily_vectors where day = ?";
  private static final String DESCRIBE =
      "update closed_days set accounts = ?, schema = ? where day = ?";
  private static final String UNLIST = "delete from closed_days where day = ?";
  private static final int FETCH = 2000;

  private final LogTransaction transaction;
  private long begunAt;

  StagedDays(LogTransaction transaction) {
    this.transaction = transaction;
  }

  /** Forgets what is staged. Waits for whoever reads the table, a backup as well. */
  void clear() throws SQLException {
    transaction.run(connection -> run(connection, CLEAR));
  }

  /** Forgets what a reprocessing that failed had staged; waits for no reader. */
  void clearFailed() throws SQLException {
    transaction.run(connection -> run(connection, CLEAR_FAILED));
  }

  /**
   * Begins with nothing, but for a mark that goes with everything else if the database crashes.
   *
   * @param position the log's position
   */
  void begin(long position) throws SQLException {
    begunAt = position;
    transaction.run(
        connection -> {
          run(connection, CLEAR);
          return run(connection, MARK);
        });
  }

  private static boolean run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  /** Keeps a day's vectors of some states, which are as they were when the day was closed. */
  void add(LocalDate day, AccountStates states) throws SQLException {
    transaction.run(
        connection -> {
          BinaryCopy copy = BinaryCopy.into(connection, TABLE, 3);
          states.vectorsOf(
              day,
              vector ->
                  copy.row().day(day).text(vector.getAccountId()).bytes(vector.toByteArray()));
          copy.end();
          return day;
        });
  }

  /**
   * Keeps a day's present vectors of accounts in the shards before that one, which were rebuilt
   * when the day was closed.
   */
  void carryOver(LocalDate day, int beforeShard) throws SQLException {
    transaction.run(connection -> copyOld(connection, day, beforeShard));
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
          if (!found(connection, MARKED)) {
            throw new IllegalStateException(
                "the rebuilt vectors of " + day + " are gone: the database crashed meanwhile");
          }
          change(connection, DELETE, day);
          change(connection, INSERT, day);
          describe(connection, day, count(connection, day));
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

  private static boolean found(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  private static long count(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COUNT)) {
      query.setObject(1, day);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** A change of a day's rows of accounts that were not erased meanwhile. */
  private void change(Connection connection, String sql, LocalDate day) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setObject(1, day);
      change.setLong(2, begunAt);
      change.executeUpdate();
    }
  }

  private static void unlist(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(UNLIST)) {
      delete.setObject(1, day);
      delete.executeUpdate();
    }
  }

  private static void describe(Connection connection, LocalDate day, long accounts)
      throws SQLException {
    if (accounts == 0) {
      unlist(connection, day);
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
