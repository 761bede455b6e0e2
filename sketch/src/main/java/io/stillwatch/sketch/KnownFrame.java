package io.stillwatch.sketch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A frame that is public: the system prompt of a kit, an agent or a framework. Prompts that share
 * it share no secret, so it must not link the accounts that use it.
 *
 * @param author who entered it
 * @param expires the last day it counts as known; null: never expires
 * @param text the public text, at least 8 tokens
 */
public record KnownFrame(String name, String author, @Nullable LocalDate expires, String text) {
  public KnownFrame {
    check("name", name);
    check("author", author);
    check("text", text);
  }

  private static void check(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a known frame without " + field);
    }
  }

  /** Whether it still counts as known on that day. */
  public boolean isKnownOn(LocalDate day) {
    return expires == null || !day.isAfter(expires);
  }

  @Override
  public String toString() {
    return "KnownFrame " + name;
  }
}
