package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import io.stillwatch.simulator.Truth;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Honest changes of a population, from a day on. The same vectors are changed in the same way. */
final class SpecialNights {
  /** In front of the names of who is there for growth's sake. */
  static final String GROWN = "grown-";

  private static final double DRIFT = 0.5;
  private static final double SEASON = 0.3;
  private static final int DRIFTING = 3;
  private static final int SEASONAL = 6;
  private static final int ARRIVAL_HOURS = 72;

  private final Map<String, Truth> truth;
  private final LocalDate from;
  private final String persona;

  /**
   * @param from the day on which the change begins
   * @param persona who drifts or grows
   */
  SpecialNights(Map<String, Truth> truth, LocalDate from, String persona) {
    this.truth = truth;
    this.from = from;
    this.persona = persona;
  }

  List<Variant> variants() {
    return List.of(
        Variant.USUAL,
        new Variant("drift", this::drifted, Finder.DISCOVERY),
        new Variant("growth", this::grown, Finder.DISCOVERY),
        new Variant("season", this::seasonal, Finder.DISCOVERY));
  }

  /** A persona moves by half a deviation in three features, and calls a quarter more. */
  List<FeatureVector> drifted(LocalDate day, List<FeatureVector> vectors) {
    return day.isBefore(from) ? vectors : moved(vectors, this::isPersona, DRIFT, DRIFTING, 1.25);
  }

  /** Everybody moves a little in six features, and calls a third more. */
  List<FeatureVector> seasonal(LocalDate day, List<FeatureVector> vectors) {
    return day.isBefore(from) ? vectors : moved(vectors, who -> true, SEASON, SEASONAL, 4.0 / 3);
  }

  /**
   * For two of a persona a third comes, within three days: like one of them in what he does and
   * whose software he uses, with cards, places and affairs of his own.
   */
  List<FeatureVector> grown(LocalDate day, List<FeatureVector> vectors) {
    if (day.isBefore(from)) {
      return vectors;
    }
    Map<Long, Integer> askers = askers(vectors);
    List<FeatureVector> all = new ArrayList<>(vectors);
    for (FeatureVector vector : vectors) {
      long hash = hash(vector.account().accountId());
      Instant signedUpAt = signedUpAt(hash);
      if (isPersona(vector) && isDoubled(hash) && signedUpAt.isBefore(vector.asOf())) {
        all.add(another(vector, hash, signedUpAt, askers));
      }
    }
    return all;
  }

  private boolean isPersona(FeatureVector vector) {
    Truth row = truth.get(vector.account().accountId());
    return row != null && row.persona().equals(persona);
  }

  /** The truth of whom growth adds. */
  List<Truth> grown() {
    return truth.values().stream()
        .filter(row -> row.persona().equals(persona) && isDoubled(hash(row.accountId())))
        .map(row -> new Truth(GROWN + row.accountId(), false, row.scenario(), "", persona, ""))
        .toList();
  }

  private static boolean isDoubled(long hash) {
    return (hash & 1) == 0;
  }

  private static long hash(String account) {
    return Dice.mix(account.hashCode());
  }

  private Instant signedUpAt(long hash) {
    long seconds = Math.floorMod(Dice.mix(hash), ARRIVAL_HOURS * 3_600L);
    return from.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(seconds);
  }

  private static List<FeatureVector> moved(
      List<FeatureVector> vectors,
      Predicate<FeatureVector> who,
      double deviations,
      int features,
      double calls) {
    double[] steps = new double[features];
    for (int feature = 0; feature < features; feature++) {
      steps[feature] = deviations * deviation(vectors, feature);
    }
    return vectors.stream()
        .map(vector -> who.test(vector) ? moved(vector, steps, calls) : vector)
        .toList();
  }

  private static FeatureVector moved(FeatureVector of, double[] steps, double calls) {
    double[] values = of.values().clone();
    for (int feature = 0; feature < steps.length; feature++) {
      values[feature] += steps[feature];
    }
    return new FeatureVector(
        of.account(),
        of.asOf(),
        of.modelFamily(),
        values,
        Math.round(calls * of.requests7d()),
        Math.round(calls * of.outputTokens7d()),
        of.links(),
        of.strands());
  }

  private static double deviation(List<FeatureVector> vectors, int feature) {
    double[] values =
        vectors.stream()
            .mapToDouble(vector -> vector.values()[feature])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static FeatureVector another(
      FeatureVector of, long hash, Instant signedUpAt, Map<Long, Integer> askers) {
    AccountProfile account = of.account();
    return new FeatureVector(
        new AccountProfile(
            GROWN + account.accountId(),
            "",
            account.plan(),
            account.verificationLevel(),
            signedUpAt,
            account.country(),
            false,
            List.of()),
        of.asOf(),
        of.modelFamily(),
        of.values(),
        of.requests7d(),
        of.outputTokens7d(),
        of.links().stream().map(link -> own(link, hash)).toList(),
        of.strands().stream().map(strand -> own(strand, hash, askers)).toList());
  }

  private static LinkKey own(LinkKey link, long hash) {
    boolean personal =
        link.family() == LinkFamily.INSTRUMENT
            || link.family() == LinkFamily.ADDRESS
            || link.family() == LinkFamily.ARTEFACT;
    return personal ? new LinkKey(link.family(), Dice.mix(link.key() ^ hash), link.share()) : link;
  }

  /** What nobody else asks becomes another question, of 32 bits as all are. */
  private static Strand own(Strand strand, long hash, Map<Long, Integer> askers) {
    List<Long> bodies =
        strand.bodies().stream()
            .map(body -> askers.getOrDefault(body, 0) > 1 ? body : Dice.mix(body ^ hash) >>> 32)
            .distinct()
            .sorted()
            .toList();
    return new Strand(
        strand.frameKey(),
        strand.frameBands(),
        strand.share(),
        strand.events(),
        bodies,
        strand.hours());
  }

  private static Map<Long, Integer> askers(List<FeatureVector> vectors) {
    Map<Long, Integer> askers = new HashMap<>();
    for (FeatureVector vector : vectors) {
      for (Strand strand : vector.strands()) {
        strand.bodies().forEach(body -> askers.merge(body, 1, Integer::sum));
      }
    }
    return askers;
  }
}
