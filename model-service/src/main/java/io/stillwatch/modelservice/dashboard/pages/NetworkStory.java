package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A network in plain words: who, what, since when, how sure; and what an honest group would show.
 */
public record NetworkStory(Network network, Words words) {
  /** Who they are, and what they do. */
  public String who() {
    String accounts =
        String.format(
            Locale.ROOT,
            "%s of %s",
            many(network.getMembersCount(), "account"),
            many(network.getUnits(), "customer"));
    return switch (network.getCase().getLabel()) {
      case NETWORK_LABEL_BENIGN ->
          accounts + " belong together for an honest reason, as " + judge() + " says.";
      case NETWORK_LABEL_WRONG -> accounts + " do not belong together, as " + judge() + " says.";
      case NETWORK_LABEL_CONFIRMED, NETWORK_LABEL_UNSPECIFIED, UNRECOGNIZED -> measured(accounts);
    };
  }

  private String judge() {
    String by = network.getCase().getLabelledBy();
    return by.isEmpty() ? "somebody" : by;
  }

  private String measured(String accounts) {
    return switch (NetworkStanding.of(network)) {
      case VERIFIED -> accounts + " seem to work for one hand: " + shared() + '.';
      case SUSPECTED ->
          accounts
              + " share prompts or phrases that turned from few users to many. Nothing else that was"
              + " measured ties them together.";
      case EXPLAINED ->
          accounts
              + " look alike, and an honest reason fits"
              + (network.getNearestHonest().isEmpty() ? "" : ": " + network.getNearestHonest())
              + '.';
    };
  }

  /** Since when, and what they took. */
  public String since() {
    return String.format(
        Locale.ROOT,
        "First seen %s, %s. In the last 7 days they made %s calls with its content and were sent"
            + " %s output tokens.",
        words.timestamp(network.getFirstSeen()),
        words.life(network.getLife()),
        words.count(network.getExchanges7D()),
        words.about(network.getOutputTokens7D()));
  }

  /** How sure that is. */
  public String sure() {
    String families =
        unexplained().isEmpty()
            ? "No evidence stays unexplained"
            : "Unexplained stays evidence of "
                + many(unexplained().size(), "kind")
                + ": "
                + String.join(", ", unexplained());
    return families
        + (network.hasConfidence()
            ? "; in simulated seasons networks with as much are one hand's with a chance of "
                + words.confidence(network.getConfidence())
                + "."
            : "; how often as much is true was not calibrated.");
  }

  /** From the rarest. */
  public List<NetworkEvidence> evidence() {
    return network.getEvidenceList().stream()
        .sorted(Comparator.comparingDouble(NetworkEvidence::getLogChance))
        .toList();
  }

  /** What fits an honest group: what is explained, and by what. */
  public List<NetworkEvidence> fits() {
    return evidence().stream().filter(NetworkEvidence::getExplained).toList();
  }

  /** What no honest cause explains. */
  public List<String> misfits() {
    List<String> misfits = new ArrayList<>(network.getMisfitsList());
    evidence().stream()
        .filter(one -> !one.getExplained())
        .map(NetworkEvidence::getText)
        .filter(text -> !misfits.contains(text))
        .forEach(misfits::add);
    return misfits;
  }

  /** Honest reasons for which people show such evidence. */
  public String honestly(NetworkEvidence evidence) {
    if (evidence.getExplained()) {
      return evidence.getCause();
    }
    return switch (evidence.getFamily()) {
      case "content" -> "a class, an institution, an app, a popular prompt or a new tool";
      case "money" -> "one payer, families, a campus, an institution or a launch";
      case "place" -> "a site, or networks that strangers share";
      case "client" -> "an app that ships its client";
      case "control" -> "a site, an institution, the same questions, an app or one schedule";
      case "time" -> "one schedule";
      case "behaviour" -> "decisions of the platform";
      default -> "";
    };
  }

  /** Families of unexplained evidence, the rarest first. */
  private List<String> unexplained() {
    return evidence().stream()
        .filter(one -> !one.getExplained())
        .map(NetworkEvidence::getFamily)
        .distinct()
        .toList();
  }

  private String shared() {
    return "they have in common "
        + unexplained().stream().map(NetworkStory::thing).collect(Collectors.joining(", "))
        + ", beyond what honest strangers do";
  }

  private static String thing(String family) {
    return switch (family) {
      case "content" -> "prompts";
      case "money" -> "ways of paying and signing up";
      case "place" -> "places";
      case "client" -> "programs";
      case "control" -> "signs of one hand in control";
      case "time" -> "hours";
      default -> family;
    };
  }

  private static String many(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
