package io.stillwatch.featureservice.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in one transaction that only the log's holder can commit. Thread-safe. */
public final class LogTransaction {
  private static final String FENCE = "update log set position = position where epoch = ?";

  private final DataSource dataSource;
  private final LogLease lease;

  public LogTransaction(DataSource dataSource, LogLease lease) {
    this.dataSource = dataSource;
    this.lease = lease;
  }

  /**
   * Runs the work and commits it; rolls back when it throws.
   *
   * @throws LeaseLost when another service has taken the log over; nothing was written
   * @throws SQLException when the database failed; the outcome of a commit is then unknown
   */
  public <T> T run(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        fence(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        rollBack(connection, failed);
        throw failed;
      }
    }
  }

  private void fence(Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FENCE)) {
      update.setLong(1, lease.epoch());
      if (update.executeUpdate() != 1) {
        throw new LeaseLost(lease.epoch());
      }
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      cause.addSuppressed(alsoFailed);
    }
  }

  /** Work within a transaction. */
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }
}
