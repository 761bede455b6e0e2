package io.stillwatch.features;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of yesterday and today, from yesterday's first on, but for those that are not of the last
 * 24 hours.
 */
final class LastMinutes {
  private LastMinutes() {}

  static BitSet of(Week week, MinuteColumn column) {
    BitSet minutes = new BitSet(2 * DayPane.MINUTES);
    for (DayPane pane : week.panes) {
      long[] words = column.of(pane);
      if (pane.day >= week.today - 1 && words != null) {
        int before = (pane.day - week.today + 1) * DayPane.MINUTES;
        BitSet.valueOf(words).stream().forEach(minute -> minutes.set(before + minute));
      }
    }
    int now = DayPane.MINUTES + (int) (Math.floorMod(week.millis, Days.MILLIS) / 60_000);
    minutes.clear(0, now - DayPane.MINUTES + 1);
    minutes.clear(now + 1, Math.max(now + 1, 2 * DayPane.MINUTES));
    return minutes;
  }

  /** Bits that panes keep by the minute; null: none. */
  interface MinuteColumn {
    long @Nullable [] of(DayPane pane);
  }
}
