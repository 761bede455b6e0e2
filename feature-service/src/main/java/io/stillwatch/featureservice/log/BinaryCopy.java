package io.stillwatch.featureservice.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
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
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * FLUSH_BYTES);
  private final DataOutputStream out = new DataOutputStream(buffer);

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
    rows.write(
        out -> {
          out.write(SIGNATURE);
          out.writeInt(0);
          out.writeInt(0);
        });
    return rows;
  }

  public BinaryCopy row() throws SQLException {
    if (buffer.size() >= FLUSH_BYTES) {
      flush();
    }
    return write(out -> out.writeShort(columns));
  }

  public BinaryCopy number(long value) {
    return write(
        out -> {
          out.writeInt(Long.BYTES);
          out.writeLong(value);
        });
  }

  public BinaryCopy day(LocalDate day) {
    return write(
        out -> {
          out.writeInt(Integer.BYTES);
          out.writeInt((int) (day.toEpochDay() - POSTGRES_DAY_ZERO));
        });
  }

  public BinaryCopy text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public BinaryCopy bytes(byte[] value) {
    return write(
        out -> {
          out.writeInt(value.length);
          out.write(value);
        });
  }

  /** Sends what is left; the rows become visible with the transaction's commit. */
  public void end() throws SQLException {
    write(out -> out.writeShort(-1));
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
    buffer.reset();
  }

  private BinaryCopy write(Bytes bytes) {
    try {
      bytes.writeTo(out);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
  }

  private interface Bytes {
    void writeTo(DataOutputStream out) throws IOException;
  }
}
