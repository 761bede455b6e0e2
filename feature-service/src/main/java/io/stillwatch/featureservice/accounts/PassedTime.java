package io.stillwatch.featureservice.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Time that went by, and whether it alone changed an account's windows: those of a day move with
 * each hour, those of 7 days with each day (UTC).
 *
 * @param since vectors are known as of this time
 * @param until and are wanted as of this one
 */
public record PassedTime(Instant since, Instant until) {
  private static final Duration DAY_WINDOW = Duration.ofHours(25);
  private static final int WEEK = 7;

  /** Whether an hour has turned. */
  public boolean movesWindows() {
    return turned(ChronoUnit.HOURS);
  }

  /** Whether windows of an account may have changed whose newest event is of that time. */
  boolean changes(Instant watermark) {
    if (watermark.equals(Instant.MIN) || !watermark.isBefore(until)) {
      return false;
    }
    boolean ofDay = turned(ChronoUnit.HOURS) && watermark.isAfter(since.minus(DAY_WINDOW));
    boolean ofWeek =
        turned(ChronoUnit.DAYS) && UtcDay.of(watermark).isAfter(UtcDay.of(since).minusDays(WEEK));
    return ofDay || ofWeek;
  }

  private boolean turned(ChronoUnit unit) {
    return since.truncatedTo(unit).isBefore(until.truncatedTo(unit));
  }
}
