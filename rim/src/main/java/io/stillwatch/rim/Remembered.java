package io.stillwatch.rim;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that costs something to find out, and may be a little old. Thread-safe. */
public final class Remembered<T> {
  private final long nanos;
  private final Supplier<T> source;
  private @Nullable T value;
  private long foundAt;

  /**
   * @param atMost how old the value may be
   */
  public Remembered(Duration atMost, Supplier<T> source) {
    this.nanos = atMost.toNanos();
    this.source = source;
  }

  /** Asks the source when the value is too old. */
  public synchronized T get() {
    long now = System.nanoTime();
    T known = value;
    if (known == null || now - foundAt > nanos) {
      known = source.get();
      value = known;
      foundAt = now;
    }
    return known;
  }
}
