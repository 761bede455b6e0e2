package io.stillwatch.modelservice.verdicts;

import java.util.Comparator;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Held accounts in one order, or those of them that have a place in it. A change costs two walks
 * down a skip list, a place in the middle one. Whoever reads waits on nobody: an account whose
 * place does not change is always met, at most twice in a row while it is replaced; one whose place
 * changes may be met at both places or at neither.
 */
final class Ranking {
  static final Comparator<Held> BY_ID =
      Comparator.comparing(Held::accountId).thenComparingLong(Held::serial);

  /** The risk of an unknown band counts as 0. */
  static final Comparator<Held> WORST_FIRST =
      Comparator.comparingInt(Held::bandNumber)
          .thenComparingDouble(held -> held.verdict().getRisk())
          .reversed()
          .thenComparing(BY_ID);

  private final Comparator<Held> order;
  private final Predicate<Held> belongs;
  private final ConcurrentSkipListSet<Held> held;

  private Ranking(Comparator<Held> order, Predicate<Held> belongs) {
    this.order = order;
    this.belongs = belongs;
    this.held = new ConcurrentSkipListSet<>(order);
  }

  static Ranking ofAll(Comparator<Held> order) {
    return new Ranking(order, any -> true);
  }

  static Ranking of(Comparator<Held> order, Predicate<Held> belongs) {
    return new Ranking(order, belongs);
  }

  /** The new one comes before the old one goes: between the two nobody misses the account. */
  void replace(@Nullable Held before, @Nullable Held after) {
    if (after != null && belongs.test(after)) {
      held.add(after);
    }
    if (before != null && belongs.test(before)) {
      held.remove(before);
    }
  }

  Iterator<Held> all() {
    return held.iterator();
  }

  Iterator<Held> after(Held place) {
    return held.tailSet(place, false).iterator();
  }

  /** Null: nothing comes after it. */
  @Nullable Held next(Held place) {
    return held.higher(place);
  }

  /** Null: empty. */
  @Nullable Held first() {
    Iterator<Held> all = held.iterator();
    return all.hasNext() ? all.next() : null;
  }

  Comparator<Held> order() {
    return order;
  }
}
