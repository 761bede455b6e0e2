package io.stillwatch.standalone.remote;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkSummary;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stillwatch networks}: accounts that are run by one hand. */
@Command(
    name = "networks",
    mixinStandardHelpOptions = true,
    description = "Show networks: their members, evidence and harm.")
public final class NetworksCommand {
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the active model's networks by falling size.")
  int list(
      @Mixin Remote remote,
      @Mixin Output output,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "at most so many (default: ${DEFAULT-VALUE})")
          int limit) {
    ListNetworksRequest.Builder request =
        ListNetworksRequest.newBuilder().setPageSize(Math.min(Pages.checked(limit), Pages.LARGEST));
    List<NetworkSummary> networks =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> {
              NetworkServiceGrpc.NetworkServiceBlockingStub service =
                  NetworkServiceGrpc.newBlockingStub(channel);
              return Pages.read(
                  limit,
                  token -> service.listNetworks(request.setPageToken(token).build()),
                  ListNetworksResponse::getNetworksList,
                  ListNetworksResponse::getNextPageToken);
            });
    output.print(
        ListNetworksResponse.newBuilder().addAllNetworks(networks).build(), NetworksCommand::table);
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show one network: evidence, harm, members.")
  int show(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "NETWORK", description = "the network's id") String network) {
    GetNetworkRequest request = GetNetworkRequest.newBuilder().setNetworkId(network).build();
    GetNetworkResponse answer =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> NetworkServiceGrpc.newBlockingStub(channel).getNetwork(request));
    output.print(answer, found -> portrait(found.getNetwork()));
    return 0;
  }

  private static String table(ListNetworksResponse answer) {
    Table table =
        new Table(
            "NETWORK",
            "STANDING",
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

  private static String portrait(Network network) {
    StringBuilder text = new StringBuilder();
    line(text, "network", network.getId());
    line(text, "standing", standing(network));
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
    line(text, "looks most like", Table.orDash(network.getNearestHonest()));
    network.getMisfitsList().forEach(misfit -> line(text, "but", misfit));
    Table evidence = new Table("FAMILY", "CHANCE", "EXPLAINED BY", "EVIDENCE");
    for (NetworkEvidence shared : network.getEvidenceList()) {
      evidence.row(
          shared.getFamily(), chance(shared.getLogChance()), explanation(shared), shared.getText());
    }
    Table members = new Table("MEMBER", "WEIGHT");
    for (NetworkMember member : network.getMembersList()) {
      members.row(member.getAccountId(), String.format(Locale.ROOT, "%.2f", member.getWeight()));
    }
    return text.append('\n').append(evidence).append('\n').append(members).toString();
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

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
