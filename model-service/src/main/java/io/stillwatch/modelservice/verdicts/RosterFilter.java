package io.stillwatch.modelservice.verdicts;

import java.util.function.Predicate;

/**
 * Whom a query wants: first those whose id, or organisation's id, begins with what is searched for,
 * then the rest in which it occurs.
 *
 * @param inRest whether it is the rest that is wanted
 */
record RosterFilter(RosterQuery query, boolean inRest) implements Predicate<Held> {
  @Override
  public boolean test(Held held) {
    return (query.band() == null || held.bandNumber() == query.band().getNumber())
        && fits(query.plan(), held.plan())
        && fits(query.organisationId(), held.organisationId())
        && fits(query.networkId(), held.verdict().getNetworkId())
        && (query.search().isEmpty() || isFound(held));
  }

  private boolean isFound(Held held) {
    String search = query.search();
    boolean begins =
        held.accountId().startsWith(search) || held.organisationId().startsWith(search);
    return inRest
        ? !begins && (held.accountId().contains(search) || held.organisationId().contains(search))
        : begins;
  }

  private static boolean fits(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }
}
