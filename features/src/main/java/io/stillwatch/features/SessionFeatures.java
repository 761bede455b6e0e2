package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;

/** Group Q: the shape of conversations. */
final class SessionFeatures {
  private SessionFeatures() {}

  static void set(Values values, Week week) {
    values.set("first_turn_share_7d", week.ratio(Sum.FIRST_TURNS, Sum.TURN_COUNT));
    values.set(
        "foreign_history_share_7d",
        week.ratio(Sum.FOREIGN_SHARE, Sum.FOREIGN_COUNT) / DayPane.FIXED);
    values.set("foreign_start_share_7d", week.ratio(Sum.FIRST_FOREIGN, Sum.FIRST_FOREIGN_COUNT));
  }
}
