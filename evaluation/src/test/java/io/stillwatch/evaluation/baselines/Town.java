package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.metrics.RankingMetrics;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** People made for one question, as vectors. The same seed gives the same people. */
final class Town {
  static final Instant TONIGHT = Instant.parse("2026-11-21T00:00:00Z");

  private final long seed;

  Town(long seed) {
    this.seed = seed;
  }

  /** Honest people: every feature is normal around 0 with deviation 1. */
  List<FeatureVector> people(int count) {
    return group("person-", count, person -> {});
  }

  /** People of one making, on top of what honest ones are. */
  List<FeatureVector> group(String prefix, int count, Consumer<Person> making) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Person person = person(prefix + i);
              making.accept(person);
              return person.vector();
            })
        .toList();
  }

  /** Nothing but volumes is known of it yet. */
  Person newcomer(String id) {
    Person person = person(id);
    Arrays.fill(person.values, Double.NaN);
    return person;
  }

  Person person(String id) {
    return new Person(id, seed);
  }

  /** A day on which a group stands beside the people of yesterday, at the end. */
  static ScoredDay day(List<FeatureVector> people, List<FeatureVector> group) {
    return new ScoredDay(people, Stream.concat(people.stream(), group.stream()).toList());
  }

  /** How a baseline ranks the last accounts of a day before the others. */
  static RankingMetrics ranking(Baseline baseline, ScoredDay day, int group) {
    double[] scores = baseline.scores(day);
    boolean[] labels = new boolean[scores.length];
    Arrays.fill(labels, scores.length - group, scores.length, true);
    return RankingMetrics.of(scores, labels);
  }

  /** An account in the making. */
  static final class Person {
    private final String id;
    private final Dice dice;
    private final double[] values = new double[FeatureCatalogue.size()];
    private final List<LinkKey> links = new ArrayList<>();
    private String plan = "";
    private String organisation = "";
    private long requests = 100;
    private long outputTokens = 1000;
    private int apiKeys = 1;
    private boolean silenced;
    private Instant asOf = TONIGHT;

    private Person(String id, long seed) {
      this.id = id;
      this.dice = new Dice(Dice.hash(id, seed));
      Arrays.setAll(values, i -> normal());
    }

    double normal() {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - dice.unit()));
      return radius * StrictMath.cos(2 * Math.PI * dice.unit());
    }

    /** From 0 to below a bound. */
    int number(int bound) {
      return dice.below(bound);
    }

    Person with(String feature, double value) {
      values[FeatureCatalogue.indexOf(feature)] = value;
      return this;
    }

    /** All features around one value. */
    Person around(double centre, double deviation) {
      Arrays.setAll(values, i -> centre + deviation * normal());
      return this;
    }

    Person with(LinkFamily family, String key) {
      links.add(new LinkKey(family, Dice.hash(key, 1), 1));
      return this;
    }

    Person rarely(LinkFamily family, String key) {
      links.add(new LinkKey(family, Dice.hash(key, 1), 0.01));
      return this;
    }

    Person paying(String name) {
      plan = name;
      return this;
    }

    Person of(String name) {
      organisation = name;
      return this;
    }

    Person calling(long times) {
      requests = times;
      return this;
    }

    Person reading(long tokens) {
      outputTokens = tokens;
      return this;
    }

    Person holding(int keys) {
      apiKeys = keys;
      return this;
    }

    Person closed() {
      silenced = true;
      return this;
    }

    Person at(Instant time) {
      asOf = time;
      return this;
    }

    FeatureVector vector() {
      return new FeatureVector(
          new AccountProfile(
              id,
              organisation,
              plan,
              1,
              Instant.parse("2026-10-01T09:30:00Z"),
              "DE",
              silenced,
              IntStream.range(0, apiKeys).mapToObj(i -> "key-" + i).toList()),
          asOf,
          1,
          values,
          requests,
          outputTokens,
          links,
          List.of());
    }
  }
}
