package io.stillwatch.featureservice.log;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by binary COPY. Write each row's columns in order after {@link
 * #row}, then {@link #end}. Not thread-safe.
 */
public final class BinaryCopy {
  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int FLUSH_BYTES = 64 * 1024;
  private static final long POSTGRES_DAY_ZERO = LocalDate.of(2000, 1, 1).toEpochDay();

  private final CopyIn copy;
  private final int columns;
  private byte[] buffer = new byte[2 * FLUSH_BYTES];
  private int size;
  private LocalDate day = LocalDate.EPOCH;
  private int dayNumber = dayNumber(LocalDate.EPOCH);
  private String text = "";
  private byte[] textBytes = {};

  private BinaryCopy(CopyIn copy, int columns) {
    this.copy = copy;
    this.columns = columns;
  }

  /**
   * Begins within the connection's transaction.
   *
   * @param table a table and its columns, such as {@code events (day, position)}
   */
  public static BinaryCopy into(Connection connection, String table, int columns)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " from stdin (format binary)");
    BinaryCopy rows = new BinaryCopy(copy, columns);
    rows.put(SIGNATURE).putInt(0).putInt(0);
    return rows;
  }

  public BinaryCopy row() throws SQLException {
    if (size >= FLUSH_BYTES) {
      flush();
    }
    return putShort(columns);
  }

  public BinaryCopy number(long value) {
    return putInt(Long.BYTES).putInt((int) (value >> Integer.SIZE)).putInt((int) value);
  }

  /** Quick where it is the day of the row before. */
  public BinaryCopy day(LocalDate value) {
    if (!value.equals(day)) {
      day = value;
      dayNumber = dayNumber(value);
    }
    return putInt(Integer.BYTES).putInt(dayNumber);
  }

  private static int dayNumber(LocalDate day) {
    return (int) (day.toEpochDay() - POSTGRES_DAY_ZERO);
  }

  /** Quick where it is the text before. */
  public BinaryCopy text(String value) {
    if (!value.equals(text)) {
      text = value;
      textBytes = value.getBytes(StandardCharsets.UTF_8);
    }
    return bytes(textBytes);
  }

  public BinaryCopy bytes(byte[] value) {
    return putInt(value.length).put(value);
  }

  /** Sends what is left; the rows become visible with the transaction's commit. */
  public void end() throws SQLException {
    putShort(-1);
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, size);
    size = 0;
  }

  private BinaryCopy putShort(int value) {
    room(Short.BYTES);
    buffer[size++] = (byte) (value >> 8);
    buffer[size++] = (byte) value;
    return this;
  }

  private BinaryCopy putInt(int value) {
    room(Integer.BYTES);
    buffer[size++] = (byte) (value >> 24);
    buffer[size++] = (byte) (value >> 16);
    buffer[size++] = (byte) (value >> 8);
    buffer[size++] = (byte) value;
    return this;
  }

  private BinaryCopy put(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
    return this;
  }

  private void room(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
    }
  }
}
