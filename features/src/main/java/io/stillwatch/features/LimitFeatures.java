package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import java.util.Arrays;

/** Group V: how near to the limits. */
final class LimitFeatures {
  private static final double MOSTLY = 0.95;

  private LimitFeatures() {}

  static void set(Values values, Week week) {
    values.set("limit_hug_share_7d", week.ratio(Sum.RATE_HUGGED, Sum.RATE_COUNT));
    values.set("limit_utilisation_p95_7d", utilisation(week));
  }

  private static double utilisation(Week week) {
    int[] hours = new int[Week.DAYS * DayPane.HOURS];
    int count = 0;
    for (DayPane pane : week.panes) {
      for (byte most : pane.utilisation) {
        if (most != 0) {
          hours[count++] = (most & 0xff) - 1;
        }
      }
    }
    Arrays.sort(hours, 0, count);
    return count == 0 ? Double.NaN : hours[(int) Math.ceil(MOSTLY * count) - 1] / 100.0;
  }
}
