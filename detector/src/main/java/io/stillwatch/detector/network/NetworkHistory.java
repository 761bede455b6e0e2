package io.stillwatch.detector.network;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was known the night before. A network keeps its id while it shares a third of the smaller one's
 * members, or its content: a pool that takes over from a closed one is the same network.
 */
final class NetworkHistory {
  private static final double OVERLAP = 1.0 / 3;

  private final Map<String, Network> before = new LinkedHashMap<>();
  private final Map<String, Set<Long>> contentBefore = new HashMap<>();
  private final List<HotKey> hotKeysBefore;
  private final Set<String> taken = new HashSet<>();

  NetworkHistory(NetworkSnapshot previous) {
    previous.getNetworksList().forEach(network -> before.put(network.getId(), network));
    hotKeysBefore = previous.getHotKeysList();
    for (HotKey key : hotKeysBefore) {
      if (isContent(key)) {
        contentBefore
            .computeIfAbsent(key.getNetworkId(), unused -> new HashSet<>())
            .add(key.getKey());
      }
    }
  }

  /** The content of networks that no honest cause explained. */
  Set<Long> suspiciousContent() {
    Set<Long> keys = new HashSet<>();
    for (Network network : before.values()) {
      if (NetworkStanding.of(network) != NetworkStanding.EXPLAINED) {
        keys.addAll(contentBefore.getOrDefault(network.getId(), Set.of()));
      }
    }
    return keys;
  }

  /** Gives the network its id, life, predecessors and the day it was first seen. */
  Network continued(NetworkDraft draft, Instant madeAt) {
    Network.Builder network = draft.network();
    Set<String> accounts = accounts(network.getMembersList());
    List<Network> ancestors = new ArrayList<>();
    for (Network old : before.values()) {
      if (overlaps(accounts, old) || sharesContent(draft, old)) {
        ancestors.add(old);
      }
    }
    ancestors.sort(Comparator.comparingInt(old -> -common(accounts, old)));
    Network self = ancestors.stream().filter(old -> !taken.contains(old.getId())).findFirst().orElse(null);
    network.setId(self == null ? newId(draft, madeAt) : self.getId());
    taken.add(network.getId());
    for (Network old : ancestors) {
      boolean isSelf = old.getId().equals(network.getId());
      (isSelf ? old.getPredecessorIdsList() : List.of(old.getId()))
          .forEach(network::addPredecessorIds);
    }
    network.setFirstSeen(self == null ? timestamp(madeAt) : self.getFirstSeen());
    return network.setLife(life(draft, self != null, self != null && sharesContent(draft, self))).build();
  }

  /** Networks that were not found again but whose accounts are still there. */
  List<Network> dormant(Set<String> openAccounts) {
    return before.values().stream()
        .filter(old -> !taken.contains(old.getId()))
        .filter(old -> NetworkStanding.of(old) != NetworkStanding.EXPLAINED)
        .filter(old -> accounts(old.getMembersList()).stream().anyMatch(openAccounts::contains))
        .map(old -> old.toBuilder().setLife(NetworkLife.NETWORK_LIFE_DORMANT).build())
        .toList();
  }

  List<HotKey> hotKeysOf(Network network) {
    return hotKeysBefore.stream().filter(k -> k.getNetworkId().equals(network.getId())).toList();
  }

  private String newId(NetworkDraft draft, Instant madeAt) {
    ContentKey content = draft.content().get(0);
    long smallest = content.keys().stream().mapToLong(Long::longValue).min().orElse(0);
    long hash = Dice.mix(smallest ^ madeAt.getEpochSecond());
    String id = name(hash);
    while (before.containsKey(id) || taken.contains(id)) {
      hash = Dice.mix(hash + 1);
      id = name(hash);
    }
    return id;
  }

  private static String name(long hash) {
    return "net-" + Long.toHexString(hash | Long.MIN_VALUE).substring(0, 8);
  }

  private static NetworkLife life(NetworkDraft draft, boolean known, boolean sameContent) {
    if (draft.isClosed()) {
      return NetworkLife.NETWORK_LIFE_CLOSED;
    }
    if (!known) {
      return NetworkLife.NETWORK_LIFE_NEW;
    }
    return sameContent ? NetworkLife.NETWORK_LIFE_GROWING : NetworkLife.NETWORK_LIFE_PIVOTED;
  }

  private boolean sharesContent(NetworkDraft draft, Network old) {
    Set<Long> known = contentBefore.getOrDefault(old.getId(), Set.of());
    for (ContentKey key : draft.content()) {
      long shared = key.keys().stream().filter(known::contains).limit(2).count();
      if (shared >= (key.frame() ? 2 : 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlaps(Set<String> accounts, Network old) {
    int smaller = Math.min(accounts.size(), old.getMembersCount());
    return smaller > 0 && common(accounts, old) >= OVERLAP * smaller;
  }

  private static int common(Set<String> accounts, Network old) {
    int common = 0;
    for (NetworkMember member : old.getMembersList()) {
      common += accounts.contains(member.getAccountId()) ? 1 : 0;
    }
    return common;
  }

  private static Set<String> accounts(List<NetworkMember> members) {
    Set<String> accounts = new HashSet<>();
    members.forEach(member -> accounts.add(member.getAccountId()));
    return accounts;
  }

  private static boolean isContent(HotKey key) {
    return key.getFamily() == FamilyNumbers.of(LinkFamily.FRAME)
        || key.getFamily() == FamilyNumbers.of(LinkFamily.AFFIX);
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
  }
}
