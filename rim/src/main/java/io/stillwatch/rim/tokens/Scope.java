package io.stillwatch.rim.tokens;

import java.util.Arrays;
import java.util.Locale;

/** What a token may be used for. */
public enum Scope {
  /** Reporting usage. */
  REPORT,
  /** Asking for verdicts. */
  CHECK,
  /** Reading vectors, reasons, networks and models. */
  READ,
  /** Publishing models. */
  PUBLISH,
  /** Tokens, activation, roll-back. */
  ADMIN;

  /** As it is written on the wire and in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Throws IllegalArgumentException for a word that is no scope. */
  public static Scope of(String word) {
    return Arrays.stream(values())
        .filter(scope -> scope.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scope is called \""
                        + word
                        + "\"; report, check, read, publish, admin are"));
  }
}
