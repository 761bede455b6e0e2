package io.stillwatch.modelservice.verdicts;

import io.stillwatch.v1.Band;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every order that the held accounts are listed in, and how many are in each band. Only {@code
 * VerdictTable} changes them, an account at a time, so that they are always those of its map.
 *
 * <p>Three orders begin with what is filtered by and go on worst first: an organisation's accounts,
 * a plan's, a network's and a band's are each a range of one order.
 */
@Component
final class Rankings {
  private final Ranking worstFirst = Ranking.ofAll(Ranking.WORST_FIRST);
  private final Ranking byId = Ranking.ofAll(Ranking.BY_ID);
  private final Ranking newest =
      Ranking.ofAll(Comparator.comparing(Held::asOf).reversed().thenComparing(Ranking.BY_ID));
  private final Ranking mostRequests =
      Ranking.ofAll(
          Comparator.comparingLong(Held::requests7d).reversed().thenComparing(Ranking.BY_ID));
  private final Ranking mostTokens =
      Ranking.ofAll(
          Comparator.comparingLong(Held::outputTokens7d).reversed().thenComparing(Ranking.BY_ID));
  private final Ranking byOrganisation =
      Ranking.of(
          Comparator.comparing(Held::organisationId).thenComparing(Ranking.WORST_FIRST),
          held -> !held.organisationId().isEmpty());
  private final Ranking byPlan =
      Ranking.of(
          Comparator.comparing(Held::plan).thenComparing(Ranking.WORST_FIRST),
          held -> !held.plan().isEmpty());
  private final Ranking byNetwork =
      Ranking.of(
          Comparator.comparing(Rankings::networkId).thenComparing(Ranking.WORST_FIRST),
          held -> !networkId(held).isEmpty());
  private final List<Ranking> all =
      List.of(
          worstFirst, byId, newest, mostRequests, mostTokens, byOrganisation, byPlan, byNetwork);
  private final AtomicLongArray bands = new AtomicLongArray(Band.BAND_HARD_VALUE + 1);

  /** Under the table's lock on the account. */
  void replace(@Nullable Held before, @Nullable Held after) {
    all.forEach(ranking -> ranking.replace(before, after));
    if (after != null) {
      bands.incrementAndGet(after.bandNumber());
    }
    if (before != null) {
      bands.decrementAndGet(before.bandNumber());
    }
  }

  Map<Band, Long> countsByBand() {
    Map<Band, Long> counts = new EnumMap<>(Band.class);
    for (int number = Band.BAND_UNKNOWN_VALUE; number <= Band.BAND_HARD_VALUE; number++) {
      counts.put(Band.forNumber(number), bands.get(number));
    }
    return counts;
  }

  Ranking by(RosterQuery.Order order) {
    return switch (order) {
      case WORST_FIRST -> worstFirst;
      case ACCOUNT -> byId;
      case NEWEST -> newest;
      case MOST_REQUESTS -> mostRequests;
      case MOST_TOKENS -> mostTokens;
    };
  }

  Ranking byOrganisation() {
    return byOrganisation;
  }

  Ranking byPlan() {
    return byPlan;
  }

  Ranking byNetwork() {
    return byNetwork;
  }

  private static String networkId(Held held) {
    return held.verdict().getNetworkId();
  }
}
