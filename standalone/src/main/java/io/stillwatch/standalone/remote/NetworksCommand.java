package io.stillwatch.standalone.remote;

import io.grpc.Channel;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.ExportNetworkRequest;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.LabelNetworkRequest;
import io.stillwatch.v1.LabelNetworkResponse;
import io.stillwatch.v1.ListMembersRequest;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.ListedMember;
import io.stillwatch.v1.MergeNetworksRequest;
import io.stillwatch.v1.MergeNetworksResponse;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkStanding;
import io.stillwatch.v1.NetworkSummary;
import io.stillwatch.v1.SplitNetworkRequest;
import io.stillwatch.v1.SplitNetworkResponse;
import io.stillwatch.v1.UpdateCaseRequest;
import io.stillwatch.v1.UpdateCaseResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stillwatch networks}: accounts that are run by one hand, and what people say of them. */
@Command(
    name = "networks",
    mixinStandardHelpOptions = true,
    description = {
      "Show networks: their members, evidence and harm; and decide on them.",
      "Deciding needs a token with the scope admin; a decision counts at once."
    })
public final class NetworksCommand {
  enum Standing {
    EXPLAINED,
    SUSPECTED,
    VERIFIED
  }

  enum Label {
    CONFIRMED,
    BENIGN,
    WRONG,
    NONE
  }

  enum State {
    OPEN,
    IN_REVIEW,
    ACTED,
    CLOSED
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the active model's networks by falling size.")
  int list(
      @Mixin Remote remote,
      @Mixin Output output,
      @Mixin Pages pages,
      @Option(
              names = "--standing",
              paramLabel = "S",
              description = "only these: ${COMPLETION-CANDIDATES}")
          @Nullable Standing standing,
      @Option(
              names = "--label",
              paramLabel = "L",
              description = "only with this label: confirmed, benign, wrong")
          @Nullable Label label,
      @Option(
              names = "--state",
              paramLabel = "S",
              description = "only cases in this state: ${COMPLETION-CANDIDATES}")
          @Nullable State state,
      @Option(names = "--owner", paramLabel = "NAME", defaultValue = "", description = "only his")
          String owner,
      @Option(
              names = "--min-members",
              paramLabel = "N",
              defaultValue = "0",
              description = "only with at least so many members")
          int minMembers) {
    if (label == Label.NONE || minMembers < 0) {
      throw new IllegalArgumentException(
          label == Label.NONE
              ? "--label takes confirmed, benign or wrong here"
              : "--min-members is below 0: " + minMembers);
    }
    ListNetworksRequest.Builder request =
        ListNetworksRequest.newBuilder()
            .setPageSize(pages.size())
            .setStanding(
                standing == null
                    ? NetworkStanding.NETWORK_STANDING_UNSPECIFIED
                    : NetworkStanding.valueOf("NETWORK_STANDING_" + standing))
            .setLabel(label(label))
            .setState(state(state))
            .setOwner(owner)
            .setMinMembers(minMembers);
    List<NetworkSummary> networks =
        remote.call(
            Remote.MODEL_SERVICE,
            channel ->
                pages.read(
                    token -> service(channel).listNetworks(request.setPageToken(token).build()),
                    ListNetworksResponse::getNetworksList,
                    ListNetworksResponse::getNextPageToken));
    output.print(
        ListNetworksResponse.newBuilder().addAllNetworks(networks).build(), NetworkText::table);
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
        remote.call(Remote.MODEL_SERVICE, channel -> service(channel).getNetwork(request));
    output.print(answer, found -> NetworkText.portrait(found.getNetwork()));
    return 0;
  }

  @Command(
      name = "members",
      mixinStandardHelpOptions = true,
      description = "List a network's members by falling weight, with what is known of each.")
  int members(
      @Mixin Remote remote,
      @Mixin Output output,
      @Mixin Pages pages,
      @Parameters(paramLabel = "NETWORK", description = "the network's id") String network) {
    ListMembersRequest.Builder request =
        ListMembersRequest.newBuilder().setNetworkId(network).setPageSize(pages.size());
    List<ListedMember> members =
        remote.call(
            Remote.MODEL_SERVICE,
            channel ->
                pages.read(
                    token -> service(channel).listMembers(request.setPageToken(token).build()),
                    ListMembersResponse::getMembersList,
                    ListMembersResponse::getNextPageToken));
    output.print(
        ListMembersResponse.newBuilder().addAllMembers(members).build(), NetworkText::members);
    return 0;
  }

