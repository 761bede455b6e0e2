package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.SharedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that members share, counted anew when members come or go. */
final class SharedKeyTable {
  private final Map<String, NetworkMember> members = new LinkedHashMap<>();
  private final Map<String, Set<SharedKey>> keysOf = new HashMap<>();

  private SharedKeyTable() {}

  /** The network with these of its members alone. */
  static Network.Builder withMembers(Network.Builder network, List<NetworkMember> members) {
    SharedKeyTable table = new SharedKeyTable();
    members.forEach(member -> table.add(member, network.getSharedKeysList()));
    table.write(network);
    return network;
  }

  /** Writes the members of both into the network, each with its larger weight. */
  static List<NetworkMember> joined(Network.Builder network, Network one, Network other) {
    SharedKeyTable table = new SharedKeyTable();
    one.getMembersList().forEach(member -> table.add(member, one.getSharedKeysList()));
    other.getMembersList().forEach(member -> table.add(member, other.getSharedKeysList()));
    table.write(network);
    return network.getMembersList();
  }

  private void add(NetworkMember member, List<SharedKey> keys) {
    members.merge(member.getAccountId(), member, (a, b) -> b.getWeight() > a.getWeight() ? b : a);
    Set<SharedKey> own = keysOf.computeIfAbsent(member.getAccountId(), id -> new LinkedHashSet<>());
    for (int place : member.getSharedKeysList()) {
      if (place < keys.size() && place >= 0) {
        own.add(keys.get(place).toBuilder().clearMembers().build());
      }
    }
  }

  private void write(Network.Builder network) {
    Map<SharedKey, Integer> counts = new LinkedHashMap<>();
    keysOf.values().forEach(own -> own.forEach(key -> counts.merge(key, 1, Integer::sum)));
    List<SharedKey> keys = new ArrayList<>();
    counts.forEach((key, count) -> keys.add(key.toBuilder().setMembers(count).build()));
    keys.sort(
        Comparator.comparingInt((SharedKey key) -> -key.getMembers())
            .thenComparingInt(SharedKey::getFamily)
            .thenComparingLong(SharedKey::getKey));
    List<SharedKey> shown = keys.subList(0, Math.min(SharedKeys.MOST, keys.size()));
    Map<SharedKey, Integer> places = new HashMap<>();
    for (SharedKey key : shown) {
      places.put(key.toBuilder().clearMembers().build(), places.size());
    }
    network.clearSharedKeys().addAllSharedKeys(shown).clearMembers();
    members.forEach((id, member) -> network.addMembers(numbered(member, places)));
  }

  private NetworkMember numbered(NetworkMember member, Map<SharedKey, Integer> places) {
    List<Integer> own =
        keysOf.getOrDefault(member.getAccountId(), Set.of()).stream()
            .filter(places::containsKey)
            .map(places::get)
            .sorted()
            .toList();
    return member.toBuilder().clearSharedKeys().addAllSharedKeys(own).build();
  }
}
