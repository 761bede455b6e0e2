package io.stillwatch.simulator.cast;

import io.stillwatch.simulator.campaigns.AccountFarm;
import io.stillwatch.simulator.campaigns.FeatureAware;
import io.stillwatch.simulator.campaigns.Hydra;
import io.stillwatch.simulator.campaigns.LoadBalancer;
import io.stillwatch.simulator.campaigns.LogitExtraction;
import io.stillwatch.simulator.campaigns.LoudScraper;
import io.stillwatch.simulator.campaigns.Mimicry;
import io.stillwatch.simulator.campaigns.Poisoning;
import io.stillwatch.simulator.campaigns.Pulse;
import io.stillwatch.simulator.campaigns.ReleasePivot;
import io.stillwatch.simulator.campaigns.RewardModel;
import io.stillwatch.simulator.campaigns.SafeRewrites;
import io.stillwatch.simulator.campaigns.SilentRelay;
import io.stillwatch.simulator.campaigns.SlowSpread;
import io.stillwatch.simulator.campaigns.StolenAccounts;
import io.stillwatch.simulator.campaigns.TaskSynthesis;
import io.stillwatch.simulator.campaigns.TechniqueSweep;
import io.stillwatch.simulator.campaigns.TraceCleaning;
import io.stillwatch.simulator.campaigns.TwoPools;
import io.stillwatch.simulator.people.People;
import io.stillwatch.simulator.play.Role;
import java.util.List;

/** Every kind of customer that a season may have. */
public final class Roles {
  private static final List<Role> HONEST = People.all();
  private static final List<Role> ATTACKS =
      List.of(
          new LoudScraper(),
          new SlowSpread(),
          new Hydra(),
          new LoadBalancer(),
          new TwoPools(),
          new SilentRelay(),
          new TraceCleaning(),
          new RewardModel(),
          new SafeRewrites(),
          new ReleasePivot(),
          new TechniqueSweep(),
          new Pulse(),
          new LogitExtraction(),
          new TaskSynthesis(),
          new AccountFarm(),
          new StolenAccounts(),
          new Mimicry(),
          new FeatureAware(),
          new Poisoning());

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
