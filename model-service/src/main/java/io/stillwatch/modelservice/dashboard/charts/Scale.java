package io.stillwatch.modelservice.dashboard.charts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Maps the values low to high onto the coordinates from to to. */
record Scale(double low, double high, double from, double to) {
  /** A scale of no extent puts everything at its beginning. */
  double at(double value) {
    return high <= low ? from : from + (value - low) / (high - low) * (to - from);
  }

  double at(Instant time) {
    return at((double) time.toEpochMilli());
  }

  /**
   * Round values from 0 up to the first at or above a highest one: 1, 2 or 5 times a power of 10.
   */
  static List<Double> roundTicks(double highest) {
    double step = roundStep(Math.max(highest, 1) / 4);
    List<Double> ticks = new ArrayList<>();
    double tick = 0;
    while (tick < highest || ticks.isEmpty()) {
      ticks.add(tick);
      tick += step;
    }
    ticks.add(tick);
    return ticks;
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(atLeast, 1))));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
