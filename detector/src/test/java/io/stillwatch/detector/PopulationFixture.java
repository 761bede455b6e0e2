package io.stillwatch.detector;

import io.stillwatch.detector.chance.Dice;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Honest people, and groups that look like networks, as vectors. The same seed gives the same
 * people.
 */
public final class PopulationFixture {
  public static final LocalDate TODAY = LocalDate.parse("2026-11-20");
  public static final Instant TONIGHT = TODAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private final long seed;

  public PopulationFixture(long seed) {
    this.seed = seed;
  }

  /** Strangers with their own prompts, 1,000 shared networks, 40 issuers, 30 e-mail patterns. */
  public List<FeatureVector> strangers(int count) {
    return IntStream.range(0, count).mapToObj(i -> person("stranger-" + i).vector()).toList();
  }

  /** The same, and the users of three apps, who ask what is on others' minds, too. */
  public List<FeatureVector> strangersAndAppUsers(int strangers) {
    List<FeatureVector> people = new ArrayList<>(strangers(strangers));
    for (int i = 0; i < 180; i++) {
      people.add(
          person("app user " + i)
              .prompting("app " + i % 3)
              .asking("question " + i % 9, "question " + i % 11, "my own " + i)
              .vector());
    }
    return people;
  }

  public Person person(String id) {
    return new Person(id);
  }

  /** As if nobody in the group had been there yet. */
  public TrainingInput input(List<FeatureVector> honest, List<FeatureVector> group) {
    List<FeatureVector> today = new ArrayList<>(honest);
    today.addAll(group);
    return new TrainingInput(
        BaselineDays.of(baselineDays(honest)), new DayOfVectors(TODAY, today), seed, null, TONIGHT);
  }

  /** Three days on which the same people were there. */
  public static List<DayOfVectors> baselineDays(List<FeatureVector> honest) {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(age -> new DayOfVectors(TODAY.minusDays(7 - age), honest))
        .toList();
  }

  /** One account in the making. Hides no choice: whatever is not said is drawn as for strangers. */
  public final class Person {
    private final String id;
    private final Dice dice;
    private final List<LinkKey> links = new ArrayList<>();
    private final double[] values = new double[FeatureCatalogue.size()];
    private String plan;
    private String country;
    private String organisation = "";
    private long requests;
    private Instant signedUpAt;
    private long frameKey;
    private List<Long> frame;
    private boolean silenced;
    private List<Long> bodies;
    private List<Integer> hours = List.of(9, 10);

    private Person(String id) {
      this.id = id;
      this.dice = new Dice(Dice.hash(id, seed));
      this.plan = dice.unit() < 0.7 ? "pay-as-you-go" : "team";
      this.country = List.of("US", "DE", "IN", "BR").get(dice.below(4));
      this.requests = 40L + dice.below(4000);
      this.signedUpAt =
          TONIGHT.minus(Duration.ofSeconds(3600 + (long) (dice.unit() * 120 * 86400)));
      prompting(id);
      bodies = tasks(IntStream.range(0, 8).mapToObj(i -> id + " asks " + i));
      for (int i = 0; i < values.length; i++) {
        values[i] = dice.unit() + dice.unit() + dice.unit() + i;
      }
      with(LinkFamily.INSTRUMENT, "card of " + id);
      with(LinkFamily.ISSUER, country + " bank " + dice.below(10));
      with(LinkFamily.EMAIL, "pattern " + dice.below(30));
      with(LinkFamily.ADDRESS, "network " + dice.below(1000));
      with(LinkFamily.CLIENT, "client " + dice.below(12));
    }

    /** Replaces all keys of the family. */
    public Person with(LinkFamily family, String key) {
      links.removeIf(link -> link.family() == family);
      links.add(new LinkKey(family, Dice.hash(family + key, 1), 1));
      return this;
    }

    public Person prompting(String text) {
      frameKey = Dice.hash(text, 9) | 1;
      frame = frame(text);
      return this;
    }

    /** Half of the bands stay, and all but four places of the key. */
    public Person prompting(String text, int paraphrase) {
      prompting(text);
      if (paraphrase % 4 != 0) {
        List<Long> bands = new ArrayList<>(frame);
        bands.set(paraphrase % 2, Dice.hash(text + paraphrase, 2));
        bands.set(2 + paraphrase % 2, Dice.hash(text + paraphrase, 3));
        frame = List.copyOf(bands);
        frameKey ^= (long) paraphrase << 8 * (paraphrase % 7);
      }
      return this;
    }

    /** Instead of eight questions that nobody else has. */
    public Person asking(String... questions) {
      bodies = tasks(Stream.of(questions));
      return this;
    }

    /** So many hours before tonight it called first, and last. */
    public Person calling(int first, int last) {
      int tonight = (int) (TONIGHT.getEpochSecond() / 3600);
      hours = List.of(tonight - first, tonight - last);
      return this;
    }

    public Person of(String organisationId) {
      organisation = organisationId;
      return this;
    }

    public Person from(String countryCode) {
      country = countryCode;
      return this;
    }

    public Person paying(String planName) {
      plan = planName;
      return this;
    }

    public Person aged(Duration age) {
      signedUpAt = TONIGHT.minus(age);
      return this;
    }

    public Person calling(long times) {
      requests = times;
      return this;
    }

    public Person closed() {
      silenced = true;
      return this;
    }

    public Person odd() {
      Arrays.fill(values, 400);
      return this;
    }

    public FeatureVector vector() {
      return new FeatureVector(
          new AccountProfile(
              id, organisation, plan, 1, signedUpAt, country, silenced, List.of("key-" + id)),
          TONIGHT,
          1,
          values,
          requests,
          requests * 500,
          links,
          List.of(new Strand(frameKey, frame, 0.8, 40, bodies, hours)));
    }

    private static List<Long> tasks(Stream<String> questions) {
      return questions.map(text -> Dice.hash(text, 4)).sorted().toList();
    }

    private static List<Long> frame(String text) {
      return IntStream.range(0, Strand.BAND_WORDS).mapToObj(i -> Dice.hash(text, 10L + i)).toList();
    }
  }
}
