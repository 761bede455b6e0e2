package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Accounts that pay with shared cards, put together by what they use: clients and prompts. Whoever
 * shares a card is one group from the start; two groups are joined, the most alike first, unless
 * two distributions of what they use are 20 times as likely as one (Bayes factors of
 * beta-binomials). Costs the square of the groups, of which there are as many as cards.
 */
final class PaidTogether {
  /** Accounts of one card do not choose each for itself: so many count. */
  private static final double MOST_OF_A_CARD = 4;

  /** Two hands must be so much likelier than one, as a natural logarithm: 20 times. */
  private static final double APART = 3;

  /** More cards are taken as they are: their hands are too many to be told apart by pairs. */
  private static final int MOST_GROUPS = 300;

  private final Population today;
  private final List<ContentKey> content;

  PaidTogether(Population today, List<ContentKey> content) {
    this.today = today;
    this.content = content;
  }

  /** Of the members that are linked by cards; each group ascends, the largest first. */
  List<int[]> groups(List<NetworkDraft> drafts) {
    List<int[]> cards = cards(drafts);
    List<Block> blocks = new ArrayList<>();
    cards.forEach(accounts -> blocks.add(block(accounts)));
    if (blocks.size() <= MOST_GROUPS) {
      forgetUnshared(blocks);
      join(blocks);
    }
    return blocks.stream()
        .map(block -> block.accounts().stream().mapToInt(a -> a).sorted().toArray())
        .sorted((one, other) -> other.length - one.length)
        .toList();
  }

  private List<int[]> cards(List<NetworkDraft> drafts) {
    TreeSet<Integer> accounts = new TreeSet<>();
    TreeSet<Integer> cards = new TreeSet<>();
    for (NetworkDraft draft : drafts) {
      draft.cards().forEach(cards::add);
      Arrays.stream(draft.paidByItsCards()).forEach(accounts::add);
    }
    Groups groups = new Groups();
    Map<Integer, Integer> firstWith = new HashMap<>();
    List<Integer> ordered = List.copyOf(accounts);
    for (int place = 0; place < ordered.size(); place++) {
      groups.add();
      for (int card : today.keys(LinkFamily.INSTRUMENT, ordered.get(place))) {
        Integer first = cards.contains(card) ? firstWith.putIfAbsent(card, place) : null;
        if (first != null) {
          groups.join(first, place);
        }
      }
    }
    Map<Integer, List<Integer>> byGroup = new TreeMap<>();
    for (int place = 0; place < ordered.size(); place++) {
      byGroup
          .computeIfAbsent(groups.of(place), unused -> new ArrayList<>())
          .add(ordered.get(place));
    }
    return byGroup.values().stream().map(g -> g.stream().mapToInt(a -> a).toArray()).toList();
  }

  private Block block(int[] accounts) {
    double weight = Math.min(1, MOST_OF_A_CARD / accounts.length);
    Map<Long, Double> uses = new HashMap<>();
    for (int account : accounts) {
      for (int client : today.keys(LinkFamily.CLIENT, account)) {
        uses.merge((long) client, weight, Double::sum);
      }
      for (int key = 0; key < content.size(); key++) {
        if (content.get(key).accounts().get(account)) {
          uses.merge(-1L - key, weight, Double::sum);
        }
      }
    }
    return new Block(Arrays.stream(accounts).boxed().toList(), weight * accounts.length, uses);
  }

  /** What one group alone uses tells no two of them apart, and could be made without end. */
  private static void forgetUnshared(List<Block> blocks) {
    Map<Long, Integer> users = new HashMap<>();
    blocks.forEach(
        block -> block.uses().keySet().forEach(use -> users.merge(use, 1, Integer::sum)));
    blocks.forEach(block -> block.uses().keySet().removeIf(use -> users.getOrDefault(use, 0) < 2));
  }

  private static void join(List<Block> blocks) {
    Map<Long, Double> usual = usual(blocks);
    double[][] factors = new double[blocks.size()][blocks.size()];
    for (int i = 0; i < factors.length; i++) {
      for (int j = 0; j < i; j++) {
        factors[i][j] = blocks.get(i).logFactor(blocks.get(j), usual);
      }
    }
    for (int[] pair = best(factors); pair.length > 0; pair = best(factors)) {
      Block both = blocks.get(pair[0]).and(blocks.get(pair[1]));
      blocks.set(pair[1], both);
      for (int other = 0; other < factors.length; other++) {
        factors[Math.max(pair[0], other)][Math.min(pair[0], other)] = Double.NEGATIVE_INFINITY;
        double known = factors[Math.max(pair[1], other)][Math.min(pair[1], other)];
        factors[Math.max(pair[1], other)][Math.min(pair[1], other)] =
            other == pair[1] || known == Double.NEGATIVE_INFINITY
                ? Double.NEGATIVE_INFINITY
                : both.logFactor(blocks.get(other), usual);
      }
      blocks.set(pair[0], Block.NOBODY);
    }
    blocks.removeIf(block -> block.accounts().isEmpty());
  }

  private static Map<Long, Double> usual(List<Block> blocks) {
    Block all = blocks.stream().reduce(Block.NOBODY, Block::and);
    Map<Long, Double> usual = new HashMap<>();
    all.uses().forEach((use, count) -> usual.put(use, (count + 0.5) / (all.size() + 1)));
    return usual;
  }

  /** The pair that is most likely one; empty: all others are surely two. */
  private static int[] best(double[][] factors) {
    int[] pair = {};
    double most = -APART;
    for (int i = 0; i < factors.length; i++) {
      for (int j = 0; j < i; j++) {
        if (factors[i][j] > most) {
          most = factors[i][j];
          pair = new int[] {i, j};
        }
      }
    }
    return pair;
  }
}
