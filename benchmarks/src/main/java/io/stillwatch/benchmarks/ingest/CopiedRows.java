package io.stillwatch.benchmarks.ingest;

import io.stillwatch.featureservice.log.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** The same rows by COPY alone, into a table like that of the log. */
final class CopiedRows {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

  private final Connection connection;

  /** Makes the table, empty. */
  CopiedRows(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path to features");
      statement.execute("drop table if exists copied");
      statement.execute("create table copied (like events including all) partition by range (day)");
      statement.execute(
          "create table copied_day partition of copied for values from ('%s') to ('%s')"
              .formatted(DAY, DAY.plusDays(1)));
    }
    connection.setAutoCommit(false);
  }

  /** Seconds for all rows, so many a transaction. */
  double copy(LoggedRow[] rows, int commitRows) throws SQLException {
    long start = System.nanoTime();
    for (int from = 0; from < rows.length; from += commitRows) {
      BinaryCopy copy =
          BinaryCopy.into(connection, "copied (day, position, source, payload, account)", 5);
      int to = Math.min(rows.length, from + commitRows);
      for (int at = from; at < to; at++) {
        LoggedRow row = rows[at];
        copy.row()
            .day(DAY)
            .number(at)
            .text(row.source())
            .bytes(row.payload())
            .number(row.account());
      }
      copy.end();
      connection.commit();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** What the log keeps of an event. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record LoggedRow(String source, byte[] payload, long account) {}
}
