package io.stillwatch.modelservice.verdicts;

import io.stillwatch.modelservice.decisions.DecisionStore;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How verdicts went over time, in PostgreSQL, written behind and kept for 400 days. A row is left
 * out when it says what the account's newest row says: replicas note the same changes, and after a
 * crash the stream brings them once more. Reading is safe for any thread, writing for one.
 */
@Component
public final class VerdictHistory {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictHistory.class);
  static final Duration KEPT = Duration.ofDays(400);
  private static final int BATCH = 2000;
  private static final int MOST_POINTS = 2000;
  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  /** How far clocks of two services may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final String ADD =
      """
      insert into verdict_history
        (account_id, at, band_before, band, risk, network_id, model_version, is_for_feed)
      select fresh.account_id, fresh.at, fresh.band_before, fresh.band, fresh.risk,
        fresh.network_id, fresh.model_version, fresh.is_for_feed
      from (values (?, ?::timestamptz, ?, ?, ?::double precision, ?, ?, ?::boolean)) as fresh
        (account_id, at, band_before, band, risk, network_id, model_version, is_for_feed)
      where not exists (
        select 1
        from (
          select h.band, h.network_id, h.model_version
          from verdict_history h
          where h.account_id = fresh.account_id
          order by h.at desc, h.number desc
          limit 1) newest
        where (newest.band, newest.network_id, newest.model_version)
          = (fresh.band, fresh.network_id, fresh.model_version))
      """;
  private static final String OF_ACCOUNT =
      """
      select at, band, risk, network_id, model_version
      from (
        select number, at, band, risk, network_id, model_version
        from verdict_history
        where account_id = ?
        order by at desc, number desc
        limit ?) newest
      order by at, number
      """;
  private static final String FEED =
      """
      select at, account_id, band_before, band, network_id
      from (
        select number, at, account_id, band_before, band, network_id
        from verdict_history
        where is_for_feed
        order by at desc
        limit ?) newest
      order by at, number
      """;
  private static final String ERASE =
      "delete from verdict_history where account_id = ? and at <= ?";
  private static final String PURGE = "delete from verdict_history where at < ?";

  private final JdbcTemplate jdbc;
  private final DecisionStore decisions;
  private final TransactionTemplate transaction;
  private final Changes changes;
  private final ServiceClock clock;
  private List<Changes.Noted> unwritten = List.of();
  private Instant purged = Instant.EPOCH;

  VerdictHistory(
      DataSource source,
      DecisionStore decisions,
      TransactionTemplate transaction,
      Changes changes,
      ServiceClock clock) {
    this.jdbc = new JdbcTemplate(source);
    this.decisions = decisions;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
  }

  /** An account's newest 2,000 points, ascending; empty for a stranger. */
  public List<Point> of(String accountId) {
    if (accountId.indexOf('\0') >= 0) {
      return List.of();
    }
    List<Point> points = new ArrayList<>();
    for (Point point : jdbc.query(OF_ACCOUNT, (row, n) -> point(row), accountId, MOST_POINTS)) {
      if (points.isEmpty() || !points.get(points.size() - 1).saysTheSame(point)) {
        points.add(point);
      }
    }
    return points;
  }

  /**
   * The newest changes from or to the bands watch, soft and hard, newest first, at most 1,000. From
   * memory.
   */
  public List<Change> recent(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("so many changes cannot be shown: " + most);
    }
    return changes.newest(most);
  }

  /**
   * Grows whenever an account comes or goes, or changes its band, network or model, and when a
   * champion comes. From memory; starts at 0 with the process.
   */
  public long version() {
    return changes.version();
  }

  /** Fills the feed from what is stored. */
  void load() {
    jdbc.query(FEED, (row, n) -> change(row), Changes.FEED).forEach(changes::show);
  }

  /** Writes all that was noted; what fails is tried again the next time. */
  void save() {
    long lost = changes.lost();
    if (lost > 0) {
      LOG.warn("The history of verdicts lacks {} changes: the database is too far behind", lost);
    }
    while (true) {
      if (unwritten.isEmpty()) {
        unwritten = changes.take(BATCH);
      }
      if (unwritten.isEmpty()) {
        return;
      }
      List<Changes.Noted> batch = unwritten;
      transaction.executeWithoutResult(
          status -> jdbc.batchUpdate(ADD, batch, BATCH, VerdictHistory::fill));
      unwritten = List.of();
    }
  }

  /**
   * Removes erased accounts from the history and from decisions; what fails is tried again the next
   * time.
   */
  void erase() {
    for (Map.Entry<String, Instant> erased : changes.erased().entrySet()) {
      jdbc.update(ERASE, erased.getKey(), Timestamp.from(erased.getValue().plus(SKEW)));
      decisions.erase(erased.getKey());
      changes.erased().remove(erased.getKey(), erased.getValue());
    }
  }

  /** The same of one at once. Returns how many rows there were. */
  int erase(String accountId, Instant until) {
    return jdbc.update(ERASE, accountId, Timestamp.from(until.plus(SKEW)));
  }

  /** Removes what is too old; looks once an hour. */
  void purge() {
    Instant now = clock.instant();
    if (Duration.between(purged, now).compareTo(PURGE_EVERY) >= 0) {
      jdbc.update(PURGE, Timestamp.from(now.minus(KEPT)));
      purged = now;
    }
  }

  private static void fill(PreparedStatement row, Changes.Noted noted) throws SQLException {
    Verdict verdict = noted.verdict();
    row.setString(1, verdict.getAccountId());
    row.setTimestamp(2, Timestamp.from(noted.at()));
    row.setString(3, noted.bandBefore().name());
    row.setString(4, verdict.getBand().name());
    row.setObject(5, verdict.hasRisk() ? verdict.getRisk() : null, Types.DOUBLE);
    row.setString(6, verdict.getNetworkId());
    row.setString(7, verdict.getModelVersion());
    row.setBoolean(8, noted.isForFeed());
  }

  private static Point point(ResultSet row) throws SQLException {
    return new Point(
        row.getTimestamp("at").toInstant(),
        Band.valueOf(row.getString("band")),
        row.getObject("risk", Double.class),
        row.getString("network_id"),
        row.getString("model_version"));
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        row.getTimestamp("at").toInstant(),
        row.getString("account_id"),
        Band.valueOf(row.getString("band_before")),
        Band.valueOf(row.getString("band")),
        row.getString("network_id"));
  }

  /**
   * What was held of an account from a time on.
   *
   * @param at by the service's clock
   * @param risk null where the band is unknown
   * @param networkId empty: in no network
   */
  public record Point(
      Instant at, Band band, @Nullable Double risk, String networkId, String modelVersion) {
    boolean saysTheSame(Point next) {
      return band == next.band
          && networkId.equals(next.networkId)
          && modelVersion.equals(next.modelVersion);
    }
  }

  /**
   * One account's change of band or network.
   *
   * @param networkId after the change; empty: none
   */
  public record Change(Instant at, String accountId, Band from, Band to, String networkId) {}
}
