package io.stillwatch.standalone.platform;

import com.google.gson.JsonObject;
import io.stillwatch.evaluation.Evaluation;
import io.stillwatch.evaluation.FoundNetwork;
import io.stillwatch.evaluation.Scorecard;
import io.stillwatch.evaluation.Share;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.simulator.cast.Roles;
import io.stillwatch.simulator.play.Role;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a demo planted, found and missed. */
final class DemoReport {
  private static final int LEAST_FOUND = 3;
  private static final double MOST_FALSE = 0.005;
  private static final int EVIDENCE = 4;

  private final Evaluation.Outcome outcome;
  private final Scorecard scores;
  private final double seconds;
  private final Map<String, Share> byPersona;
  private final List<Network> networks = new ArrayList<>();

  DemoReport(Evaluation.Outcome outcome, Scorecard scores, Platform platform, double seconds) {
    this.outcome = outcome;
    this.scores = scores;
    this.seconds = seconds;
    this.byPersona = scores.byPersona();
    NetworkServiceGrpc.NetworkServiceBlockingStub service =
        NetworkServiceGrpc.newBlockingStub(platform.verdicts());
    for (String id : verified(outcome)) {
      networks.add(
          service.getNetwork(GetNetworkRequest.newBuilder().setNetworkId(id).build()).getNetwork());
    }
  }

  /** Networks that make a verdict soft; others are too weak or too few, and watched. */
  private static Set<String> verified(Evaluation.Outcome outcome) {
    return outcome.verdicts().values().stream()
        .filter(verdict -> verdict.getBandValue() >= Band.BAND_SOFT_VALUE)
        .map(Verdict::getNetworkId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether enough networks are found, and few enough honest accounts reach soft. */
  boolean passed() {
    return scores.networksFound() >= LEAST_FOUND && scores.falselyCaught().value() <= MOST_FALSE;
  }

  private static String name(Role role) {
    return role.code() + " " + role.name();
  }

  void print(PrintWriter out) {
    out.printf("%n%s%n", outcome.night().text());
    printRoles(out, "Planted", Roles.attacks());
    out.printf("%nFound: %d of %d networks%n", scores.networksFound(), scores.networksPlanted());
    networks.forEach(network -> printNetwork(out, network));
    out.printf(
        "  and %d weaker candidates, whose members are watched%n",
        scores.networks().size() - networks.size());
    printMissed(out);
    printRoles(out, "Honest accounts", Roles.honest());
    row(out, "all honest, at soft", scores.falselyCaught());
    row(out, "all honest, at watch", scores.falselyWatched());
    out.printf(
        Locale.ROOT,
        "%n%,d events, %,.0f a second durable; %.0f s to the last verdict.%n%s%n",
        outcome.events(),
        outcome.events() / outcome.reportSeconds(),
        seconds,
        passed()
            ? "Passed: at least 3 networks found, at most 0.5 % of honest accounts at soft."
            : "FAILED: fewer than 3 networks found, or more than 0.5 % of honest accounts at soft.");
  }

  private void printRoles(PrintWriter out, String title, List<Role> roles) {
    out.printf("%n%-60s %s%n", title, "at soft or above");
    for (Role role : roles) {
      Share share = byPersona.get(name(role));
      if (share != null) {
        row(out, role.code() + " " + role.description(), share);
      }
    }
  }

  private void printNetwork(PrintWriter out, Network network) {
    FoundNetwork found = scores.networks().get(network.getId());
    if (found == null) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %s  %,d members, %.0f %% of them of %s, %.0f %% of whom are members%n",
        network.getId(),
        found.members(),
        100 * found.purity(),
        found.campaign().isEmpty() ? "nobody" : "campaign " + found.campaign(),
        100 * found.completeness());
    network.getEvidenceList().stream()
        .limit(EVIDENCE)
        .forEach(evidence -> out.printf("      %-9s %s%n", evidence.getFamily(), text(evidence)));
  }

  private static String text(NetworkEvidence evidence) {
    return evidence.getText()
        + (evidence.getExplained() ? " (explained: " + evidence.getCause() + ")" : "");
  }

  private void printMissed(PrintWriter out) {
    Share caught = scores.caught();
    out.printf(Locale.ROOT, "%nMissed: %,d attack accounts%n", caught.cases() - caught.hits());
    for (Role role : Roles.attacks()) {
      Share share = byPersona.get(name(role));
      if (share != null && share.hits() < share.cases()) {
        out.printf("  %s: %d of %d%n", role.code(), share.cases() - share.hits(), share.cases());
      }
    }
    out.println(
        "  Soft is given to members of verified networks alone: whoever works alone is watched at"
            + " most,\n  and that only where there are enough honest accounts to compare with.");
  }

  private static void row(PrintWriter out, String name, Share share) {
    out.printf("  %-90s %s%n", name, share);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    Share attack = scores.caught();
    json.addProperty("accounts", outcome.verdicts().size());
    json.addProperty("events", outcome.events());
    json.addProperty("events_per_second", outcome.events() / outcome.reportSeconds());
    json.addProperty("attack_accounts", attack.cases());
    json.addProperty("attack_accounts_flagged", attack.hits());
    json.addProperty("honest_accounts", scores.falselyCaught().cases());
    json.addProperty("honest_accounts_flagged", scores.falselyCaught().hits());
    json.addProperty("honest_accounts_watched", scores.falselyWatched().hits());
    json.addProperty("networks_planted", scores.networksPlanted());
    json.addProperty("networks_found", scores.networksFound());
    json.addProperty("seconds_to_first_verdict", seconds);
    return json;
  }

  static void printWhatToTry(PrintWriter out, Platform platform, Path folder) {
    out.printf(
        """

        The last day is played live now, a minute a second, until Ctrl-C. Look, and try in another shell:
          dashboard: http://127.0.0.1:%4$d%5$s
          export STILLWATCH_TOKEN=$(cat %1$s/operator-token)
          ./stillwatch networks list --to 127.0.0.1:%2$d
          ./stillwatch accounts list --to 127.0.0.1:%2$d
          grpcurl -plaintext -H "authorization: Bearer $STILLWATCH_TOKEN" 127.0.0.1:%2$d list
        Usage events go to 127.0.0.1:%3$d.
        """,
        folder,
        platform.verdictPort(),
        platform.ingestPort(),
        platform.dashboardPort(),
        FirstPassword.of(platform));
  }
}
