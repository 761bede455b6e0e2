package io.stillwatch.modelservice.dashboard.people;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in with a password.
 *
 * @param name in lower case
 * @param mustChangePassword whether somebody else knows the password
 * @param lockedUntil null: not locked out
 * @param epoch sessions of an older one are over
 * @param lastSignInAt null: never
 */
public record Person(
    String name,
    Role role,
    boolean mustChangePassword,
    boolean disabled,
    @Nullable Instant lockedUntil,
    long epoch,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  public Person {
    requireName(name);
  }

  public boolean isLocked(Instant now) {
    return lockedUntil != null && now.isBefore(lockedUntil);
  }

  /** Throws IllegalArgumentException for what cannot be anybody's name. */
  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 of a-z, 0-9 and . _ @ + -, and begins with a letter or digit");
    }
  }
}
