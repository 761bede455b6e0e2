package io.stillwatch.featureservice.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** UTC days. */
public final class UtcDay {
  private UtcDay() {}

  public static LocalDate of(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** The first moment after a day. */
  public static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
