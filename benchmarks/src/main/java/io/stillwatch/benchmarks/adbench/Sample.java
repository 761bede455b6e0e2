package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import java.util.Arrays;

/**
 * A figure over several seeds.
 *
 * @param deviation between seeds, of the sample (n - 1); 0 for one seed
 */
record Sample(double mean, double deviation, int seeds) {
  static Sample of(double[] figures) {
    double mean = Arrays.stream(figures).average().orElseThrow();
    double squares = Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = figures.length < 2 ? 0 : Math.sqrt(squares / (figures.length - 1));
    return new Sample(mean, deviation, figures.length);
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
