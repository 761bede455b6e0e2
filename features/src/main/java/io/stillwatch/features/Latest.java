package io.stillwatch.features;

/**
 * The newest value of a fact. Which of two facts is newer depends on nothing but the facts: the
 * later one, or of one moment that with the greater tie.
 */
record Latest<T>(long epochMilli, long tie, T value) {
  boolean newerThan(Latest<T> other) {
    return epochMilli != other.epochMilli ? epochMilli > other.epochMilli : tie > other.tie;
  }

  static <T> Latest<T> newer(Latest<T> one, Latest<T> other) {
    return other.newerThan(one) ? other : one;
  }
}
