package io.stillwatch.modelservice;

import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Accounts as vectors; the same id gives the same account. */
public final class People {
  private People() {}

  public static List<FeatureVector> many(int count, Instant asOf) {
    return IntStream.range(0, count).mapToObj(i -> one("person-" + i, asOf)).toList();
  }

  public static FeatureVector one(String id, Instant asOf) {
    return one(id, asOf, 100);
  }

  public static FeatureVector one(String id, Instant asOf, long requests) {
    return withKeys(id, asOf, requests, List.of("key-of-" + id));
  }

  public static FeatureVector withKeys(
      String id, Instant asOf, long requests, List<String> apiKeys) {
    Random random = new Random(id.hashCode());
    double[] values = random.doubles(FeatureCatalogue.size()).toArray();
    AccountProfile profile =
        new AccountProfile(
            id, "", "team", 1, asOf.minus(Duration.ofDays(40)), "DE", false, apiKeys);
    return new FeatureVector(
        profile,
        asOf,
        values,
        requests,
        requests * 100,
        List.of(new LinkKey(LinkFamily.INSTRUMENT, random.nextLong(), 1)),
        List.of(
            new Strand(
                random.nextLong() | 1,
                random.longs(Strand.BAND_WORDS).boxed().toList(),
                0.8,
                40,
                List.of(1L, 2L),
                List.of(9, 10))));
  }
}
