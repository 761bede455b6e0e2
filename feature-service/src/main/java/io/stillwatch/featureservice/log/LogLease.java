package io.stillwatch.featureservice.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to the log: an advisory lock on a connection of its own, and an epoch in the
 * log's row that every writing transaction checks. The lock keeps a second service from starting;
 * the epoch stops one that was paused while another took over. Thread-safe.
 */
public final class LogLease {
  private static final Logger LOG = LoggerFactory.getLogger(LogLease.class);
  private static final String LOCK = "select pg_try_advisory_lock(hashtext(current_schema()), 1)";
  private static final String TAKE_OVER =
      """
      update log set epoch = epoch + 1
      returning incarnation, epoch, position, checkpoint_position, open_day""";
  private static final String READ =
      "select incarnation, epoch, position, checkpoint_position, open_day from log for update";
  private static final int ANSWER_SECONDS = 5;

  private final DataSource connections;
  private @Nullable Connection held;
  private volatile long epoch;
  private volatile String incarnation = "";

  /**
   * @param connections makes connections that are not pooled
   */
  public LogLease(DataSource connections) {
    this.connections = connections;
  }

  /**
   * Takes the log over and returns where it stands.
   *
   * @throws IllegalStateException when another feature-service holds the log for longer than that
   */
  public synchronized LogHead take(Duration patience) throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    while (!locked()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "another feature-service works on this database; stop it, or give this one a database of"
                + " its own");
      }
      pause();
    }
    LogHead head = takeOver();
    epoch = head.epoch();
    incarnation = head.incarnation();
    return head;
  }

  /**
   * Looks whether the lock is still held, and takes it again after its connection was lost.
   *
   * @return false while the database does not answer
   * @throws LeaseLost when another service has the log
   */
  public synchronized boolean renew() {
    try {
      if (held != null && held.isValid(ANSWER_SECONDS)) {
        return true;
      }
      release();
      if (!locked() || head(held()).epoch() != epoch) {
        throw new LeaseLost(epoch);
      }
      return true;
    } catch (SQLException unreachable) {
      release();
      return false;
    }
  }

  /** The epoch of this service's writes. */
  public long epoch() {
    return epoch;
  }

  /** Identity of the log that was taken; empty before. */
  public String incarnation() {
    return incarnation;
  }

  /** The log's row, locked until the transaction ends; waits for a transaction that is in doubt. */
  static LogHead head(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(READ)) {
      return read(query);
    }
  }

  /** Gives the lock back. Does nothing when it is not held. */
  public synchronized void release() {
    Connection closing = held;
    held = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (SQLException gone) {
        LOG.debug("The lease's connection was gone already: {}", gone.getMessage());
      }
    }
  }

  private boolean locked() throws SQLException {
    if (held == null) {
      held = connections.getConnection();
    }
    try (PreparedStatement query = held.prepareStatement(LOCK);
        ResultSet answer = query.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private LogHead takeOver() throws SQLException {
    try (PreparedStatement query = held().prepareStatement(TAKE_OVER)) {
      return read(query);
    }
  }

  private Connection held() throws SQLException {
    if (held == null) {
      throw new SQLException("the lock's connection is gone");
    }
    return held;
  }

  private static LogHead read(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("the table log has lost its row");
      }
      return new LogHead(
          row.getString(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getObject(5, LocalDate.class));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the log", interrupted);
    }
  }
}
