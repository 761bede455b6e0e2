package io.stillwatch.trainer;

import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Accounts as a closed day shows them. The same name and day give the same account. */
final class Villages {
  private static final Instant LONG_AGO = Instant.parse("2025-06-01T08:00:00Z");

  private Villages() {}

  /** Strangers to each other, each a unit of its own. */
  static List<FeatureVector> strangers(int count, LocalDate day) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> account("stranger-" + i, "", "frame of stranger-" + i, "card-" + i, LONG_AGO, day))
        .toList();
  }

  /** Everybody belongs to one of so many organisations. */
  static List<FeatureVector> employees(int count, int organisations, LocalDate day) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                account(
                    "employee-" + i,
                    "organisation-" + i % organisations,
                    "frame of employee-" + i,
                    "card-" + i,
                    LONG_AGO,
                    day))
        .toList();
  }

  /**
   * One frame, four cards, one way into the network, signed up within an hour of the day before.
   */
  static List<FeatureVector> harvesters(int count, LocalDate day, LocalDate firstDay) {
    Instant born = end(firstDay).minus(Duration.ofHours(20));
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                account(
                    "harvester-" + i,
                    "",
                    "frame of the harvest",
                    "card-of-the-harvest-" + i % 4,
                    born.plusSeconds(20L * i),
                    day))
        .toList();
  }

  private static FeatureVector account(
      String id,
      String organisation,
      String frame,
      String card,
      Instant signedUpAt,
      LocalDate day) {
    Random random = new Random(id.hashCode());
    double[] values = random.doubles(FeatureCatalogue.size()).toArray();
    List<LinkKey> links =
        List.of(
            new LinkKey(LinkFamily.INSTRUMENT, hash(card), 1),
            new LinkKey(LinkFamily.ISSUER, hash("issuer " + card.substring(0, 6)), 1),
            new LinkKey(LinkFamily.ADDRESS, hash("place " + random.nextInt(500)), 1));
    return new FeatureVector(
        new AccountProfile(
            id, organisation, "pay-as-you-go", 1, signedUpAt, "US", false, List.of("key-" + id)),
        end(day),
        values,
        400,
        200_000,
        links,
        List.of(
            new Strand(
                hash(frame) | 1, frame(frame), 0.9, 40, List.of(hash(id)), List.of(490_000))));
  }

  private static List<Long> frame(String text) {
    return new Random(hash(text)).longs(Strand.BAND_WORDS).boxed().toList();
  }

  private static long hash(String text) {
    return new Random(text.hashCode()).nextLong();
  }

  private static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
