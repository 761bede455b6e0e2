package io.stillwatch.featureservice.accounts;

import io.stillwatch.featureservice.log.BinaryCopy;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.strands.Strands;
import io.stillwatch.featureservice.strands.UnstoredStrands;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores the states that changed, and with them the position from which the log must be replayed.
 *
 * <p>Intake goes on meanwhile: each state is stored with its own position, which may lie beyond the
 * checkpoint's, and replay skips what a state already holds. One thread stores at a time.
 */
public final class Checkpoints {
  private static final String LOAD = "select account_id, position, state from account_states";
  private static final String STAGE =
      """
      create temp table if not exists stored
      (account_id text, position bigint, state bytea) on commit delete rows""";
  private static final String UPSERT =
      """
      insert into account_states (account_id, position, state)
      select account_id, position, state from stored
      on conflict (account_id) do update
      set position = excluded.position, state = excluded.state""";
  private static final String MOVE =
      "update log set checkpoint_position = ?, open_day = coalesce(open_day, ?)";
  private static final String FORGET = "delete from account_states where account_id = any(?)";
  private static final int FETCH = 5000;

  /** States are encoded while nothing is folded: about a quarter of a millisecond at a time. */
  private static final int CHUNK = 16;

  private final DataSource dataSource;
  private final LogTransaction transaction;
  private final AccountStates states;
  private final EventLog log;
  private final Strands strands;
  private final ReentrantLock storing = new ReentrantLock();
  private volatile long stored = -1;
  private volatile long storedAt;
  private final Object logDays = new Object();
  private boolean logKept;

  public Checkpoints(
      DataSource dataSource,
      LogTransaction transaction,
      AccountStates states,
      EventLog log,
      Strands strands) {
    this.dataSource = dataSource;
    this.transaction = transaction;
    this.states = states;
    this.log = log;
    this.strands = strands;
  }

  /** Reads every stored state, and the strand table, into memory. */
  public void load() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(LOAD)) {
        query.setFetchSize(FETCH);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            states.load(new StoredState(row.getString(1), row.getLong(2), row.getBytes(3)));
          }
        }
      }
      strands.load(connection);
      connection.rollback();
    }
  }

  /** Stores what changed; on failure it stays to be stored. Returns the position that is safe. */
  public long store() throws SQLException {
    storing.lock();
    try {
      return storeChanged();
    } finally {
      storing.unlock();
    }
  }

  /** Waits for a checkpoint that is being made, and lets none begin until the work is done. */
  public void without(DatabaseWork work) throws SQLException {
    storing.lock();
    try {
      work.run();
    } finally {
      storing.unlock();
    }
  }

  /** Work with the database. */
  public interface DatabaseWork {
    void run() throws SQLException;
  }

  private long storeChanged() throws SQLException {
    ChangedAccounts changed = states.takeUnstored();
    UnstoredStrands changedStrands = strands.takeUnstored();
    boolean nothing = changed.ids().isEmpty() && changedStrands.isEmpty();
    if (nothing && stored == changed.position()) {
      storedAt = System.nanoTime();
      return stored;
    }
    boolean done = false;
    try {
      transaction.run(
          connection -> {
            strands.store(connection, changedStrands);
            return store(connection, changed);
          });
      done = true;
    } finally {
      if (!done) {
        states.giveBack(changed);
        strands.giveBack(changedStrands);
      }
    }
    storedAt = System.nanoTime();
    stored = changed.position();
    return changed.position();
  }

  /** The position from which the log would be replayed; -1 before the first checkpoint. */
  public long position() {
    return stored;
  }

  /** How long ago all states were last known to be stored; empty before the first checkpoint. */
  public Optional<Duration> age() {
    return stored < 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(System.nanoTime() - storedAt));
  }

  /** From now on no day of the log is dropped, or again as usual. */
  public void keepLog(boolean keep) {
    synchronized (logDays) {
      logKept = keep;
    }
  }

  /** Drops the log's days before that one, as far as they are stored and nobody needs them. */
  public void dropLogBefore(LocalDate day) throws SQLException {
    synchronized (logDays) {
      if (logKept) {
        return;
      }
      transaction.run(
          connection -> {
            log.dropBefore(connection, day, stored);
            return day;
          });
    }
  }

  /**
   * Forgets accounts without an event since that time, on disk and then in memory, and returns how
   * many. Only those that the log would not be replayed for: else a crash would leave half of one.
   * Not while states are being stored.
   */
  public int forgetSilentSince(Instant time) throws SQLException {
    long upTo = stored;
    List<String> silent = states.silentSince(time, upTo);
    if (!silent.isEmpty()) {
      transaction.run(connection -> forget(connection, silent));
      states.forget(silent, upTo);
    }
    return silent.size();
  }

  private static int forget(Connection connection, List<String> ids) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
      return delete.executeUpdate();
    }
  }

  private long store(Connection connection, ChangedAccounts changed) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(STAGE);
      BinaryCopy copy = BinaryCopy.into(connection, "stored (account_id, position, state)", 3);
      List<String> ids = changed.ids();
      for (int from = 0; from < ids.size(); from += CHUNK) {
        for (StoredState state :
            states.encoded(ids.subList(from, Math.min(ids.size(), from + CHUNK)))) {
          copy.row().text(state.accountId()).number(state.position()).bytes(state.state());
        }
      }
      copy.end();
      statement.execute(UPSERT);
    }
    move(connection, changed.position(), changed.openDay());
    return changed.position();
  }

  private static void move(Connection connection, long position, @Nullable LocalDate openDay)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setLong(1, position);
      update.setObject(2, openDay, java.sql.Types.DATE);
      update.executeUpdate();
    }
  }
}
