package io.stillwatch.features;

import org.jspecify.annotations.Nullable;

/** One number for how a call's answer was to be drawn: equal settings have equal numbers. */
final class Parameters {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private Parameters() {}

  /** 40 bits, never 0. */
  static long of(UsageEvent event) {
    UsageEvent.Sampling sampling = event.sampling();
    Integer asked = event.limits().maxTokens();
    long hash = mix(1, hundredths(sampling.temperature()));
    hash = mix(hash, hundredths(sampling.topP()));
    hash = mix(hash, sampling.samples() == null ? -1 : sampling.samples());
    hash = mix(hash, Boolean.TRUE.equals(sampling.logProbabilities()) ? 1 : 0);
    hash = mix(hash, asked == null ? -1 : asked);
    return Identifiers.narrow(hash == 0 ? 1 : hash);
  }

  private static long hundredths(@Nullable Double value) {
    return value == null ? -1 : Math.round(100 * value);
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * FACTOR;
    return mixed ^ mixed >>> 29;
  }
}
