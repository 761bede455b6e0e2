package io.stillwatch.rim.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When each token was last used, to a second: most uses only read, so that calls with one token do
 * not write the same place over and over. Thread-safe.
 */
final class LastUses {
  private static final Duration EXACTNESS = Duration.ofSeconds(1);

  private final Map<String, Instant> byName = new ConcurrentHashMap<>();

  void note(String name, Instant now) {
    Instant noted = byName.get(name);
    if (noted == null) {
      byName.putIfAbsent(name, now);
    } else if (isNews(noted, now)) {
      byName.replace(name, noted, now);
    }
  }

  /** Also after the clock was set back. */
  private static boolean isNews(Instant noted, Instant now) {
    return Duration.between(noted, now).abs().compareTo(EXACTNESS) >= 0;
  }

  /** Null: not used yet. */
  @Nullable Instant of(String name) {
    return byName.get(name);
  }
}
