package io.stillwatch.benchmarks.leaks;

import io.stillwatch.benchmarks.leaks.Observed.Account;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every value of a field, and every pair, that more than {@link #RECALL} of a scenario's accounts
 * have and at most {@link #RATE} of its look-alikes'. An account has a value if one of its calls
 * has it, if all of them have it ("always"), or if it is told of the account; it has a pair if it
 * has both, or if one call has both ("at once"). What is found must hold in either half of the
 * campaigns and of the honest groups, for chance and one campaign's own tools tell of no other.
 */
final class ValueSearch {
  static final double RECALL = 0.10;
  static final double RATE = 0.0005;

  private static final int HALVES = 2;

  private final List<Account> accounts = new ArrayList<>();
  private final int attackers;
  private final Vocabulary words;
  private final BitSet[] attack = {new BitSet(), new BitSet()};
  private final BitSet[] honest = {new BitSet(), new BitSet()};
  private final List<Leak> leaks = new ArrayList<>();

  private ValueSearch(List<Account> attackers, List<Account> lookAlikes, Vocabulary words) {
    this.attackers = attackers.size();
    this.words = words;
    accounts.addAll(attackers);
    accounts.addAll(lookAlikes);
    for (int i = 0; i < accounts.size(); i++) {
      int half = accounts.get(i).group() % HALVES;
      (i < this.attackers ? attack : honest)[half].set(i);
    }
  }

  /** The most common leaks first; pairs only where neither value leaks alone. */
  static List<Leak> of(List<Account> attackers, List<Account> lookAlikes, Vocabulary words) {
    ValueSearch search = new ValueSearch(attackers, lookAlikes, words);
    search.search();
    search.leaks.sort(
        Comparator.<Leak>comparingInt(leak -> leak.values().size())
            .thenComparing(Comparator.comparingDouble(Leak::recall).reversed())
            .thenComparing(Leak::toString));
    return search.leaks;
  }

  /** Look-alikes that may have a value for all that. */
  static int allowed(int lookAlikes) {
    return (int) (RATE * lookAlikes);
  }

  private void search() {
    Map<String, BitSet> holders = holders();
    List<String> values = new ArrayList<>();
    List<BitSet> sets = new ArrayList<>();
    holders.forEach(
        (value, set) -> {
          if (!search(set, List.of(value))) {
            values.add(value);
            sets.add(set);
          }
        });
    for (int i = 0; i < values.size(); i++) {
      for (int j = i + 1; j < values.size(); j++) {
        BitSet both = (BitSet) sets.get(i).clone();
        both.and(sets.get(j));
        search(both, List.of(values.get(i), values.get(j)));
      }
    }
    atOnce(values);
  }

  /** Who has each value that enough attackers have. */
  private Map<String, BitSet> holders() {
    Map<String, BitSet> all = new LinkedHashMap<>();
    for (int i = 0; i < accounts.size(); i++) {
      boolean others = i >= attackers;
      int account = i;
      for (String value : values(accounts.get(i))) {
        if (others) {
          BitSet known = all.get(value);
          if (known != null) {
            known.set(account);
          }
        } else {
          all.computeIfAbsent(value, added -> new BitSet()).set(account);
        }
      }
      if (i == attackers - 1) {
        all.values().removeIf(set -> set.cardinality() <= RECALL * attackers);
      }
    }
    return all;
  }

  private List<String> values(Account account) {
    List<String> values = new ArrayList<>(account.trail().facts());
    int fields = Field.ALL.size();
    for (int field = 0; field < fields; field++) {
      BitSet seen = new BitSet();
      for (char[] call : account.trail().calls) {
        seen.set(call[field]);
      }
      seen.stream().forEach(value -> values.add(words.word(value)));
      if (seen.cardinality() == 1) {
        values.add(words.word(seen.nextSetBit(0)) + " always");
      }
    }
    return values;
  }

  /** Pairs within one call. */
  private void atOnce(List<String> values) {
    Map<String, Integer> candidates = new HashMap<>();
    for (String value : values) {
      candidates.put(value, candidates.size());
    }
    int[] candidate = new int[words.size()];
    for (int word = 0; word < candidate.length; word++) {
      candidate[word] = candidates.getOrDefault(words.word(word), -1);
    }
    int count = values.size();
    int[][] holders = new int[2 * HALVES][count * count];
    for (int i = 0; i < accounts.size(); i++) {
      int kind = (i < attackers ? 0 : HALVES) + accounts.get(i).group() % HALVES;
      int[] of = holders[kind];
      pairs(accounts.get(i), candidate, count).stream().forEach(pair -> of[pair]++);
    }
    for (int pair = 0; pair < count * count; pair++) {
      int[] held = {
        holders[0][pair], holders[1][pair], holders[HALVES][pair], holders[HALVES + 1][pair]
      };
      List<String> both = List.of(values.get(pair / count), values.get(pair % count) + " at once");
      if (leaks(held) && !known(both)) {
        note(held, both);
      }
    }
  }

  private static BitSet pairs(Account account, int[] candidate, int count) {
    BitSet pairs = new BitSet(count * count);
    int[] present = new int[Field.ALL.size()];
    for (char[] call : account.trail().calls) {
      int size = 0;
      for (char value : call) {
        if (candidate[value] >= 0) {
          present[size++] = candidate[value];
        }
      }
      for (int i = 0; i < size; i++) {
        for (int j = i + 1; j < size; j++) {
          pairs.set(Math.min(present[i], present[j]) * count + Math.max(present[i], present[j]));
        }
      }
    }
    return pairs;
  }

  /** Whether the pair leaks without being in one call. */
  private boolean known(List<String> both) {
    String other = both.get(1).replace(" at once", "");
    return leaks.stream()
        .anyMatch(leak -> leak.values().contains(both.get(0)) && leak.values().contains(other));
  }

  /** Notes what is held, if it leaks. */
  private boolean search(BitSet holders, List<String> values) {
    int[] held = new int[2 * HALVES];
    for (int half = 0; half < HALVES; half++) {
      held[half] = common(holders, attack[half]);
      held[HALVES + half] = common(holders, honest[half]);
    }
    if (leaks(held)) {
      note(held, values);
      return true;
    }
    return false;
  }

  private void note(int[] held, List<String> values) {
    leaks.add(new Leak(values, (held[0] + held[1]) / (double) attackers, held[2] + held[3]));
  }

  private boolean leaks(int[] held) {
    int lookAlikes = accounts.size() - attackers;
    boolean pooled =
        held[0] + held[1] > RECALL * attackers && held[2] + held[3] <= allowed(lookAlikes);
    return pooled && inHalf(held, 0) && inHalf(held, 1);
  }

  private boolean inHalf(int[] held, int half) {
    int there = attack[half].cardinality();
    return there == 0
        || (held[half] > RECALL * there
            && held[HALVES + half] <= allowed(honest[half].cardinality()));
  }

  private static int common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
  }
}
