package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Known networks that people split off from each other. What is found of several of a family is
 * theirs by their members, and whoever is new there belongs to the one with most of them.
 */
final class SplitFamilies {
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, Set<String>> membersOfFamily = new LinkedHashMap<>();

  SplitFamilies(Collection<Network> known) {
    for (Network network : known) {
      if (!network.getCase().getSplitFromId().isEmpty()) {
        parents.put(network.getId(), network.getCase().getSplitFromId());
      }
    }
    for (Network network : known) {
      if (isOfOne(network.getId())) {
        Set<String> members = new HashSet<>();
        network.getMembersList().forEach(member -> members.add(member.getAccountId()));
        membersOfFamily.put(network.getId(), members);
      }
    }
  }

  /** Whether people split the two, or what they come from. */
  boolean haveSplit(String one, String other) {
    return isOfOne(one) && root(one).equals(root(other));
  }

  /**
   * Whose the members are, by the ids of networks of one family, the largest first; empty: they are
   * not of several.
   */
  Map<String, Set<String>> shares(Network found) {
    Map<String, Map<String, Set<String>>> byRoot = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> known : membersOfFamily.entrySet()) {
      Set<String> common = new LinkedHashSet<>();
      for (NetworkMember member : found.getMembersList()) {
        if (known.getValue().contains(member.getAccountId())) {
          common.add(member.getAccountId());
        }
      }
      if (!common.isEmpty()) {
        byRoot
            .computeIfAbsent(root(known.getKey()), id -> new LinkedHashMap<>())
            .put(known.getKey(), common);
      }
    }
    return byRoot.values().stream()
        .filter(shares -> shares.size() > 1)
        .max(Comparator.comparingInt(SplitFamilies::size))
        .map(SplitFamilies::largestFirst)
        .orElse(Map.of());
  }

  private static Map<String, Set<String>> largestFirst(Map<String, Set<String>> shares) {
    Map<String, Set<String>> sorted = new LinkedHashMap<>();
    shares.entrySet().stream()
        .sorted(Comparator.comparingInt(share -> -share.getValue().size()))
        .forEach(share -> sorted.put(share.getKey(), share.getValue()));
    return sorted;
  }

  private static int size(Map<String, Set<String>> shares) {
    return shares.values().stream().mapToInt(Set::size).sum();
  }

  private boolean isOfOne(String id) {
    return parents.containsKey(id) || parents.containsValue(id);
  }

  private String root(String id) {
    Set<String> seen = new HashSet<>();
    String root = id;
    String parent = parents.get(root);
    while (parent != null && seen.add(parent)) {
      root = parent;
      parent = parents.get(root);
    }
    return root;
  }
}
