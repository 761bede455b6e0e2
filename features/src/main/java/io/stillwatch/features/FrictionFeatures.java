package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import java.util.BitSet;

/** Group B: what stood in the account's way, and what it made of it. */
final class FrictionFeatures {
  private FrictionFeatures() {}

  static void set(Values values, Week week, int newestDay) {
    values.set("refusal_share_7d", week.ratio(Sum.REFUSED, Sum.REFUSAL_COUNT));
    values.set("safety_share_7d", week.ratio(Sum.SAFETY_FLAGGED, Sum.SAFETY_COUNT));
    values.set("throttled_share_7d", (double) week.sum(Sum.THROTTLED) / week.requests());
    values.set("blocked_share_7d", (double) week.sum(Sum.BLOCKED) / week.requests());
    if (week.today >= newestDay) {
      values.set("throttle_defiance_24h", defiance(week));
    }
  }

  /** NaN where nothing was throttled. */
  private static double defiance(Week week) {
    BitSet active = LastMinutes.of(week, pane -> pane.minutes);
    BitSet throttled = LastMinutes.of(week, pane -> pane.throttledMinutes);
    int all = 0;
    int defiant = 0;
    for (int minute = throttled.nextSetBit(0);
        minute >= 0;
        minute = throttled.nextSetBit(minute + 1)) {
      all++;
      defiant += active.get(minute + 1) ? 1 : 0;
    }
    return all == 0 ? Double.NaN : (double) defiant / all;
  }
}
