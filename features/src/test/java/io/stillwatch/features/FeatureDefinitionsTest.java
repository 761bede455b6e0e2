package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.Histories.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of random small accounts against the plain definitions. */
final class FeatureDefinitionsTest {
  private static final int ACCOUNTS = 300;
  private static final long KNOWN = Histories.frame(0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void vector_accountSampledWhole_hasTheValuesOfItsDefinitions(long seed) {
    Random random = new Random(seed);
    for (int account = 0; account < ACCOUNTS; account++) {
      List<UsageEvent> calls = calls(random);
      Instant last = calls.get(calls.size() - 1).eventTime();
      Instant asOf = last.plusSeconds(random.nextInt(3) == 0 ? 0 : random.nextInt(100_000));
      String home = List.of("", "DE").get(random.nextInt(2));
      Map<String, Double> values = values(calls, home, asOf);
      new Definitions(calls, home, frame -> frame == KNOWN, asOf)
          .values()
          .forEach(
              (feature, value) ->
                  assertValue(values.get(feature), value, feature + " of seed " + seed));
    }
  }

  private static void assertValue(double found, double value, String what) {
    if (Double.isNaN(value)) {
      assertThat(found).as(what).isNaN();
    } else {
      assertThat(found).as(what).isCloseTo(value, within(1e-3));
    }
  }

  /** Else a definition that never applies would go unseen. */
  @Test
  void definitions_ofRandomAccounts_areToldAndVary() {
    Random random = new Random(4);
    Map<String, List<Double>> told = new TreeMap<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      List<UsageEvent> calls = calls(random);
      Instant asOf = calls.get(calls.size() - 1).eventTime();
      new Definitions(calls, "DE", frame -> frame == KNOWN, asOf)
          .values()
          .forEach((name, value) -> told.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    }
    assertThat(told).hasSizeGreaterThan(50);
    told.forEach(
        (name, values) ->
            assertThat(values.stream().filter(value -> !value.isNaN()).distinct())
                .as(name)
                .hasSizeGreaterThan(2));
  }

  private static Map<String, Double> values(List<UsageEvent> calls, String home, Instant asOf) {
    AccountState state = Histories.state(calls);
    if (!home.isEmpty()) {
      state.add(
          Histories.changed(
              "home", Histories.START, new AccountEvent.SignedUp("mail", null, "", home, "free")));
    }
    double[] values = state.vector(asOf, frame -> frame == KNOWN).values();
    Map<String, Double> named = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(FeatureCatalogue.names().get(i), values[i]);
    }
    return named;
  }

  /** Up to 16 a day and up to 32 days, by whoever tells all, some or little of each. */
  private static List<UsageEvent> calls(Random random) {
    int days = 1 + random.nextInt(32);
    int most = 4 + random.nextInt(13);
    int step = List.of(1, 2, 5, 10, 30).get(random.nextInt(5));
    int hours = random.nextBoolean() ? 24 : 1 + random.nextInt(6);
    int silence = random.nextInt(4);
    boolean busyAtLast = random.nextBoolean();
    List<UsageEvent> calls = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      boolean silent = day > 0 && day < days - 1 && random.nextInt(6) < silence;
      int count = silent ? 0 : busyAtLast && day >= days - 2 ? 16 : 1 + random.nextInt(most);
      for (int i = 0; i < count; i++) {
        int minute = random.nextInt(hours * 60 / step) * step;
        int late =
            day == days - 2 ? 1_440 - hours * 60 : 0; // So that 24 hours hold two days' calls.
        Instant time =
            Histories.START
                .plus(Duration.ofDays(day))
                .plusSeconds(60L * (minute + late) + random.nextInt(60));
        calls.add(call(random, "e" + day + "/" + i, time, silence));
      }
    }
    calls.sort(Comparator.comparing(UsageEvent::eventTime));
    return calls;
  }

  private static UsageEvent call(Random random, String id, Instant time, int silence) {
    Call call = new Call(id, time);
    call.input = one(random, silence, 0, 1, 99, 9_999);
    call.output = one(random, silence, 0, 9, 99, 3_000);
    call.cachedInput = one(random, silence, 0, 50, 20_000);
    call.reasoning = one(random, silence, 0, 5, 5_000);
    call.maxTokens = one(random, silence, 0, 1, 2, 899, 900, 901, 1_000);
    call.modelOutput = one(random, silence, 0, 1_000);
    call.truncated = flag(random, silence);
    call.rateUsed = one(random, silence, 0, 79, 80, 81, 100, 250);
    call.rateAllowed = one(random, silence, 0, 100);
    call.status = List.of(200, 200, 200, 429, 403, 500).get(random.nextInt(6));
    call.refused = flag(random, silence);
    call.safetyFlagged = flag(random, silence);
    call.tools = flag(random, silence);
    call.turn = one(random, silence, 1, 2, 3);
    Integer foreign = one(random, silence, 0, 49, 50, 51, 100);
    call.foreignShare = foreign == null ? null : Double.valueOf(foreign / 100.0);
    Integer age = one(random, silence, 0, 72, 71, 200);
    call.releasedAt = age == null ? null : time.minus(Duration.ofHours(age));
    call.sampling = sampling(random, silence);
    call.address = "net-" + random.nextInt(12);
    call.asn = one(random, silence, 0, 7, 9, 11, 13);
    call.hosted = flag(random, silence);
    call.client = random.nextInt(4) < silence ? "" : "client-" + random.nextInt(4);
    call.country = List.of("", "DE", "US").get(random.nextInt(3));
    call.content = random.nextInt(6) < silence ? null : content(random);
    return call.event();
  }

  private static UsageEvent.Sampling sampling(Random random, int silence) {
    Integer temperature = one(random, silence, 69, 70, 71, 100);
    return new UsageEvent.Sampling(
        temperature == null ? null : Double.valueOf(temperature / 100.0),
        random.nextBoolean() ? 0.9 : null,
        one(random, silence, 1, 2, 8),
        flag(random, silence),
        one(random, silence, 0, 5, 20),
        one(random, silence, 0, 3, 300));
  }

  private static UsageEvent.Content content(Random random) {
    int kind = random.nextInt(random.nextBoolean() ? 3 : 12);
    long frame = kind == 11 ? 0 : Histories.frame(kind);
    return new UsageEvent.Content(
        frame,
        Histories.bands(frame),
        random.nextInt(4) > 0,
        0,
        (long) random.nextInt(9) << 32,
        0,
        random.nextInt(9) - 1,
        random.nextInt(33) - 1);
  }

  /** None at times, the oftener the more silent. */
  private static Integer one(Random random, int silence, int... of) {
    return random.nextInt(5) < silence ? null : Integer.valueOf(of[random.nextInt(of.length)]);
  }

  private static Boolean flag(Random random, int silence) {
    return random.nextInt(5) < silence ? null : Boolean.valueOf(random.nextBoolean());
  }
}
