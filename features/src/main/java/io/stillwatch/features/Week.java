package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import java.util.List;

/** Panes of 7 days, the last of them that of the time which they are seen from. */
final class Week {
  static final int DAYS = 7;

  final List<DayPane> panes;
  final int today;
  final long millis;
  private final long[] sums = new long[Sum.values().length];
  private final long requests;

  Week(AccountState state, long millis) {
    this.millis = millis;
    this.today = Days.of(millis);
    this.panes = state.panes(today - DAYS + 1, today);
    long all = 0;
    for (DayPane pane : panes) {
      all += pane.requests();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += pane.sums[i];
      }
    }
    this.requests = all;
  }

  /** Panes whose samples count: of the oldest one that a state keeps they do not. */
  List<DayPane> sampled(int newestDay) {
    return panes.stream().filter(pane -> pane.day > newestDay - DAYS).toList();
  }

  long requests() {
    return requests;
  }

  long sum(Sum sum) {
    return sums[sum.ordinal()];
  }

  /** NaN where the whole is 0. */
  double ratio(Sum part, Sum whole) {
    long all = sum(whole);
    return all == 0 ? Double.NaN : (double) sum(part) / all;
  }

  /** Sum over the hours of the last 24, the present one included. */
  long lastDay(HourlyColumn column) {
    long now = Math.floorDiv(millis, 3_600_000L);
    long sum = 0;
    for (DayPane pane : panes) {
      for (int hour = 0; hour < DayPane.HOURS; hour++) {
        long then = (long) pane.day * DayPane.HOURS + hour;
        sum += then > now - DayPane.HOURS && then <= now ? column.of(pane, hour) : 0;
      }
    }
    return sum;
  }

  /** The day that the first of the last 24 hours lies in. */
  int lastDayBegins() {
    return Days.of(millis - (DayPane.HOURS - 1) * 3_600_000L);
  }

  /** A count that panes keep by the hour. */
  interface HourlyColumn {
    long of(DayPane pane, int hour);
  }
}
