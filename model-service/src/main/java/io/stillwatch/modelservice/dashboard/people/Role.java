package io.stillwatch.modelservice.dashboard.people;

import java.util.Arrays;
import java.util.Locale;

/** What somebody may do in the dashboard. Each may do what those before it may. */
public enum Role {
  /** Sees bands, networks and models. */
  VIEWER,
  /** Also reads the reasons of a verdict, and decides on networks. */
  ANALYST,
  /** Also promotes models, and keeps people and tokens. */
  ADMINISTRATOR;

  /** As it is shown and configured. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Throws IllegalArgumentException for a word that is no role. */
  public static Role of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no role is called \"" + word + "\"; viewer, analyst, administrator are"));
  }

  /** As Spring Security knows it. */
  public String authority() {
    return "ROLE_" + name();
  }
}
