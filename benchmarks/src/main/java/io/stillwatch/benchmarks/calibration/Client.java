package io.stillwatch.benchmarks.calibration;

import io.stillwatch.benchmarks.Poisson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What one client of a platform did, hour by hour of its local clock. */
final class Client {
  static final int HOURS = 24;

  /** Calls by hour from the trace's first midnight. */
  final double[] hourly;

  /** Deviation of the gaps over their mean, of each window that has enough calls. */
  final List<Double> variations = new ArrayList<>();

  @Nullable Lengths input;
  @Nullable Lengths output;

  Client(int days) {
    this.hourly = new double[days * HOURS];
  }

  double calls() {
    return Arrays.stream(hourly).sum();
  }

  private double day(int number) {
    return Arrays.stream(hourly, number * HOURS, (number + 1) * HOURS).sum();
  }

  int days() {
    return hourly.length / HOURS;
  }

  private Sample activeDayCalls() {
    double[] calls = new double[days()];
    Arrays.setAll(calls, this::day);
    return Sample.of(Arrays.stream(calls).filter(count -> count > 0));
  }

  double activeDays() {
    return activeDayCalls().size() / (double) days();
  }

  double callsOfAnActiveDay() {
    return activeDayCalls().mean();
  }

  /** Deviation over mean of its active days; NaN where it has fewer than five. */
  double dayVariation() {
    Sample days = activeDayCalls();
    return days.size() < 5
        ? Double.NaN
        : days.deviation() * Math.sqrt((days.size() - 1.0) / days.size()) / days.mean();
  }

  double activeHours() {
    return Arrays.stream(hourly).filter(calls -> calls > 0).count() / (double) hourly.length;
  }

  /** The part of all ten minutes in which it called, where each has its variation. */
  double windowsActive() {
    return variations.size() / (6.0 * hourly.length);
  }

  /** Of 24, on a day that it calls at all. */
  double hoursOfAnActiveDay() {
    return HOURS * activeHours() / activeDays();
  }

  /** Which part of its calls each hour of the day has. */
  double[] profile() {
    double[] profile = new double[HOURS];
    for (int hour = 0; hour < hourly.length; hour++) {
      profile[hour % HOURS] += hourly[hour] / calls();
    }
    return profile;
  }

  double medianVariation() {
    return Sample.of(variations).median();
  }

  /** With one of so many calls kept. */
  Client thinned(double factor, Random random) {
    Client thinned = new Client(days());
    for (int hour = 0; hour < hourly.length; hour++) {
      thinned.hourly[hour] = Poisson.draw(hourly[hour] / factor, random);
    }
    return thinned;
  }
}
