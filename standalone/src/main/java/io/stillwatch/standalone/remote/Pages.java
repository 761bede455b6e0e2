package io.stillwatch.standalone.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a list that comes in pages. */
final class Pages {
  /** The largest page that services give. */
  static final int LARGEST = 1_000;

  private Pages() {}

  /**
   * Asks for pages until there are enough entries or no more.
   *
   * @param ask gives the page behind a token; "" is the first
   */
  static <P, E> List<E> read(
      int limit, Function<String, P> ask, Function<P, List<E>> entries, Function<P, String> next) {
    List<E> all = new ArrayList<>();
    String token = "";
    do {
      P page = ask.apply(token);
      all.addAll(entries.apply(page));
      token = next.apply(page);
    } while (!token.isEmpty() && all.size() < limit);
    return all.subList(0, Math.min(limit, all.size()));
  }

  static int checked(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit is below 1: " + limit);
    }
    return limit;
  }
}
