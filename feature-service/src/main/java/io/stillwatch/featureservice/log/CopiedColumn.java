package io.stillwatch.featureservice.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The one column of a query's rows, by binary COPY: nothing is decoded or copied on the way, and
 * rows come at the reader's pace.
 */
public final class CopiedColumn {
  private static final int HEADER = 19;
  private static final int NONE = -1;

  private CopiedColumn() {}

  /**
   * Gives every row's value to the reader, within the connection's transaction.
   *
   * @param query of one column that is never null, without parameters
   */
  public static void read(Connection connection, String query, Reader reader) throws SQLException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + query + ") to stdout (format binary)");
    try {
      int header = HEADER;
      byte[] row = copy.readFromCopy();
      while (row != null) {
        if (row.length > header && !takes(row, header, reader)) {
          return;
        }
        header = 0; // It came with the first row.
        row = copy.readFromCopy();
      }
    } finally {
      passOver(copy);
    }
  }

  /**
   * Nobody wants the rest. To cancel it would be quicker, but a cancellation that comes late hits
   * whatever the connection does next.
   */
  private static void passOver(CopyOut copy) throws SQLException {
    while (copy.isActive() && copy.readFromCopy() != null) {
      // About half a million rows a second.
    }
  }

  private static boolean takes(byte[] row, int from, Reader reader) throws SQLException {
    ByteBuffer fields = ByteBuffer.wrap(row, from, row.length - from);
    int columns = fields.getShort();
    if (columns == NONE) {
      return true; // The end of the rows.
    }
    int length = fields.getInt();
    if (columns != 1 || length != fields.remaining()) {
      throw new SQLException("a row of " + columns + " columns, the first of " + length + " bytes");
    }
    return reader.take(UnsafeByteOperations.unsafeWrap(row, fields.position(), length));
  }

  /** Takes values one by one. */
  public interface Reader {
    /** Returns whether to go on. */
    boolean take(ByteString value) throws SQLException;
  }
}
