package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;

/** Numbers of which the first are the most popular: the chance of one falls as its rank rises. */
final class Zipf {
  private final double[] upTo;

  Zipf(int count, double exponent) {
    upTo = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += Math.pow(rank + 1, -exponent);
      upTo[rank] = sum;
    }
  }

  int draw(Dice dice) {
    int place = Arrays.binarySearch(upTo, dice.unit() * upTo[upTo.length - 1]);
    return Math.min(upTo.length - 1, place < 0 ? ~place : place);
  }
}
