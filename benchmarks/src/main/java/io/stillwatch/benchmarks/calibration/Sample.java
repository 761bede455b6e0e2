package io.stillwatch.benchmarks.calibration;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Numbers, sorted. What is asked of an empty one is NaN. */
final class Sample {
  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  static Sample of(DoubleStream values) {
    return new Sample(values.filter(value -> !Double.isNaN(value)).sorted().toArray());
  }

  static Sample of(Collection<? extends Number> values) {
    return of(values.stream().mapToDouble(Number::doubleValue));
  }

  int size() {
    return sorted.length;
  }

  double[] sorted() {
    return sorted.clone();
  }

  Sample map(DoubleUnaryOperator change) {
    return of(Arrays.stream(sorted).map(change));
  }

  Sample where(java.util.function.DoublePredicate which) {
    return of(Arrays.stream(sorted).filter(which));
  }

  /** Interpolated between neighbours. */
  double quantile(double level) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = level * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  double median() {
    return quantile(0.5);
  }

  double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /** Of the sample (n - 1). */
  double deviation() {
    double mean = mean();
    double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (sorted.length - 1));
  }

  /** Deviation of the logarithms. */
  double logSpread() {
    return map(Math::log).deviation();
  }

  double logMean() {
    return Math.exp(map(Math::log).mean());
  }

  /** The part of the values that are at least that. */
  double shareFrom(double least) {
    return where(value -> value >= least).size() / (double) sorted.length;
  }

  /** The part of the sum that the largest tenth has. */
  double largestTenth() {
    int from = sorted.length - Math.max(1, (int) Math.round(sorted.length / 10.0));
    return Arrays.stream(sorted, from, sorted.length).sum() / Arrays.stream(sorted).sum();
  }

  static double correlation(List<Double> one, List<Double> other) {
    Sample x = of(one);
    Sample y = of(other);
    double sum = 0;
    for (int i = 0; i < one.size(); i++) {
      sum += (one.get(i) - x.mean()) * (other.get(i) - y.mean());
    }
    return sum / (one.size() - 1) / x.deviation() / y.deviation();
  }

  /** Spearman's; equal values share their rank. */
  static double rankCorrelation(List<Double> one, List<Double> other) {
    return correlation(ranks(one), ranks(other));
  }

  private static List<Double> ranks(List<Double> values) {
    double[] sorted = of(values).sorted;
    return values.stream().map(value -> rank(sorted, value)).toList();
  }

  private static Double rank(double[] sorted, double value) {
    return (bound(sorted, value, false) + bound(sorted, value, true)) / 2.0;
  }

  private static int bound(double[] sorted, double value, boolean above) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = above ? sorted[middle] <= value : sorted[middle] < value;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }

  /** So many points of the distribution function, for a plot: value and share. */
  List<double[]> curve(int points) {
    return IntStream.rangeClosed(0, points)
        .mapToObj(i -> new double[] {quantile(i / (double) points), i / (double) points})
        .toList();
  }
}
