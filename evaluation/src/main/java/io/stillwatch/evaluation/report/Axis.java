package io.stillwatch.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps values onto the coordinates from to to. What lies outside stands at the edge.
 *
 * @param logarithmic low is above 0
 */
record Axis(
    boolean logarithmic, double low, double high, double from, double to, List<Tick> ticks) {
  private static final double LEAST_RATE = 1e-4;
  private static final int STEPS = 5;

  /** 0 to 1, as percentages. */
  static Axis shares(double from, double to) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      double value = (double) i / STEPS;
      ticks.add(new Tick(from + value * (to - from), Texts.percent(value)));
    }
    return new Axis(false, 0, 1, from, to, ticks);
  }

  /** Powers of ten from 0.01 % to 100 %; 0 stands at the beginning. */
  static Axis rates(double from, double to) {
    double decades = -Math.log10(LEAST_RATE);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= decades; i++) {
      String label = Texts.percent(LEAST_RATE * Math.pow(10, i));
      ticks.add(new Tick(from + i / decades * (to - from), i == 0 ? "≤ " + label : label));
    }
    return new Axis(true, LEAST_RATE, 1, from, to, ticks);
  }

  /** From 0 to a round number at or above the most. */
  static Axis counts(double most, double from, double to) {
    double step = roundStep(Math.max(most, 1) / STEPS);
    double high = step * Math.max(1, Math.ceil(most / step));
    return values(0, high, step, from, to);
  }

  /** From the least to the most; round numbers in between are named. */
  static Axis values(double least, double most, double from, double to) {
    double high = most > least ? most : least + 1;
    return values(least, high, roundStep((high - least) / 4), from, to);
  }

  private static Axis values(double low, double high, double step, double from, double to) {
    List<Tick> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step - 1e-9) + 0.0; k * step <= high + step * 1e-9; k++) {
      double at = from + (k * step - low) / (high - low) * (to - from);
      ticks.add(new Tick(at, step >= 1 ? whole(k * step) : Texts.number(k * step)));
    }
    return new Axis(false, low, high, from, to, ticks);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value + 0.0);
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double at(double value) {
    double part =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return from + Math.max(0, Math.min(1, part)) * (to - from);
  }
}
