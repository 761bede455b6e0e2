package io.stillwatch.standalone.platform;

import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.modelservice.dashboard.people.FirstAdministrator;

/** How to sign in for the first time, in words. */
final class FirstPassword {
  private FirstPassword() {}

  /** Said once; empty on later starts. */
  static String of(Platform platform) {
    return platform
        .takeFirstPassword()
        .map(
            password ->
                "  (first sign-in: "
                    + FirstAdministrator.NAME
                    + ", password "
                    + password
                    + ", shown this once)")
        .orElse("");
  }
}
