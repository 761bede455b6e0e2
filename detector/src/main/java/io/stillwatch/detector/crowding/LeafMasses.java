package io.stillwatch.detector.crowding;

import io.stillwatch.detector.forest.IsolationForest;

/**
 * How many accounts of each persona passed each node, an organisation's counted as a few at most.
 * Masses are integers, 2^30 an account, so they come to the same in any order. Not thread-safe.
 */
final class LeafMasses {
  private static final int ACCOUNT = 1 << 30;

  private final int personas;
  private final long[] masses;
  private final long[] totals;

  LeafMasses(IsolationForest forest, int personas) {
    this.personas = personas;
    this.masses = new long[Math.multiplyExact(forest.nodes(), personas)];
    this.totals = new long[personas];
  }

  /** Adds an account to its leaves, as one of so many of its organisation, of which a few count. */
  void add(int persona, int[] leaves, int trees, int members, int most) {
    long mass = members <= most ? ACCOUNT : (long) most * ACCOUNT / members;
    for (int tree = 0; tree < trees; tree++) {
      masses[leaves[tree] * personas + persona] += mass;
    }
    totals[persona] += mass;
  }

  /** Gives each node what its children have; once, when all accounts are in. */
  void sumUp(IsolationForest forest) {
    for (int node = forest.nodes() - 1; node >= 0; node--) {
      int parent = forest.parent(node);
      for (int persona = 0; parent >= 0 && persona < personas; persona++) {
        masses[parent * personas + persona] += masses[node * personas + persona];
      }
    }
  }

  /** In accounts. */
  double at(int node, int persona) {
    return (double) masses[node * personas + persona] / ACCOUNT;
  }

  /** Of all accounts of a persona. */
  double total(int persona) {
    return (double) totals[persona] / ACCOUNT;
  }
}
