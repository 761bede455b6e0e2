package io.stillwatch.featureservice.accounts;

import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.strands.Strands;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One account's way out: its events are looked for while the writer goes on, and what came since is
 * removed with them, in one transaction, by the writer. For one thread after the other.
 */
public final class Erasure {
  private static final String REMOVE_STATE = "delete from account_states where account_id = ?";
  private static final String REMOVE_STAGED = "delete from rebuilt_vectors where account_id = ?";
  private static final String FORGET_FORMER = "delete from erased_accounts where account_id = ?";
  private static final String REMEMBER =
      "insert into erased_accounts (position, account_id, erased_at) values (?, ?, ?)";

  private final String accountId;
  private final EventLog log;
  private final LogTransaction transaction;
  private final AccountStates states;
  private final Strands strands;
  private final List<Long> events = new ArrayList<>();
  private long lookedUpTo;
  private ErasedRows rows = ErasedRows.NONE;

  Erasure(
      String accountId,
      EventLog log,
      LogTransaction transaction,
      AccountStates states,
      Strands strands) {
    this.accountId = accountId;
    this.log = log;
    this.transaction = transaction;
    this.states = states;
    this.strands = strands;
  }

  /** Looks through the log up to a position; the next time from there on. */
  public void look(long upTo) throws SQLException {
    List<Long> found = log.positions(accountId, lookedUpTo, upTo);
    events.addAll(found);
    lookedUpTo = upTo;
  }

  /** Removes every row; the erasure takes that position, the log's next. For the writer. */
  public void remove(long position, Instant at) throws SQLException {
    look(position - 1);
    transaction.run(
        connection -> {
          rows =
              new ErasedRows(
                  log.remove(connection, events),
                  removeState(connection),
                  VectorBlocks.remove(connection, accountId),
                  strands.remove(connection, accountId));
          removeStaged(connection);
          remember(connection, position, at);
          log.move(connection, position);
          return rows;
        });
  }

  /** Once that was committed: the account is no more. For the writer. */
  public void done(long position, Instant at) {
    states.erase(new ErasedAccount(accountId, position, at));
    strands.forget(accountId);
  }

  public ErasedRows rows() {
    return rows;
  }

  private long removeState(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REMOVE_STATE)) {
      delete.setString(1, accountId);
      return delete.executeUpdate();
    }
  }

  /** What a reprocessing has staged; what it stages later it leaves out. */
  private void removeStaged(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REMOVE_STAGED)) {
      delete.setString(1, accountId);
      delete.executeUpdate();
    }
  }

  private void remember(Connection connection, long position, Instant at) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET_FORMER)) {
      delete.setString(1, accountId);
      delete.executeUpdate();
    }
    try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
      insert.setLong(1, position);
      insert.setString(2, accountId);
      insert.setObject(3, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }
}
