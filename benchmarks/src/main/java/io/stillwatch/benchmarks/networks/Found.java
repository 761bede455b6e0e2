package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Verified networks, held against the planted ones. */
final class Found {
  private final List<Network> verified;

  Found(NetworkSnapshot snapshot) {
    verified =
        snapshot.getNetworksList().stream()
            .filter(network -> NetworkStanding.of(network) == NetworkStanding.VERIFIED)
            .toList();
  }

  /** Of the planted accounts, the share that is in a verified network. */
  double completeness(List<Group> groups) {
    Set<String> planted = planted(groups);
    return planted.isEmpty() ? 1 : (double) common(members(), planted) / planted.size();
  }

  /** Of the accounts in verified networks, the share that was planted; 1 without any. */
  double purity(List<Group> groups) {
    Set<String> members = members();
    return members.isEmpty() ? 1 : (double) common(members, planted(groups)) / members.size();
  }

  int networks() {
    return verified.size();
  }

  /** The network with most of these accounts, if it has a tenth of them. */
  Optional<Network> holding(Set<String> accounts) {
    Network most = null;
    long held = 0;
    for (Network network : verified) {
      long here = common(accounts(network), accounts);
      if (here > held) {
        most = network;
        held = here;
      }
    }
    return 10 * held >= accounts.size() ? Optional.ofNullable(most) : Optional.empty();
  }

  private Set<String> members() {
    Set<String> members = new HashSet<>();
    verified.forEach(network -> members.addAll(accounts(network)));
    return members;
  }

  private static Set<String> accounts(Network network) {
    Set<String> accounts = new HashSet<>();
    for (NetworkMember member : network.getMembersList()) {
      accounts.add(member.getAccountId());
    }
    return accounts;
  }

  private static Set<String> planted(List<Group> groups) {
    Set<String> accounts = new HashSet<>();
    for (Group group : groups) {
      if (group.isPlanted()) {
        IntStream.range(0, group.size()).mapToObj(group::account).forEach(accounts::add);
      }
    }
    return accounts;
  }

  private static long common(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).count();
  }
}
