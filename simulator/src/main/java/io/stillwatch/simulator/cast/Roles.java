package io.stillwatch.simulator.cast;

import io.stillwatch.simulator.campaigns.SlowSpread;
import io.stillwatch.simulator.people.Chat;
import io.stillwatch.simulator.play.Role;
import java.util.List;

/** Every kind of customer that a season may have. */
public final class Roles {
  private static final List<Role> HONEST = List.of(new Chat());
  private static final List<Role> ATTACKS = List.of(new SlowSpread());

  private Roles() {}

  public static List<Role> honest() {
    return HONEST;
  }

  public static List<Role> attacks() {
    return ATTACKS;
  }

  /** Throws IllegalArgumentException for a name that no honest role has. */
  static Role honest(String name) {
    return named(name, HONEST, "honest role");
  }

  /** Throws IllegalArgumentException for a name that no scenario has. */
  static Role attack(String name) {
    return named(name, ATTACKS, "scenario");
  }

  private static Role named(String name, List<Role> roles, String what) {
    return roles.stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no "
                        + what
                        + " is called \""
                        + name
                        + "\"; there are "
                        + roles.stream().map(Role::name).toList()));
  }
}
