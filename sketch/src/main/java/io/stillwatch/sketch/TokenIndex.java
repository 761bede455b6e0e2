package io.stillwatch.sketch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of tokens, by their keyed hash; a look-up costs a few nanoseconds. Immutable. */
final class TokenIndex<T> {
  private final long[] tokens;
  private final Object[] values;

  TokenIndex(Map<Long, T> entries) {
    int size = Integer.highestOneBit(Math.max(1, entries.size())) << 2;
    tokens = new long[size];
    values = new Object[size];
    entries.forEach(this::put);
  }

  private void put(long token, T value) {
    int at = slot(token);
    tokens[at] = token;
    values[at] = value;
  }

  @Nullable T get(long token) {
    @SuppressWarnings("unchecked")
    T value = (T) values[slot(token)];
    return value;
  }

  /** Where the token is, or would be: hashes under a secret key fill the table evenly. */
  private int slot(long token) {
    int at = (int) token & (tokens.length - 1);
    while (values[at] != null && tokens[at] != token) {
      at = (at + 1) & (tokens.length - 1);
    }
    return at;
  }
}
