package io.stillwatch.modelservice.verdicts;

import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Band;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How many accounts were in each band over time, in PostgreSQL: a sample every ten minutes of the
 * service's clock, kept for 400 days. Replicas share the samples. A gap says that nothing ran, or
 * that the stream of vectors was interrupted. Reading is safe for any thread, sampling for one.
 */
@Component
public final class BandHistory {
  static final Duration SLOT = Duration.ofMinutes(10);
  private static final String ADD =
      """
      insert into band_history
        (slot, unknown_accounts, none_accounts, watch_accounts, soft_accounts, hard_accounts)
      values (?, ?, ?, ?, ?, ?)
      on conflict (slot) do nothing
      """;
  private static final String BETWEEN =
      """
      select distinct on (stretch)
        trunc(extract(epoch from slot - ?::timestamptz) / ?::double precision) as stretch,
        slot, unknown_accounts, none_accounts, watch_accounts, soft_accounts, hard_accounts
      from band_history
      where slot >= ? and slot < ?
      order by stretch, slot desc
      """;
  private static final String PURGE = "delete from band_history where slot < ?";

  private final JdbcTemplate jdbc;
  private final Roster roster;
  private final VerdictTable table;
  private final ServiceClock clock;
  private Instant sampled = Instant.EPOCH;

  BandHistory(DataSource source, Roster roster, VerdictTable table, ServiceClock clock) {
    this.jdbc = new JdbcTemplate(source);
    this.roster = roster;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Samples from a time up to before another, ascending; where there are more than wanted, the last
   * of each of so many equal stretches.
   */
  public List<Sample> between(Instant from, Instant to, int most) {
    if (most < 1 || !from.isBefore(to)) {
      throw new IllegalArgumentException(most + " samples from " + from + " to " + to);
    }
    double stretch =
        Math.max((double) SLOT.toSeconds(), (double) Duration.between(from, to).toSeconds() / most);
    Timestamp start = Timestamp.from(from);
    return jdbc.query(BETWEEN, (row, n) -> sample(row), start, stretch, start, Timestamp.from(to));
  }

  /** Samples when the clock is in another slot than the last time. */
  void look() {
    Instant slot = slot(clock.instant());
    if (slot.equals(sampled) || table.isStale()) {
      return;
    }
    Map<Band, Long> counts = roster.countsByBand();
    jdbc.update(
        ADD,
        Timestamp.from(slot),
        counts.get(Band.BAND_UNKNOWN),
        counts.get(Band.BAND_NONE),
        counts.get(Band.BAND_WATCH),
        counts.get(Band.BAND_SOFT),
        counts.get(Band.BAND_HARD));
    jdbc.update(PURGE, Timestamp.from(slot.minus(VerdictHistory.KEPT)));
    sampled = slot;
  }

  static Instant slot(Instant time) {
    return Instant.ofEpochSecond(
        Math.floorDiv(time.getEpochSecond(), SLOT.toSeconds()) * SLOT.toSeconds());
  }

  private static Sample sample(ResultSet row) throws SQLException {
    Map<Band, Long> counts = new EnumMap<>(Band.class);
    counts.put(Band.BAND_UNKNOWN, row.getLong("unknown_accounts"));
    counts.put(Band.BAND_NONE, row.getLong("none_accounts"));
    counts.put(Band.BAND_WATCH, row.getLong("watch_accounts"));
    counts.put(Band.BAND_SOFT, row.getLong("soft_accounts"));
    counts.put(Band.BAND_HARD, row.getLong("hard_accounts"));
    return new Sample(row.getTimestamp("slot").toInstant(), counts);
  }

  /**
   * How many accounts were in each band.
   *
   * @param at the start of its ten minutes
   */
  public record Sample(Instant at, Map<Band, Long> counts) {
    public Sample {
      counts = Map.copyOf(counts);
    }
  }
}
