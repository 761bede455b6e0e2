package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import java.util.Arrays;

/**
 * A figure over several seeds.
 *
 * @param deviation between seeds, of the sample (n - 1); 0 for one seed
 */
public record Sample(double mean, double deviation, int seeds) {
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093
  };

  public static Sample of(double[] figures) {
    double mean = Arrays.stream(figures).average().orElseThrow();
    double squares = Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = figures.length < 2 ? 0 : Math.sqrt(squares / (figures.length - 1));
    return new Sample(mean, deviation, figures.length);
  }

  /** Half of the 95 % interval of the mean, by Student's t; infinite for one seed. */
  public double halfWidth() {
    if (seeds < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double t = seeds - 2 < STUDENT.length ? STUDENT[seeds - 2] : 2;
    return t * standardError();
  }

  Difference minus(Sample other) {
    return new Difference(
        other.mean, mean - other.mean, Math.hypot(standardError(), other.standardError()));
  }

  void addTo(JsonObject json, String figure) {
    json.addProperty(figure, mean);
    json.addProperty(figure + "_sd", deviation);
  }

  private double standardError() {
    return deviation / Math.sqrt(seeds);
  }
}