  @Command(
      name = "label",
      mixinStandardHelpOptions = true,
      description = {
        "Say what a network is: confirmed, benign (its accounts belong together for an honest",
        "reason), wrong (they do not belong together), or none to take the label away. While benign",
        "or wrong counts, the network raises nobody's band."
      })
  int label(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "NETWORK", description = "the network's id") String network,
      @Parameters(paramLabel = "LABEL", description = "${COMPLETION-CANDIDATES}") Label label,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "why; needed for all but confirmed")
          String reason,
      @Option(
              names = "--until",
              paramLabel = "TIME",
              description = "when it stops counting, such as 2026-12-24T00:00:00Z; else never")
          @Nullable Instant until) {
    LabelNetworkRequest.Builder request =
        LabelNetworkRequest.newBuilder()
            .setNetworkId(network)
            .setLabel(label(label))
            .setReason(reason);
    if (until != null) {
      request.setExpiresAt(Timestamps.timestamp(until));
    }
    LabelNetworkResponse answer =
        remote.call(
            Remote.MODEL_SERVICE, channel -> service(channel).labelNetwork(request.build()));
    output.print(answer, told -> NetworkText.decided(told.getNetwork()));
    return 0;
  }

  @Command(
      name = "case",
      mixinStandardHelpOptions = true,
      description = "Say how far people are with a network, and who looks after it.")
  int update(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "NETWORK", description = "the network's id") String network,
      @Option(names = "--state", paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}")
          @Nullable State state,
      @Option(
              names = "--owner",
              paramLabel = "NAME",
              description = "who looks after it; \"\": nobody")
          @Nullable String owner) {
    UpdateCaseRequest.Builder request =
        UpdateCaseRequest.newBuilder().setNetworkId(network).setState(state(state));
    if (owner != null) {
      request.setOwner(owner);
    }
    if (state == null && owner == null) {
      throw new IllegalArgumentException("neither --state nor --owner is given");
    }
    UpdateCaseResponse answer =
        remote.call(Remote.MODEL_SERVICE, channel -> service(channel).updateCase(request.build()));
    output.print(answer, told -> NetworkText.decided(told.getNetwork()));
    return 0;
  }

  @Command(
      name = "split",
      mixinStandardHelpOptions = true,
      description = "Make some members a network of their own, with a new id.")
  int split(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(index = "0", paramLabel = "NETWORK", description = "the network's id")
          String network,
      @Parameters(
              index = "1..*",
              arity = "0..*",
              paramLabel = "ACCOUNT",
              description = "the members that leave it")
          @Nullable List<String> accounts,
      @Option(
              names = "--accounts",
              paramLabel = "FILE",
              description = "more of them, one a line, in UTF-8")
          @Nullable Path file,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
          String reason) {
    List<String> all = new ArrayList<>(accounts == null ? List.of() : accounts);
    if (file != null) {
      all.addAll(AccountLines.read(file));
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no account is named, nor a file with --accounts");
    }
    SplitNetworkRequest request =
        SplitNetworkRequest.newBuilder()
            .setNetworkId(network)
            .addAllAccountIds(all)
            .setReason(reason)
            .build();
    SplitNetworkResponse answer =
        remote.call(Remote.MODEL_SERVICE, channel -> service(channel).splitNetwork(request));
    output.print(
        answer,
        told ->
            NetworkText.decided(told.getNetwork())
                + '\n'
                + NetworkText.decided(told.getSplitOff()));
    return 0;
  }

  @Command(
      name = "merge",
      mixinStandardHelpOptions = true,
      description = "Take networks into one, which keeps its id.")
  int merge(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(index = "0", paramLabel = "NETWORK", description = "the network that stays")
          String network,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "ABSORBED",
              description = "the networks that it takes in")
          List<String> absorbed,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
          String reason) {
    MergeNetworksRequest request =
        MergeNetworksRequest.newBuilder()
            .setNetworkId(network)
            .addAllAbsorbedIds(absorbed)
            .setReason(reason)
            .build();
    MergeNetworksResponse answer =
        remote.call(Remote.MODEL_SERVICE, channel -> service(channel).mergeNetworks(request));
    output.print(answer, told -> NetworkText.decided(told.getNetwork()));
    return 0;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Write a network as a signed evidence pack, which others can check. Account ids are in it as",
        "pseudonyms that hold for this pack alone."
      })
  int export(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "NETWORK", description = "the network's id") String network,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "where to; a file that is there is not replaced")
          Path out,
      @Option(
              names = "--with-ids",
              description =
                  "with account ids, and what people wrote; needs the scope admin besides read")
          boolean withIds) {
    ExportNetworkRequest request =
        ExportNetworkRequest.newBuilder().setNetworkId(network).setWithAccountIds(withIds).build();
    PackFile.refuseTaken(out);
    byte[] pack =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> service(channel).exportNetwork(request).getPack().toByteArray());
    output.print(
        PackFile.write(out, pack),
        told -> "wrote " + out + ", " + NetworkText.number(pack.length) + " bytes");
    return 0;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Check an evidence pack against a public key, without any service.",
        "Exit 0: it is as it was signed; 1: it is not."
      })
  int verify(
      @Mixin Output output,
      @Parameters(paramLabel = "FILE", description = "the pack") Path file,
      @Option(
              names = "--key",
              paramLabel = "PEM",
              required = true,
              description = "the public key, such as evidence-key.pem.pub of who made it")
          Path key) {
    output.print(PackFile.verified(file, key), PackFile::told);
    return 0;
  }

  private static NetworkLabel label(@Nullable Label label) {
    return label == null || label == Label.NONE
        ? NetworkLabel.NETWORK_LABEL_UNSPECIFIED
        : NetworkLabel.valueOf("NETWORK_LABEL_" + label);
  }

  private static NetworkCaseState state(@Nullable State state) {
    return state == null
        ? NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED
        : NetworkCaseState.valueOf("NETWORK_CASE_STATE_" + state);
  }

  private static NetworkServiceGrpc.NetworkServiceBlockingStub service(Channel channel) {
    return NetworkServiceGrpc.newBlockingStub(channel);
  }
}
