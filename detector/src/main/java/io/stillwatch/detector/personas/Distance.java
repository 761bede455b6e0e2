package io.stillwatch.detector.personas;

/** Euclidean distances between standardised points. */
final class Distance {
  private Distance() {}

  static double between(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** The place of the nearest; the first of several. */
  static int nearest(double[][] points, double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.length; i++) {
      double distance = between(points[i], point);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }
}
