package io.stillwatch.simulator.play;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One UTC day of the season.
 *
 * @param number from 0
 */
public record Day(int number, LocalDate date) {
  public static final long MILLIS = 24L * 60 * 60 * 1000;

  /** Milliseconds since 1970 at its begin. */
  public long begin() {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** A time within it, by hours; outside of 0 to 24 it lies in a neighbouring day. */
  public long at(double hour) {
    return begin() + (long) (hour * 3_600_000);
  }

  public boolean weekend() {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
