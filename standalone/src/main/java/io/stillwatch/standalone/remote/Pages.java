package io.stillwatch.standalone.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How much is read of a list that comes in pages. */
final class Pages {
  /** The largest page that services give. */
  private static final int LARGEST = 1_000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "at most so many (default: ${DEFAULT-VALUE})")
  int limit = 100;

  /** Throws IllegalArgumentException for a limit below 1. */
  int size() {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit is below 1: " + limit);
    }
    return Math.min(limit, LARGEST);
  }

  /**
   * Asks for pages until there are enough entries or no more.
   *
   * @param ask gives the page behind a token; "" is the first
   */
  <P, E> List<E> read(
      Function<String, P> ask, Function<P, List<E>> entries, Function<P, String> next) {
    List<E> all = new ArrayList<>();
    String token = "";
    do {
      P page = ask.apply(token);
      all.addAll(entries.apply(page));
      token = next.apply(page);
    } while (!token.isEmpty() && all.size() < limit);
    return all.subList(0, Math.min(limit, all.size()));
  }
}
