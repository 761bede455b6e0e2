package io.stillwatch.featureservice.accounts;

import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.strands.Strands;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The erasures that readers are still told of. Thread-safe. */
public final class Erasures {
  /** How long. */
  public static final Duration MEMORY = Duration.ofDays(7);

  private static final String ALL = "select account_id, position, erased_at from erased_accounts";
  private static final String FORGOTTEN = "select erasures_forgotten from log";
  private static final String FORGET =
      """
      with old as (delete from erased_accounts where erased_at < ? returning position)
      update log set erasures_forgotten =
        greatest(erasures_forgotten, (select coalesce(max(position), 0) from old))
      returning erasures_forgotten""";

  private final DataSource dataSource;
  private final LogTransaction transaction;
  private final EventLog log;
  private final AccountStates states;
  private final Strands strands;

  public Erasures(
      DataSource dataSource,
      LogTransaction transaction,
      EventLog log,
      AccountStates states,
      Strands strands) {
    this.dataSource = dataSource;
    this.transaction = transaction;
    this.log = log;
    this.states = states;
    this.strands = strands;
  }

  /**
   * Begins one.
   *
   * @throws BrokenBlock when a row cannot be read that may hold a vector of the account
   */
  public Erasure of(String accountId) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      VectorBlocks.check(connection, accountId);
    }
    return new Erasure(accountId, log, transaction, states, strands);
  }

  /** Tells the states of those of former runs. */
  public void load() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        Instant at = row.getObject(3, OffsetDateTime.class).toInstant();
        states.erase(new ErasedAccount(row.getString(1), row.getLong(2), at));
      }
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(FORGOTTEN);
        ResultSet row = query.executeQuery()) {
      row.next();
      states.forgetErasures(row.getLong(1));
    }
  }

  /** Forgets those that are older than {@link #MEMORY}. */
  public void forget(Instant now) throws SQLException {
    long forgotten =
        transaction.run(
            connection -> {
              try (PreparedStatement update = connection.prepareStatement(FORGET)) {
                update.setObject(1, OffsetDateTime.ofInstant(now.minus(MEMORY), ZoneOffset.UTC));
                try (ResultSet row = update.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
    states.forgetErasures(forgotten);
  }
}
