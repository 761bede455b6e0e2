package io.stillwatch.modelservice.verdicts;

import io.stillwatch.modelservice.verdicts.RosterPlace.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page. The order wanted and a filter seldom have an index together, so there are two
 * ways: where a filter leaves few accounts, these are gathered and sorted; where it leaves many,
 * the order is walked past those that do not fit, which are then few between two that do. Only what
 * leaves few without an index for it, a search within ids most of all, is walked for long, and no
 * longer than a bound.
 */
final class RosterWalk {
  private final Rankings rankings;
  private final RosterQuery query;
  private final int mostGathered;
  private final int mostWalked;
  private final Map<String, Held> found = new LinkedHashMap<>();
  private boolean foundMore;
  private int walked;
  private @Nullable Held cut;
  private Part part = Part.BEGINNING;

  /**
   * @param mostGathered how many accounts are "few"
   * @param mostWalked accounts looked at before the page is cut short
   */
  RosterWalk(Rankings rankings, RosterQuery query, int mostGathered, int mostWalked) {
    this.rankings = rankings;
    this.query = query;
    this.mostGathered = mostGathered;
    this.mostWalked = mostWalked;
  }

  /**
   * @param place null: from the start
   */
  RosterPage page(@Nullable RosterPlace place, int question, Function<Held, AccountRow> row) {
    if (place == null || place.part() == Part.BEGINNING) {
      collect(false, place == null ? null : place.last());
    }
    boolean restAwaits = false;
    if (place != null && place.part() != Part.BEGINNING) {
      part = Part.REST;
      collect(true, place.part() == Part.REST ? place.last() : null);
    } else if (!query.search().isEmpty() && !isFull() && cut == null) {
      restAwaits = !found.isEmpty();
      if (!restAwaits) {
        part = Part.REST;
        collect(true, null);
      }
    }
    List<Held> shown = found.values().stream().limit(query.size()).toList();
    return new RosterPage(
        shown.stream().map(row).toList(), next(shown, restAwaits, question), isCut());
  }

  private String next(List<Held> shown, boolean restAwaits, int question) {
    if (isFull()) {
      return RosterPlace.token(part, shown.get(shown.size() - 1), question);
    }
    if (cut != null) {
      return RosterPlace.token(part, cut, question);
    }
    return restAwaits
        ? RosterPlace.token(Part.START_OF_REST, shown.get(shown.size() - 1), question)
        : "";
  }

  private boolean isFull() {
    return foundMore || found.size() > query.size();
  }

  private boolean isCut() {
    return !isFull() && cut != null;
  }

  private void collect(boolean inRest, @Nullable Held after) {
    RosterFilter filter = new RosterFilter(query, inRest);
    for (List<RosterRange> few : maybeFew(inRest)) {
      Set<Held> gathered = gather(few, filter, after);
      if (gathered != null) {
        gathered.forEach(held -> found.putIfAbsent(held.accountId(), held));
        return;
      }
    }
    walk(filter, after);
  }

  /** Ranges that hold all that is wanted; what tends to be smallest comes first. */
  private List<List<RosterRange>> maybeFew(boolean inRest) {
    boolean searches = !query.search().isEmpty();
    List<List<RosterRange>> ranges = new ArrayList<>();
    if (query.order() == RosterQuery.Order.WORST_FIRST && !searches) {
      return ranges;
    }
    if (!query.networkId().isEmpty()) {
      ranges.add(List.of(RosterRange.network(rankings, query)));
    }
    if (!query.organisationId().isEmpty()) {
      ranges.add(List.of(RosterRange.organisation(rankings, query)));
    }
    if (searches && !inRest) {
      ranges.add(
          List.of(
              RosterRange.idsBeginningWith(rankings, query.search()),
              RosterRange.organisationsBeginningWith(rankings, query.search())));
    }
    if (!query.plan().isEmpty()) {
      ranges.add(List.of(RosterRange.plan(rankings, query)));
    }
    if (query.band() != null) {
      ranges.add(List.of(RosterRange.band(rankings, query)));
    }
    return ranges;
  }

  /** The first that are wanted, one more than a page; null: the ranges hold more than a few. */
  private @Nullable Set<Held> gather(
      List<RosterRange> ranges, RosterFilter filter, @Nullable Held after) {
    Ranking ranking = rankings.by(query.order());
    TreeSet<Held> first = new TreeSet<>(ranking.order());
    int seen = 0;
    boolean dropped = false;
    for (RosterRange range : ranges) {
      for (Iterator<Held> all = range.after(null); all.hasNext(); ) {
        Held held = all.next();
        if (++seen > mostGathered) {
          return null;
        }
        if (filter.test(held) && (after == null || ranking.order().compare(held, after) > 0)) {
          first.add(held);
          if (first.size() > query.size() + 1) {
            first.pollLast();
            dropped = true;
          }
        }
      }
    }
    foundMore = dropped;
    return first;
  }

  private void walk(RosterFilter filter, @Nullable Held after) {
    Iterator<Held> all = inOrder(after);
    while (all.hasNext() && !isFull()) {
      Held held = all.next();
      if (filter.test(held)) {
        found.putIfAbsent(held.accountId(), held);
      }
      if (++walked == mostWalked) {
        cut = held;
        return;
      }
    }
  }

  private Iterator<Held> inOrder(@Nullable Held after) {
    if (query.order() != RosterQuery.Order.WORST_FIRST) {
      Ranking ranking = rankings.by(query.order());
      return after == null ? ranking.all() : ranking.after(after);
    }
    return worstFirst().after(after);
  }

  private RosterRange worstFirst() {
    if (!query.networkId().isEmpty()) {
      return RosterRange.network(rankings, query);
    }
    if (!query.organisationId().isEmpty()) {
      return RosterRange.organisation(rankings, query);
    }
    return query.plan().isEmpty()
        ? RosterRange.band(rankings, query)
        : RosterRange.plan(rankings, query);
  }
}
