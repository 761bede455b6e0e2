package io.stillwatch.featureservice.accounts;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.stillwatch.featureservice.log.CopiedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The vectors of closed days in the database, within the connection's transaction. An account's
 * vector of a day is in the last block that does not begin behind it, or nowhere.
 */
public final class VectorBlocks {
  static final String TABLE = "vector_blocks";

  private static final String ALL =
      "select first_account, accounts, vectors from vector_blocks where day = '";
  private static final String FIND =
      """
      select first_account, accounts, vectors from vector_blocks
      where day = ? and first_account <= ? order by first_account desc limit 1""";
  private static final String AFTER =
      """
      select first_account, accounts, vectors from vector_blocks
      where day = ? and first_account > ? order by first_account limit 1""";
  private static final String DAYS = "select day from closed_days order by day";
  private static final String LOCK_DAYS = DAYS + " for update";
  private static final String CLEAR = "delete from vector_blocks where day = ?";
  private static final String REMOVE =
      "delete from vector_blocks where day = ? and first_account = ?";
  private static final String REPLACE =
      """
      update vector_blocks set first_account = ?, accounts = ?, vectors = ?
      where day = ? and first_account = ?""";
  private static final String COUNT_LESS =
      "update closed_days set accounts = accounts - 1 where day = ?";

  private VectorBlocks() {}

  /** Gives a day's blocks to the reader until it has enough. Throws BrokenBlock. */
  public static void read(Connection connection, LocalDate day, Reader reader) throws SQLException {
    CopiedRows.read(
        connection,
        ALL + day + "'",
        row -> reader.take(StoredBlock.read(day, row.text(), row.number(), row.bytes())));
  }

  /** An account's encoded vector of a day. Throws BrokenBlock. */
  public static Optional<ByteString> vector(Connection connection, LocalDate day, String accountId)
      throws SQLException {
    Optional<StoredBlock> block = block(connection, FIND, day, accountId);
    OptionalInt place = block.map(b -> b.find(accountId)).orElse(OptionalInt.empty());
    return place.isPresent() ? block.map(b -> b.vectors().get(place.getAsInt())) : Optional.empty();
  }

  /** The first block of a day that begins behind an account. Throws BrokenBlock. */
  public static Optional<StoredBlock> after(Connection connection, LocalDate day, String accountId)
      throws SQLException {
    return block(connection, AFTER, day, accountId);
  }

  private static Optional<StoredBlock> block(
      Connection connection, String select, LocalDate day, String accountId) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(select)) {
      query.setObject(1, day);
      query.setString(2, accountId);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                StoredBlock.read(
                    day,
                    row.getString(1),
                    row.getInt(2),
                    UnsafeByteOperations.unsafeWrap(row.getBytes(3))))
            : Optional.empty();
      }
    }
  }

  /** Throws BrokenBlock for a row that may hold a vector of the account, of whatever day. */
  static void check(Connection connection, String accountId) throws SQLException {
    for (LocalDate day : days(connection, DAYS)) {
      block(connection, FIND, day, accountId).ifPresent(StoredBlock::check);
    }
  }

  /** Removes a day's vectors. */
  public static void clear(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(CLEAR)) {
      delete.setObject(1, day);
      delete.executeUpdate();
    }
  }

  /**
   * Removes an account's vectors of all days. Blocks are rewritten without it, other vectors to the
   * byte as they were. No day is replaced meanwhile. Throws BrokenBlock.
   *
   * @return how many there were
   */
  static int remove(Connection connection, String accountId) throws SQLException {
    int removed = 0;
    for (LocalDate day : days(connection, LOCK_DAYS)) {
      Optional<StoredBlock> block = block(connection, FIND, day, accountId);
      OptionalInt place = block.map(b -> b.find(accountId)).orElse(OptionalInt.empty());
      if (place.isPresent()) {
        rewrite(connection, block.get(), place.getAsInt());
        countLess(connection, day);
        removed++;
      }
    }
    return removed;
  }

  private static List<LocalDate> days(Connection connection, String select) throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(select);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        days.add(row.getObject(1, LocalDate.class));
      }
    }
    return days;
  }

  private static void rewrite(Connection connection, StoredBlock block, int without)
      throws SQLException {
    if (block.vectors().size() == 1) {
      try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
        delete.setObject(1, block.day());
        delete.setString(2, block.firstAccount());
        delete.executeUpdate();
      }
      return;
    }
    List<ByteString> left = new ArrayList<>(block.vectors());
    left.remove(without);
    try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
      update.setString(1, block.account(without == 0 ? 1 : 0));
      update.setInt(2, left.size());
      update.setBytes(3, StoredBlock.encode(left));
      update.setObject(4, block.day());
      update.setString(5, block.firstAccount());
      update.executeUpdate();
    }
  }

  private static void countLess(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COUNT_LESS)) {
      update.setObject(1, day);
      update.executeUpdate();
    }
  }

  /** Takes blocks one by one. */
  public interface Reader {
    /** Returns whether to go on. */
    boolean take(StoredBlock block) throws SQLException;
  }
}
