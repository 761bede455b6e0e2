package io.stillwatch.featureservice.log;

import java.time.LocalDate;

/**
 * Where the log begins that is still there.
 *
 * @param firstPosition 1 while nothing was dropped: then it holds all days there ever were
 * @param firstDay the UTC day on which its event was appended
 */
public record KeptLog(long firstPosition, LocalDate firstDay) {
  /** Whether it holds all of that many days before a UTC day. */
  public boolean holdsBefore(LocalDate day, int days) {
    return firstPosition == 1 || !day.minusDays(days).isBefore(firstWholeDay());
  }

  /**
   * The first UTC day all of whose events are there: a clock ahead of ours may have told events of
   * the first day before it began.
   */
  private LocalDate firstWholeDay() {
    return firstDay.plusDays(1);
  }
}
