package io.stillwatch.modelservice.verdicts;

import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one ranking: from a place to the first account that is no longer within.
 *
 * @param start before everything that is within
 */
record RosterRange(Ranking ranking, Held start, Predicate<Held> within) {
  private static final double ABOVE_EVERY_RISK = Double.POSITIVE_INFINITY;

  static RosterRange organisation(Rankings rankings, RosterQuery query) {
    String id = query.organisationId();
    return new RosterRange(
        rankings.byOrganisation(),
        start(query.band(), "", id, ""),
        bandOf(query).and(held -> held.organisationId().equals(id)));
  }

  static RosterRange plan(Rankings rankings, RosterQuery query) {
    String plan = query.plan();
    return new RosterRange(
        rankings.byPlan(),
        start(query.band(), "", "", plan),
        bandOf(query).and(held -> held.plan().equals(plan)));
  }

  static RosterRange network(Rankings rankings, RosterQuery query) {
    String id = query.networkId();
    return new RosterRange(
        rankings.byNetwork(),
        start(query.band(), id, "", ""),
        bandOf(query).and(held -> held.verdict().getNetworkId().equals(id)));
  }

  /** All of a band; without one, all. */
  static RosterRange band(Rankings rankings, RosterQuery query) {
    return new RosterRange(
        rankings.by(RosterQuery.Order.WORST_FIRST), start(query.band(), "", "", ""), bandOf(query));
  }

  static RosterRange idsBeginningWith(Rankings rankings, String search) {
    return new RosterRange(
        rankings.by(RosterQuery.Order.ACCOUNT),
        place(Band.BAND_HARD_VALUE, search, "", "", ""),
        held -> held.accountId().startsWith(search));
  }

  static RosterRange organisationsBeginningWith(Rankings rankings, String search) {
    return new RosterRange(
        rankings.byOrganisation(),
        start(null, "", search, ""),
        held -> held.organisationId().startsWith(search));
  }

  /** A place behind all accounts of a plan, in the order of plans. */
  static Held behindPlan(String plan) {
    Verdict verdict =
        Verdict.newBuilder().setBandValue(0).setRisk(Double.NEGATIVE_INFINITY).build();
    return Held.place(verdict, Instant.EPOCH, new Held.Listing("", plan, 0, 0), true);
  }

  /** From the start, or from behind that place where it comes later. */
  Iterator<Held> after(@Nullable Held place) {
    Held from = place == null || ranking.order().compare(place, start) < 0 ? start : place;
    return new While(ranking.after(from), within);
  }

  private static Predicate<Held> bandOf(RosterQuery query) {
    Band band = query.band();
    return held -> band == null || held.bandNumber() == band.getNumber();
  }

  private static Held start(
      @Nullable Band band, String networkId, String organisationId, String plan) {
    int number = band == null ? Band.BAND_HARD_VALUE : band.getNumber();
    return place(number, "", networkId, organisationId, plan);
  }

  private static Held place(
      int band, String id, String networkId, String organisationId, String plan) {
    Verdict verdict =
        Verdict.newBuilder()
            .setAccountId(id)
            .setBandValue(band)
            .setRisk(ABOVE_EVERY_RISK)
            .setNetworkId(networkId)
            .build();
    return Held.place(verdict, Instant.EPOCH, new Held.Listing(organisationId, plan, 0, 0), false);
  }

  /** An iterator that ends before the first that is not within. */
  private static final class While implements Iterator<Held> {
    private final Iterator<Held> all;
    private final Predicate<Held> within;
    private @Nullable Held next;

    While(Iterator<Held> all, Predicate<Held> within) {
      this.all = all;
      this.within = within;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Held next() {
      Held current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      advance();
      return current;
    }

    private void advance() {
      Held candidate = all.hasNext() ? all.next() : null;
      next = candidate != null && within.test(candidate) ? candidate : null;
    }
  }
}
