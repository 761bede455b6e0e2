package io.stillwatch.featureservice.reprocess;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.BlockWriter;
import io.stillwatch.featureservice.accounts.StoredBlock;
import io.stillwatch.featureservice.accounts.VectorBlocks;
import io.stillwatch.featureservice.log.BinaryCopy;
import io.stillwatch.featureservice.log.LogTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rebuilt vectors of closed days beside the old ones. One thread at a time. */
final class StagedDays {
  private static final String CLEAR = "truncate rebuilt_vectors";
  private static final String CLEAR_FAILED = "delete from rebuilt_vectors";
  private static final String TABLE = "rebuilt_vectors (day, account_id, vector)";
  private static final String CLOSED = "select 1 from closed_days where day = ? for update";
  private static final String MARK =
      "insert into rebuilt_vectors (day, account_id, vector) values ('0001-01-01', '', '')";
  private static final String MARKED = "select 1 from rebuilt_vectors where day = '0001-01-01'";

  private static final String ERASED = "select account_id from erased_accounts where position > ?";
  private static final String UNSTAGE =
      "delete from rebuilt_vectors where day = ? and account_id = ?";
  private static final String STAGED =
      """
      select account_id, vector from rebuilt_vectors where day = ?
      order by account_id collate "C\"""";
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

  private static LocalDate copyOld(Connection connection, LocalDate day, int beforeShard)
      throws SQLException {
    Optional<StoredBlock> block = VectorBlocks.after(connection, day, "");
    while (block.isPresent()) {
      BinaryCopy copy = BinaryCopy.into(connection, TABLE, 3);
      for (int place = 0; place < block.get().vectors().size(); place++) {
        String accountId = block.get().account(place);
        if (VectorWire.shard(accountId) < beforeShard) {
          byte[] vector = block.get().vectors().get(place).toByteArray();
          copy.row().day(day).text(accountId).bytes(vector);
        }
      }
      copy.end();
      // Behind its last account, for its first may be erased meanwhile.
      int last = block.get().vectors().size() - 1;
      block = VectorBlocks.after(connection, day, block.get().account(last));
    }
    return day;
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
          for (String erased : erasedSinceItBegan(connection)) {
            stagePresent(connection, day, erased);
          }
          VectorBlocks.clear(connection, day);
          describe(connection, day, writeStaged(connection, day));
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

  private List<String> erasedSinceItBegan(Connection connection) throws SQLException {
    List<String> erased = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ERASED)) {
      query.setLong(1, begunAt);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          erased.add(row.getString(1));
        }
      }
    }
    return erased;
  }

  /** What is there of an account that was erased meanwhile was made since. */
  private static void stagePresent(Connection connection, LocalDate day, String accountId)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(UNSTAGE)) {
      delete.setObject(1, day);
      delete.setString(2, accountId);
      delete.executeUpdate();
    }
    Optional<ByteString> present = VectorBlocks.vector(connection, day, accountId);
    if (present.isPresent()) {
      BinaryCopy copy = BinaryCopy.into(connection, TABLE, 3);
      copy.row().day(day).text(accountId).bytes(present.get().toByteArray());
      copy.end();
    }
  }

  private static long writeStaged(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STAGED);
        BlockWriter blocks = new BlockWriter(connection, day)) {
      query.setFetchSize(FETCH);
      query.setObject(1, day);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          blocks.add(row.getString(1), UnsafeByteOperations.unsafeWrap(row.getBytes(2)));
        }
      }
      return blocks.end();
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
