package io.stillwatch.features;

import java.util.Arrays;

/** What is kept of an account's UTC day. Sums are integers, so that their order does not matter. */
final class DayPane {
  static final int HOURS = 24;
  static final int MINUTES = 24 * 60;
  static final int SLOTS = 24 * 6;

  /** One unit of a fixed-point sum. */
  static final double FIXED = 1 << 16;

  /** Sums of a day. */
  enum Sum {
    INPUT_COUNT,
    INPUT_LOG,
    INPUT_LOG_SQUARE,
    OUTPUT_COUNT,
    OUTPUT_LOG,
    INPUT_TOKENS,
    CACHED_TOKENS,
    CACHED_COUNT,
    MAX_TOKENS_COUNT,
    MAX_TOKENS_SATURATED,
    TURN_COUNT,
    FIRST_TURNS,
    FOREIGN_COUNT,
    FOREIGN_SHARE,
    RATE_COUNT,
    RATE_HUGGED,
    REFUSAL_COUNT,
    REFUSED,
    THROTTLED
  }

  final int day;
  final int[] requests = new int[HOURS];
  final long[] outputTokens = new long[HOURS];
  final long[] sums = new long[Sum.values().length];
  final long[] slots = new long[(SLOTS + 63) / 64];
  final long[] minutes = new long[(MINUTES + 63) / 64];
  final Sample sample = new Sample();

  DayPane(int day) {
    this.day = day;
  }

  void add(UsageEvent event, int secondOfDay, long eventHash) {
    int minute = secondOfDay / 60;
    requests[minute / 60]++;
    minutes[minute / 64] |= 1L << (minute % 64);
    slots[minute / 10 / 64] |= 1L << (minute / 10 % 64);
    addTokens(event.tokens(), minute / 60);
    addLimits(event);
    addSession(event);
    if (sample.wants(eventHash >>> 8)) {
      addSample(event, minute / 60, eventHash);
    }
  }

  private void addTokens(UsageEvent.Tokens tokens, int hour) {
    if (tokens.input() != null) {
      long log = fixedLog(tokens.input());
      count(Sum.INPUT_COUNT, 1);
      count(Sum.INPUT_LOG, log);
      count(Sum.INPUT_LOG_SQUARE, log * log >> 16);
      if (tokens.cachedInput() != null) {
        count(Sum.CACHED_COUNT, 1);
        count(Sum.INPUT_TOKENS, tokens.input());
        count(Sum.CACHED_TOKENS, Math.min(tokens.cachedInput(), tokens.input()));
      }
    }
    if (tokens.output() != null) {
      count(Sum.OUTPUT_COUNT, 1);
      count(Sum.OUTPUT_LOG, fixedLog(tokens.output()));
      outputTokens[hour] += tokens.output();
    }
  }

  private void addLimits(UsageEvent event) {
    UsageEvent.Limits limits = event.limits();
    if (limits.maxTokens() != null && limits.modelOutput() != null && limits.modelOutput() > 0) {
      count(Sum.MAX_TOKENS_COUNT, 1);
      count(Sum.MAX_TOKENS_SATURATED, limits.maxTokens() >= 0.9 * limits.modelOutput() ? 1 : 0);
    }
    boolean throttled = event.status() == 429;
    count(Sum.THROTTLED, throttled ? 1 : 0);
    if (limits.rateUsed() != null && limits.rateAllowed() != null && limits.rateAllowed() > 0) {
      boolean hugged = !throttled && limits.rateUsed() >= 0.8 * limits.rateAllowed();
      count(Sum.RATE_COUNT, 1);
      count(Sum.RATE_HUGGED, hugged ? 1 : 0);
    }
  }

  private void addSession(UsageEvent event) {
    if (event.turn() != null) {
      count(Sum.TURN_COUNT, 1);
      count(Sum.FIRST_TURNS, event.turn() == 1 ? 1 : 0);
    }
    if (event.foreignHistoryShare() != null) {
      count(Sum.FOREIGN_COUNT, 1);
      count(Sum.FOREIGN_SHARE, Math.round(event.foreignHistoryShare() * FIXED));
    }
    if (event.refused() != null) {
      count(Sum.REFUSAL_COUNT, 1);
      count(Sum.REFUSED, event.refused() ? 1 : 0);
    }
  }

  private void addSample(UsageEvent event, int hour, long eventHash) {
    UsageEvent.Content content = event.content();
    sample.add(
        eventHash >>> 8,
        content == null ? 0 : content.frameBands(),
        content == null ? 0 : Identifiers.narrow(content.body()),
        content == null ? 0 : Identifiers.narrow(content.affix()),
        token(event.addressPrefixToken()),
        token(event.clientToken()),
        hour);
  }

  void add(DayPane other) {
    for (int hour = 0; hour < HOURS; hour++) {
      requests[hour] += other.requests[hour];
      outputTokens[hour] += other.outputTokens[hour];
    }
    Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
    Arrays.setAll(slots, i -> slots[i] | other.slots[i]);
    Arrays.setAll(minutes, i -> minutes[i] | other.minutes[i]);
    sample.addAll(other.sample);
  }

  long sum(Sum sum) {
    return sums[sum.ordinal()];
  }

  long requests() {
    long all = 0;
    for (int hourly : requests) {
      all += hourly;
    }
    return all;
  }

  private void count(Sum sum, long amount) {
    sums[sum.ordinal()] += amount;
  }

  /** log(1 + x) in fixed point; the strict form, so that every JVM gives the same bits. */
  private static long fixedLog(int value) {
    return Math.round(StrictMath.log1p(value) * FIXED);
  }

  private static long token(String token) {
    return token.isEmpty() ? 0 : Identifiers.narrow(Identifiers.hash(token));
  }
}
