package io.stillwatch.featureservice.accounts;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a day's vectors into the database, in blocks of about 64 KiB. Add them in the order of
 * {@link AccountOrder}, then {@link #end}. Not thread-safe.
 */
public final class BlockWriter implements AutoCloseable {
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final String INSERT =
      "insert into vector_blocks (day, first_account, accounts, vectors) values (?, ?, ?, ?)";

  private final LocalDate day;
  private final PreparedStatement insert;
  private final List<ByteString> block = new ArrayList<>();
  private int blockBytes;
  private String first = "";
  private String last = "";
  private long accounts;

  /** Writes within the connection's transaction; the day's partition is there. */
  public BlockWriter(Connection connection, LocalDate day) throws SQLException {
    this.day = day;
    this.insert = connection.prepareStatement(INSERT);
  }

  /**
   * Takes an encoded vector.
   *
   * @throws IllegalArgumentException when it does not come after the one before: nobody would find
   *     it
   */
  public void add(String accountId, ByteString vector) throws SQLException {
    if (AccountOrder.compare(last, accountId) >= 0) {
      throw new IllegalArgumentException(
          "vector " + (accounts + 1) + " of " + day + " is not in order");
    }
    if (block.isEmpty()) {
      first = accountId;
    }
    last = accountId;
    accounts++;
    block.add(vector);
    blockBytes += vector.size();
    if (blockBytes >= BLOCK_BYTES) {
      write();
    }
  }

  private void write() throws SQLException {
    insert.setObject(1, day);
    insert.setString(2, first);
    insert.setInt(3, block.size());
    insert.setBytes(4, StoredBlock.encode(block));
    insert.executeUpdate();
    block.clear();
    blockBytes = 0;
  }

  /** Writes what is left, and returns how many vectors there were. */
  public long end() throws SQLException {
    if (!block.isEmpty()) {
      write();
    }
    return accounts;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
