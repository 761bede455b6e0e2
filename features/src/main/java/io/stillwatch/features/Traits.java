package io.stillwatch.features;

/**
 * Small facts of a sampled call in one number, from the lowest bits: hour of the day (5), topic + 1
 * (7, 0: none), intents + 1 (6, 0: not looked for), size of the input + 1 (7, in steps of a quarter
 * of a doubling; 0: not known), whether the frame is a system prompt, whether the call was refused.
 */
final class Traits {
  static final int BITS = 27;

  private static final int TOPIC = 5;
  private static final int INTENTS = TOPIC + 7;
  private static final int SIZE = INTENTS + 6;
  private static final int FRAMED = SIZE + 7;
  private static final int REFUSED = FRAMED + 1;
  private static final double STEPS_A_DOUBLING = 4;
  private static final int MOST_STEPS = 126;

  private Traits() {}

  static long of(UsageEvent event, int hour) {
    UsageEvent.Content content = event.content();
    Integer input = event.tokens().input();
    long traits = hour;
    if (content != null) {
      traits |= (long) (Math.max(-1, content.topic()) + 1) << TOPIC;
      traits |= (long) (Math.max(-1, content.intents()) + 1) << INTENTS;
      traits |= content.framed() ? 1L << FRAMED : 0;
    }
    traits |= (long) (input == null ? 0 : steps(input) + 1) << SIZE;
    return traits | (Boolean.TRUE.equals(event.outcome().refused()) ? 1L << REFUSED : 0);
  }

  private static int steps(int tokens) {
    double doublings = StrictMath.log(tokens + 1.0) / StrictMath.log(2);
    return (int) Math.min(MOST_STEPS, Math.round(STEPS_A_DOUBLING * doublings));
  }

  static int hour(long traits) {
    return (int) (traits & 31);
  }

  /** 0 to 63; negative: none. */
  static int topic(long traits) {
    return (int) (traits >>> TOPIC & 127) - 1;
  }

  /** Bits of {@link Intent}; negative: not looked for. */
  static int intents(long traits) {
    return (int) (traits >>> INTENTS & 63) - 1;
  }

  /** Natural logarithm of 1 + input tokens, to a sixth; NaN: not known. */
  static double inputLog(long traits) {
    int steps = (int) (traits >>> SIZE & 127) - 1;
    return steps < 0 ? Double.NaN : steps / STEPS_A_DOUBLING * StrictMath.log(2);
  }

  static boolean framed(long traits) {
    return (traits >>> FRAMED & 1) != 0;
  }

  static boolean refused(long traits) {
    return (traits >>> REFUSED & 1) != 0;
  }

  /** Whether a number is one that {@link #of} can have made. */
  static boolean sound(long traits) {
    return traits >>> BITS == 0
        && hour(traits) < DayPane.HOURS
        && topic(traits) < Topics.COUNT
        && intents(traits) < 1 << Intent.values().length;
  }
}
