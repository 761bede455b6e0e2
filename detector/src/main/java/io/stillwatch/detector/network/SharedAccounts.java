package io.stillwatch.detector.network;

import java.util.List;

/**
 * Counts how many accounts two sets share, for those pairs that share any. Each account is asked
 * for the pairs among the sets that it is in, which are few: where sets have nothing in common they
 * cost what their accounts do, however many there are.
 */
final class SharedAccounts {
  private final List<int[]> sets;

  /** Where an account's sets begin among those of all accounts. */
  private final int[] begins;

  private final int[] setsOf;

  /** What is told of a pair. */
  interface Pair {
    void share(int one, int other, int accounts);
  }

  /**
   * @param sets distinct account numbers each
   * @param accounts how many there are today
   */
  SharedAccounts(List<int[]> sets, int accounts) {
    this.sets = sets;
    this.begins = new int[accounts + 1];
    for (int[] set : sets) {
      for (int account : set) {
        begins[account + 1]++;
      }
    }
    for (int account = 0; account < accounts; account++) {
      begins[account + 1] += begins[account];
    }
    this.setsOf = new int[begins[accounts]];
    fill(begins.clone());
  }

  private void fill(int[] next) {
    for (int set = 0; set < sets.size(); set++) {
      for (int account : sets.get(set)) {
        setsOf[next[account]++] = set;
      }
    }
  }

  /** Tells of each pair once, the later set first. */
  void forEachPair(Pair pair) {
    int[] shared = new int[sets.size()];
    int[] touched = new int[sets.size()];
    for (int set = 0; set < shared.length; set++) {
      int size = countEarlier(set, shared, touched);
      for (int i = 0; i < size; i++) {
        pair.share(set, touched[i], shared[touched[i]]);
        shared[touched[i]] = 0;
      }
    }
  }

  /** An account's sets ascend, so that the earlier ones are those before this one. */
  private int countEarlier(int set, int[] shared, int[] touched) {
    int size = 0;
    for (int account : sets.get(set)) {
      for (int i = begins[account]; setsOf[i] < set; i++) {
        if (shared[setsOf[i]]++ == 0) {
          touched[size++] = setsOf[i];
        }
      }
    }
    return size;
  }
}
