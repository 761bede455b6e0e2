package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One account's vector in the making. Keys are told as numbers of a kind, not as texts. */
final class Draft {
  private static final int HOURS_A_WEEK = 168;
  private static final int TOKENS_A_CALL = 500;
  private static final int PLACES = 32;

  private final String id;
  private final List<LinkKey> links = new ArrayList<>();
  private final List<Strand> strands = new ArrayList<>();
  private String organisation = "";
  private String plan = "pay-as-you-go";
  private String country = "US";
  private Duration age = Duration.ofDays(100);
  private long requests = 100;
  private boolean silenced;

  Draft(String id) {
    this.id = id;
  }

  Draft of(String organisationId) {
    organisation = organisationId;
    return this;
  }

  Draft paying(String planName) {
    plan = planName;
    return this;
  }

  Draft from(String countryCode) {
    country = countryCode;
    return this;
  }

  Draft aged(Duration time) {
    age = time;
    return this;
  }

  Draft calling(long times) {
    requests = times;
    return this;
  }

  Draft closed(boolean isClosed) {
    silenced = isClosed;
    return this;
  }

  Draft with(LinkFamily family, long number, double share) {
    links.add(new LinkKey(family, key(family.ordinal(), number), share));
    return this;
  }

  /** Instead of all other keys of the family. */
  Draft withOnly(LinkFamily family, long number) {
    links.removeIf(link -> link.family() == family);
    return with(family, number, 1);
  }

  /**
   * Adds a strand.
   *
   * @param variant 0: the frame itself; others have four places in 32 and a word of bands of their
   *     own
   * @param bodies hashes of what is asked, of 32 bits as sketches have them
   */
  Draft prompting(long frame, int variant, double share, long[] bodies, int[] hours) {
    long key = key(20, frame) | 1;
    List<Long> bands = new ArrayList<>();
    for (int word = 0; word < Strand.BAND_WORDS; word++) {
      boolean own = variant > 0 && word == variant % Strand.BAND_WORDS;
      bands.add(key(21 + word, own ? Dice.mix(frame) + variant : frame));
    }
    for (int place = 0; variant > 0 && place < 4; place++) {
      key ^= 2L << 2 * ((variant * 5 + place * 7) % PLACES);
    }
    List<Long> asked =
        LongStream.of(bodies).map(body -> body & 0xffff_ffffL).sorted().distinct().boxed().toList();
    strands.add(
        new Strand(
            key,
            bands,
            share,
            Math.max(1, bodies.length),
            asked,
            IntStream.of(hours).sorted().distinct().boxed().toList()));
    return this;
  }

  FeatureVector vector(Instant asOf) {
    double[] values = new double[FeatureCatalogue.size()];
    Arrays.fill(values, (double) requests);
    return new FeatureVector(
        new AccountProfile(
            id, organisation, plan, 1, asOf.minus(age), country, silenced, List.of("key-" + id)),
        asOf,
        1,
        values,
        requests,
        requests * TOKENS_A_CALL,
        links,
        strands);
  }

  /** A few hours of the last week, seen from a time. */
  static int[] hours(Dice dice, Instant asOf, int from, int to) {
    int end = (int) (asOf.getEpochSecond() / 3600);
    int[] hours = new int[2 + dice.below(6)];
    Arrays.setAll(hours, i -> end - Math.min(HOURS_A_WEEK, to + dice.below(from - to)));
    return hours;
  }

  private static long key(int kind, long number) {
    return Dice.mix(Dice.mix(kind + 1) + number);
  }
}
