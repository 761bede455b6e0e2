package io.stillwatch.benchmarks.networks;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What discovery is held beside: each account and all that it carries read once, and accounts with
 * a key in common joined. Asks for no baseline, no chance and no honest cause.
 */
final class SharedKeys {
  private final int[] parents;

  private SharedKeys(int accounts) {
    parents = new int[accounts];
    Arrays.setAll(parents, account -> account);
  }

  /** The size of the largest group. */
  static int largestGroup(List<FeatureVector> vectors) {
    SharedKeys groups = new SharedKeys(vectors.size());
    Map<Long, Integer> first = new HashMap<>();
    for (int account = 0; account < vectors.size(); account++) {
      for (LinkKey link : vectors.get(account).links()) {
        groups.join(account, first.putIfAbsent(link.key(), account));
      }
      for (Strand strand : vectors.get(account).strands()) {
        groups.join(account, first.putIfAbsent(strand.frameKey(), account));
      }
    }
    int[] sizes = new int[vectors.size()];
    for (int account = 0; account < sizes.length; account++) {
      sizes[groups.of(account)]++;
    }
    return Arrays.stream(sizes).max().orElse(0);
  }

  private void join(int account, @Nullable Integer other) {
    if (other != null) {
      parents[of(account)] = of(other);
    }
  }

  private int of(int account) {
    int group = account;
    while (parents[group] != group) {
      parents[group] = parents[parents[group]];
      group = parents[group];
    }
    return group;
  }
}
