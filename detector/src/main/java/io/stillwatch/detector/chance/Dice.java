package io.stillwatch.detector.chance;

/**
 * Seeded random numbers (SplitMix64) that are the same on every Java release, unlike the bounded
 * methods of {@link java.util.SplittableRandom}. Not thread-safe.
 */
public final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public Dice(long seed) {
    this.state = seed;
  }

  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** From 0 to {@code bound - 1}. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("nothing lies below " + bound);
    }
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** From 0 to below 1. */
  public double unit() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** The first {@code count} places become a random draw without replacement from all of them. */
  public void draw(int[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      int other = i + below(numbers.length - i);
      int number = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = number;
    }
  }

  /** Spreads the bits of a number: a bijection. */
  public static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A seeded hash of a text, the same on every machine. */
  public static long hash(String text, long seed) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash ^ text.charAt(i)) + GOLDEN_GAMMA;
    }
    return mix(hash);
  }
}
