package io.stillwatch.benchmarks.panel;

import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** All that a plan says in one order: equal plans have equal texts. */
final class PlanText {
  private PlanText() {}

  static String of(SeasonPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("%s from %s%n".formatted(plan.version(), plan.start()));
    text.append("%d + %d days%n".formatted(plan.baselineDays(), plan.seasonDays()));
    text.append("%d accounts, %d calls%n".formatted(plan.accounts(), plan.mostCalls()));
    text.append("release %s%nmix %s%n".formatted(plan.releaseDay(), new TreeMap<>(plan.mix())));
    for (CampaignPlan campaign : plan.campaigns()) {
      text.append(
          "%s %d × %d, %d %s%n"
              .formatted(
                  campaign.role(),
                  campaign.count(),
                  campaign.accounts(),
                  campaign.throughBaseline(),
                  new TreeMap<>(campaign.parameters())));
    }
    Map<String, Object> roles = new TreeMap<>();
    plan.roles().forEach((role, ranges) -> roles.put(role, new TreeMap<>(ranges)));
    return text.append("roles %s%n".formatted(roles)).toString();
  }

  /** Eight hexadecimal digits that tell texts apart. */
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
