package io.stillwatch.simulator.world;

import java.util.Locale;

/** What a customer has bought. */
public enum Plan {
  FREE(20),
  PRO(120),
  TEAM(600),
  ENTERPRISE(4_000);

  /** Calls that an account may make a minute. */
  public final int callsAMinute;

  Plan(int callsAMinute) {
    this.callsAMinute = callsAMinute;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
