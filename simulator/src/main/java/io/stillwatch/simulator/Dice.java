package io.stillwatch.simulator;

import io.stillwatch.sketch.SipHash;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Randomness by name: what an account draws depends on the season's seed and the account alone, so
 * that one more account changes nobody else. Uses strict mathematics, for the same bytes on every
 * JVM.
 */
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Dice of(long seed, String name) {
    return new Dice(new SipHash(seed, 0x64696365L).hash(name));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  double unit() {
    return random.nextDouble();
  }

  double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T pick(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** Box and Muller's. */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Knuth's for small means, a rounded normal for large ones. */
  int poisson(double mean) {
    if (mean > 40) {
      return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * gaussian()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** Hexadecimal digits. */
  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}
