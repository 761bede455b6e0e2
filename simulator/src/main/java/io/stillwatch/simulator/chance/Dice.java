package io.stillwatch.simulator.chance;

import io.stillwatch.sketch.SipHash;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Randomness by name: what an account draws depends on the season's seed and the account alone, so
 * that one more account changes nobody else. Uses strict mathematics, for the same bytes on every
 * JVM.
 */
public final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Dice that a seed determines. */
  public static Dice of(long seed) {
    return new Dice(seed);
  }

  public static Dice of(long seed, String name) {
    return new Dice(new SipHash(seed, 0x64696365L).hash(name));
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  public double unit() {
    return random.nextDouble();
  }

  public double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public <T> T pick(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** Box and Muller's. */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** Gamma by Marsaglia and Tsang (2000), with mean 1. */
  public double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1)
          * (shape + 1)
          / shape
          * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double normal = gaussian();
      double v = 1 + c * normal;
      double cube = v * v * v;
      double unit = 1 - random.nextDouble();
      if (v > 0
          && StrictMath.log(unit)
              < 0.5 * normal * normal + d - d * cube + d * StrictMath.log(cube)) {
        return d * cube / shape;
      }
    }
  }

  /** Exponential, with mean 1. */
  public double exponential() {
    return -StrictMath.log(1 - random.nextDouble());
  }

  /** 1 or more, with the probability x^-exponent of being above x. */
  public double pareto(double exponent) {
    return StrictMath.pow(1 - random.nextDouble(), -1 / exponent);
  }

  /** 1, 2, …: how many until one in {@code mean} comes; the mean is 1 or more. */
  public int geometric(double mean) {
    double stop = 1 / Math.max(1, mean);
    return stop >= 1
        ? 1
        : 1 + (int) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log(1 - stop));
  }

  /** Of 0 to n - 1, the first most often: a power law of that exponent, by inversion. */
  public int zipf(int n, double exponent) {
    double unit = random.nextDouble();
    if (Math.abs(exponent - 1) < 1e-9) {
      return Math.min(n - 1, (int) StrictMath.pow(n + 1.0, unit) - 1);
    }
    double power = 1 - exponent;
    double most = StrictMath.pow(n + 1.0, power) - 1;
    return Math.min(n - 1, (int) StrictMath.pow(1 + unit * most, 1 / power) - 1);
  }

  /** A seed of other dice. */
  public long seed() {
    return random.nextLong();
  }

  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Knuth's for small means, a rounded normal for large ones. */
  public int poisson(double mean) {
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
  public String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}
