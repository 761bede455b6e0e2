package io.stillwatch.simulator.people;

import io.stillwatch.simulator.play.Role;
import java.util.List;

/** Every kind of honest customer. */
public final class People {
  private static final List<Role> ALL =
      List.of(
          new Chat(),
          new Api(),
          new Retrieval(),
          new Evaluation(),
          new SyntheticData(),
          new CodingAgent(),
          new Router(),
          new Enterprise(),
          new SupportBot(),
          new Backfill(),
          new Classroom(),
          new Benchmark(),
          new RedTeam(),
          new Auditor(),
          new Judge(),
          new LaunchAdopter(),
          new Hackathon(),
          new Accelerator(),
          new HomeAutomation(),
          new VendorApp(),
          new Traveller(),
          new Localisation(),
          new Migration());

  private People() {}

  /** In the order of the threat model's codes. */
  public static List<Role> all() {
    return ALL;
  }
}
