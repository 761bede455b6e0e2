package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes networks apart and together. Nothing says which member made which call, so a part has the
 * harm of its members' calls with the content, and of units as many as of members; evidence and
 * days tell of the whole until the next night.
 */
final class Parts {
  private Parts() {}

  /** A network in two; either may be without members. */
  record Cut(Network rest, Network part) {}

  static Cut cut(Network whole, Set<String> accounts) {
    List<NetworkMember> there =
        whole.getMembersList().stream().filter(m -> accounts.contains(m.getAccountId())).toList();
    List<NetworkMember> left =
        whole.getMembersList().stream().filter(m -> !accounts.contains(m.getAccountId())).toList();
    double share = harm(there) / Math.max(harm(there) + harm(left), Double.MIN_NORMAL);
    Network.Builder part = whole.toBuilder();
    Network.Builder rest = whole.toBuilder();
    part.setUnits(units(whole, there.size()));
    rest.setUnits(units(whole, left.size()));
    part.setExchanges7D(of(whole.getExchanges7D(), share));
    rest.setExchanges7D(whole.getExchanges7D() - part.getExchanges7D());
    part.setOutputTokens7D(of(whole.getOutputTokens7D(), share));
    rest.setOutputTokens7D(whole.getOutputTokens7D() - part.getOutputTokens7D());
    whole
        .getExchangesByModelMap()
        .forEach(
            (model, calls) -> {
              part.putExchangesByModel(model, of(calls, share));
              rest.putExchangesByModel(model, calls - of(calls, share));
            });
    cutDays(whole, share(there.size(), left.size()), part, rest);
    return new Cut(withMembers(rest, left), withMembers(part, there));
  }

  private static double share(int some, int others) {
    return some + others == 0 ? 0 : (double) some / (some + others);
  }

  /** Estimated by the numbers of members, so that both parts are the whole again. */
  private static void cutDays(
      Network whole, double share, Network.Builder part, Network.Builder rest) {
    part.clearDays();
    rest.clearDays();
    for (NetworkDay day : whole.getDaysList()) {
      NetworkDay some =
          day.toBuilder()
              .setUnits((int) of(day.getUnits(), share))
              .setJoined((int) of(day.getJoined(), share))
              .setClosed((int) of(day.getClosed(), share))
              .build();
      part.addDays(some);
      rest.addDays(
          day.toBuilder()
              .setUnits(day.getUnits() - some.getUnits())
              .setJoined(day.getJoined() - some.getJoined())
              .setClosed(day.getClosed() - some.getClosed()));
    }
  }

  /** A part as a network of its own, which nobody has said anything of but whose it is. */
  static Network splitOff(Network part, String id) {
    return part.toBuilder()
        .setId(id)
        .clearPredecessorIds()
        .addPredecessorIds(part.getId())
        .setCase(
            NetworkCase.newBuilder()
                .setState(NetworkCaseState.NETWORK_CASE_STATE_OPEN)
                .setOwner(part.getCase().getOwner())
                .setSplitFromId(part.getId()))
        .build();
  }

  /** Taken in by order: the one that stays remembers it. */
  static Network merged(Network whole, Network absorbed) {
    Network.Builder merged = joined(whole, absorbed).toBuilder();
    Set<String> predecessors = new LinkedHashSet<>(whole.getPredecessorIdsList());
    predecessors.add(absorbed.getId());
    Set<String> absorbedIds = new LinkedHashSet<>(whole.getCase().getAbsorbedIdsList());
    absorbedIds.add(absorbed.getId());
    merged.clearPredecessorIds().addAllPredecessorIds(predecessors);
    merged.getCaseBuilder().clearAbsorbedIds().addAllAbsorbedIds(absorbedIds);
    return merged.build();
  }

  /** All that both have, as the first one. */
  static Network joined(Network one, Network other) {
    Network.Builder joined = one.toBuilder();
    List<NetworkMember> members = SharedKeyTable.joined(joined, one, other);
    joined
        .setUnits(Math.min(one.getUnits() + other.getUnits(), members.size()))
        .setExchanges7D(one.getExchanges7D() + other.getExchanges7D())
        .setOutputTokens7D(one.getOutputTokens7D() + other.getOutputTokens7D());
    other
        .getExchangesByModelMap()
        .forEach(
            (model, calls) ->
                joined.putExchangesByModel(
                    model, calls + one.getExchangesByModelOrDefault(model, 0)));
    if (seconds(other) < seconds(one)) {
      joined.setFirstSeen(other.getFirstSeen());
    }
    return joined
        .clearEvidence()
        .addAllEvidence(evidence(one, other))
        .clearDays()
        .addAllDays(days(one, other))
        .build();
  }

  private static long seconds(Network network) {
    return network.hasFirstSeen() ? network.getFirstSeen().getSeconds() : Long.MAX_VALUE;
  }

  private static Network withMembers(Network.Builder network, List<NetworkMember> members) {
    return SharedKeyTable.withMembers(network, members).build();
  }

  /** The content first, then by falling rarity; what both say is said once. */
  private static List<NetworkEvidence> evidence(Network one, Network other) {
    Set<NetworkEvidence> all = new LinkedHashSet<>(one.getEvidenceList());
    all.addAll(other.getEvidenceList());
    List<NetworkEvidence> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing(
                (NetworkEvidence shown) -> !shown.getFamily().equals(NetworkStanding.CONTENT))
            .thenComparingDouble(NetworkEvidence::getLogChance));
    return sorted;
  }

  private static List<NetworkDay> days(Network one, Network other) {
    Map<String, NetworkDay> days = new TreeMap<>();
    one.getDaysList().forEach(day -> days.put(day.getDay(), day));
    other.getDaysList().forEach(day -> days.merge(day.getDay(), day, Parts::sum));
    List<NetworkDay> all = List.copyOf(days.values());
    return all.subList(Math.max(0, all.size() - NetworkTimeline.MOST), all.size());
  }

  private static NetworkDay sum(NetworkDay one, NetworkDay other) {
    Set<String> models = new LinkedHashSet<>(one.getNewModelsList());
    models.addAll(other.getNewModelsList());
    return one.toBuilder()
        .setUnits(one.getUnits() + other.getUnits())
        .setJoined(one.getJoined() + other.getJoined())
        .setClosed(one.getClosed() + other.getClosed())
        .clearNewModels()
        .addAllNewModels(models)
        .build();
  }

  /** Calls with the content; where shares are not known, one a member. */
  private static double harm(List<NetworkMember> members) {
    double calls = 0;
    for (NetworkMember member : members) {
      calls += member.getContentShare() * member.getRequests7D();
    }
    return calls > 0 ? calls : members.size() * 1e-9;
  }

  private static long of(long count, double share) {
    return Math.min(count, Math.round(count * share));
  }

  private static int units(Network whole, int members) {
    if (members == 0 || whole.getUnits() == 0) {
      return 0;
    }
    double share = (double) members / whole.getMembersCount();
    return (int) Math.max(1, Math.round(whole.getUnits() * share));
  }
}
