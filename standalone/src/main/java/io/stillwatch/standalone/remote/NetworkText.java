package io.stillwatch.standalone.remote;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.ListedMember;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSummary;
import java.util.Locale;

/** Networks as people read them. */
final class NetworkText {
  private NetworkText() {}

  static String table(ListNetworksResponse answer) {
    Table table =
        new Table(
            "NETWORK",
            "STANDING",
            "CASE",
            "LIFE",
            "MEMBERS",
            "UNITS",
            "CALLS 7D",
            "TOKENS 7D",
            "STRONGEST EVIDENCE");
    for (NetworkSummary summary : answer.getNetworksList()) {
      Network network = summary.getNetwork();
      table.row(
          network.getId(),
          standing(network),
          shortly(network.getCase()),
          Table.word(network.getLife(), "NETWORK_LIFE"),
          number(summary.getMembers()),
          number(network.getUnits()),
          number(network.getExchanges7D()),
          number(network.getOutputTokens7D()),
          network.getEvidenceCount() == 0 ? "-" : network.getEvidence(0).getText());
    }
    return table.toString();
  }

  /** An explained network has an honest cause, and is named by no verdict. */
  private static String standing(Network network) {
    return NetworkStanding.of(network).name().toLowerCase(Locale.ROOT);
  }

  static String portrait(Network network) {
    StringBuilder text = new StringBuilder();
    line(text, "network", network.getId());
    line(text, "standing", standing(network));
    addCase(text, network.getCase());
    line(text, "life", Table.word(network.getLife(), "NETWORK_LIFE"));
    line(text, "first seen", time(network.getFirstSeen()));
    line(text, "came from", Table.orDash(String.join(", ", network.getPredecessorIdsList())));
    line(
        text,
        "members",
        number(network.getMembersCount()) + " in " + number(network.getUnits()) + " units");
    line(
        text,
        "harm, 7 days",
        number(network.getExchanges7D())
            + " calls, "
            + number(network.getOutputTokens7D())
            + " output tokens");
    line(
        text,
        "confidence",
        network.hasConfidence()
            ? String.format(Locale.ROOT, "%.3f", network.getConfidence())
            : "-");
    line(text, "looks most like", Table.orDash(network.getNearestHonest()));
    network.getMisfitsList().forEach(misfit -> line(text, "but", misfit));
    Table evidence = new Table("FAMILY", "CHANCE", "EXPLAINED BY", "EVIDENCE");
    for (NetworkEvidence shared : network.getEvidenceList()) {
      evidence.row(
          shared.getFamily(), chance(shared.getLogChance()), explanation(shared), shared.getText());
    }
    Table members = new Table("MEMBER", "WEIGHT");
    for (NetworkMember member : network.getMembersList()) {
      members.row(member.getAccountId(), share(member.getWeight()));
    }
    return text.append('\n').append(evidence).append('\n').append(members).toString();
  }

  static String members(ListMembersResponse answer) {
    Table table =
        new Table(
            "MEMBER", "WEIGHT", "CONTENT", "CALLS 7D", "BAND", "RISK", "ORGANISATION", "PLAN");
    for (ListedMember listed : answer.getMembersList()) {
      NetworkMember member = listed.getMember();
      table.row(
          member.getAccountId(),
          share(member.getWeight()),
          share(member.getContentShare()),
          number(member.getRequests7D()),
          listed.getBand() == Band.BAND_UNSPECIFIED ? "-" : Table.word(listed.getBand(), "BAND"),
          listed.hasRisk() ? String.format(Locale.ROOT, "%.3f", listed.getRisk()) : "-",
          Table.orDash(listed.getOrganisationId()),
          Table.orDash(listed.getPlan()));
    }
    return table.toString();
  }

  /** What a decision left of a network, in a line. */
  static String decided(NetworkSummary summary) {
    Network network = summary.getNetwork();
    String owner = network.getCase().getOwner();
    return network.getId()
        + " is "
        + standing(network)
        + ", "
        + shortly(network.getCase())
        + (owner.isEmpty() ? "" : ", of " + owner)
        + ", with "
        + number(summary.getMembers())
        + " members";
  }

  private static void addCase(StringBuilder text, NetworkCase told) {
    line(text, "case", shortly(told));
    if (!told.getOwner().isEmpty()) {
      line(text, "owner", told.getOwner());
    }
    if (told.getLabel() != NetworkLabel.NETWORK_LABEL_UNSPECIFIED) {
      line(text, "labelled by", told.getLabelledBy() + " at " + time(told.getLabelledAt()));
      line(text, "because", Table.orDash(told.getReason()));
    }
    if (told.hasLabelExpiresAt()) {
      line(text, "until", time(told.getLabelExpiresAt()));
    }
    if (!told.getSplitFromId().isEmpty()) {
      line(text, "split off", told.getSplitFromId());
    }
    if (told.getAbsorbedIdsCount() > 0) {
      line(text, "took in", String.join(", ", told.getAbsorbedIdsList()));
    }
  }

  private static String shortly(NetworkCase told) {
    String state =
        told.getState() == NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED
            ? "open"
            : Table.word(told.getState(), "NETWORK_CASE_STATE").replace('_', ' ');
    return told.getLabel() == NetworkLabel.NETWORK_LABEL_UNSPECIFIED
        ? state
        : state + ", " + Table.word(told.getLabel(), "NETWORK_LABEL");
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.2f", share);
  }

  private static String explanation(NetworkEvidence shared) {
    return shared.getExplained() ? shared.getCause() : "-";
  }

  /** Chances below what a double can hold are printed too. */
  private static String chance(double logChance) {
    double tens = logChance / Math.log(10);
    double exponent = Math.floor(tens);
    return String.format(
        Locale.ROOT, "%.0fe%.0f", Math.floor(Math.pow(10, tens - exponent)), exponent);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-17s%s%n", name, value));
  }

  private static String time(Timestamp time) {
    return Timestamps.instant(time).toString();
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
