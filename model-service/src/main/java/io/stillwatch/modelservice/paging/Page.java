package io.stillwatch.modelservice.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Some entries of a list, and where to go on. Costs one walk over the list and a heap of a page's
 * size.
 *
 * @param nextToken empty: this was the last page
 */
public record Page<T>(List<T> entries, String nextToken) {
  private static final int USUAL_SIZE = 100;
  private static final int MAX_SIZE = 1000;

  public Page {
    entries = List.copyOf(entries);
  }

  /**
   * The page after a token.
   *
   * @param size 1 to 1,000; 0: 100
   * @param token empty: the first page
   * @param mark where an entry stands, under the filter
   */
  public static <T> Page<T> of(
      Stream<T> all, int size, String token, int filter, Function<T, PageMark> mark) {
    int wanted = size(size);
    Stream<Placed<T>> placed = all.map(entry -> new Placed<>(mark.apply(entry), entry));
    if (!token.isEmpty()) {
      PageMark after = PageMark.of(token, filter);
      placed = placed.filter(entry -> entry.mark().compareTo(after) > 0);
    }
    List<Placed<T>> first = first(placed, wanted + 1);
    boolean isLast = first.size() <= wanted;
    List<Placed<T>> shown = isLast ? first : first.subList(0, wanted);
    return new Page<>(
        shown.stream().map(Placed::entry).toList(),
        isLast ? "" : shown.get(wanted - 1).mark().token());
  }

  /** What a caller's page size means; throws IllegalArgumentException above 1,000. */
  public static int size(int asked) {
    if (asked < 0 || asked > MAX_SIZE) {
      throw new IllegalArgumentException(
          "page size " + Integer.toUnsignedString(asked) + " is above " + MAX_SIZE);
    }
    return asked == 0 ? USUAL_SIZE : asked;
  }

  private static <T> List<Placed<T>> first(Stream<Placed<T>> all, int count) {
    Comparator<Placed<T>> order = Comparator.comparing(Placed::mark);
    PriorityQueue<Placed<T>> kept = new PriorityQueue<>(order.reversed());
    all.forEach(
        entry -> {
          kept.add(entry);
          if (kept.size() > count) {
            kept.poll();
          }
        });
    List<Placed<T>> ascending = new ArrayList<>(kept);
    Collections.sort(ascending, order);
    return ascending;
  }

  private record Placed<T>(PageMark mark, T entry) {}
}
