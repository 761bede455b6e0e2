package io.stillwatch.featureservice.log;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * A query's rows by binary COPY: nothing is decoded or copied on the way, and rows come at the
 * reader's pace.
 */
public final class CopiedRows {
  private static final int HEADER = 19;

  private CopiedRows() {}

  /**
   * Gives every row to the reader, within the connection's transaction.
   *
   * @param query without parameters, of columns that are never null
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
        if (row.length > header && !takes(new CopiedRow(row, header), reader)) {
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
      // As quick as the database sends.
    }
  }

  private static boolean takes(CopiedRow row, Reader reader) throws SQLException {
    return row.isEnd() || reader.take(row);
  }

  /** Takes rows one by one. */
  public interface Reader {
    /** Returns whether to go on. */
    boolean take(CopiedRow row) throws SQLException;
  }
}
