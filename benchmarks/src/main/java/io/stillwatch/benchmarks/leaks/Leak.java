package io.stillwatch.benchmarks.leaks;

import java.util.List;

/**
 * A value of a field, or two of them, that many accounts of a scenario have and next to none of its
 * look-alikes.
 *
 * @param values one or two
 * @param recall part of the scenario's accounts
 * @param falsePositives look-alikes' accounts
 */
record Leak(List<String> values, double recall, int falsePositives) {
  private static final String AND = " & ";

  /**
   * Whether it is listed: each of its values by itself, or two of them as the pair that they are. A
   * pair with one listed value is a leak of its own: the listed value alone is none, or no pair
   * with it would be searched for.
   *
   * @param listed how values begin, or pairs of such, with {@code &} between
   */
  boolean listed(List<String> listed) {
    return values.stream().allMatch(value -> listed.stream().anyMatch(value::startsWith))
        || listed.stream().map(one -> one.split(AND, -1)).anyMatch(this::isPair);
  }

  private boolean isPair(String[] pair) {
    return pair.length == 2
        && values.size() == 2
        && (begin(pair[0], pair[1]) || begin(pair[1], pair[0]));
  }

  private boolean begin(String one, String other) {
    return values.get(0).startsWith(one) && values.get(1).startsWith(other);
  }

  @Override
  public String toString() {
    return String.join(AND, values);
  }
}
