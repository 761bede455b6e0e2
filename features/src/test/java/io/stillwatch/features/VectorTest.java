package io.stillwatch.features;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.Histories.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VectorTest {
  private static final long FRAME = Histories.frame(1);

  /** Calls at equal distances from the start on. */
  private static AccountState calls(int count, Duration apart, BiConsumer<Integer, Call> telling) {
    return Histories.state(
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  Call call = new Call("e" + i, Histories.START.plus(apart.multipliedBy(i)));
                  telling.accept(i, call);
                  return call.event();
                })
            .toList());
  }

  private static double feature(AccountState state, String name) {
    return feature(state, state.watermark(), name);
  }

  private static double feature(AccountState state, Instant asOf, String name) {
    return state.vector(asOf).values()[FeatureCatalogue.indexOf(name)];
  }

  @Test
  void vector_noEvent_hasVolumesOfNothingAndNoShares() {
    FeatureVector vector = AccountState.create("acct-2").vector(Histories.START);
    assertThat(vector.values()[FeatureCatalogue.indexOf("requests_7d_log")]).isZero();
    assertThat(vector.values()[FeatureCatalogue.indexOf("first_turn_share_7d")]).isNaN();
    assertThat(vector.links()).isEmpty();
    assertThat(vector.strands()).isEmpty();
  }

  @Test
  void vector_belowThirtyCalls_hasNoShares() {
    BiConsumer<Integer, Call> first = (i, call) -> call.turn = 1;
    AccountState few = calls(29, Duration.ofMinutes(1), first);
    AccountState enough = calls(30, Duration.ofMinutes(1), first);
    assertThat(feature(few, "first_turn_share_7d")).isNaN();
    assertThat(feature(few, "requests_24h_log")).isCloseTo(Math.log(30), within(1e-9));
    assertThat(feature(enough, "first_turn_share_7d")).isEqualTo(1);
  }

  @Test
  void vector_nothingStated_isMissingNotZero() {
    AccountState silent = calls(50, Duration.ofMinutes(1), (i, call) -> {});
    for (String name :
        List.of(
            "limit_hug_share_7d",
            "input_tokens_log_mean_7d",
            "output_input_log_ratio_7d",
            "max_tokens_saturation_7d",
            "cached_input_share_7d",
            "frame_top_share_7d",
            "body_novelty_7d",
            "foreign_history_share_7d",
            "refusal_share_7d")) {
      assertThat(feature(silent, name)).as(name).isNaN();
    }
    assertThat(feature(silent, "throttled_share_7d")).isZero();
  }

  @Test
  void vector_shares_areThoseOfCallsThatSay() {
    AccountState state =
        calls(
            100,
            Duration.ofMinutes(1),
            (i, call) -> {
              call.turn = i < 40 ? Integer.valueOf(i < 20 ? 1 : 2) : null;
              call.refused = i < 40 ? Boolean.valueOf(i < 10) : null;
              call.status = i < 5 ? 429 : 200;
              call.foreignShare = i < 50 ? 0.25 : 0.75;
              call.maxTokens = i < 30 ? 8_000 : 100;
              call.modelOutput = 8_192;
              call.rateUsed = i < 60 ? 59 : 5;
              call.rateAllowed = 60;
              call.input = 100;
              call.cachedInput = i < 50 ? 100 : 0;
            });
    assertThat(feature(state, "first_turn_share_7d")).isEqualTo(0.5);
    assertThat(feature(state, "refusal_share_7d")).isEqualTo(0.25);
    assertThat(feature(state, "throttled_share_7d")).isEqualTo(0.05);
    assertThat(feature(state, "foreign_history_share_7d")).isCloseTo(0.5, within(1e-4));
    assertThat(feature(state, "max_tokens_saturation_7d")).isEqualTo(0.3);
    assertThat(feature(state, "limit_hug_share_7d")).isEqualTo(0.55);
    assertThat(feature(state, "cached_input_share_7d")).isEqualTo(0.5);
  }

  @Test
  void vector_tokens_haveMeanAndSpreadOfTheirLogarithms() {
    AccountState state =
        calls(
            40,
            Duration.ofMinutes(1),
            (i, call) -> {
              call.input = i % 2 == 0 ? 99 : 9_999;
              call.output = 999;
            });
    double mean = (Math.log(100) + Math.log(10_000)) / 2;
    assertThat(feature(state, "input_tokens_log_mean_7d")).isCloseTo(mean, within(1e-3));
    assertThat(feature(state, "input_tokens_log_sd_7d")).isCloseTo(Math.log(10), within(1e-2));
    assertThat(feature(state, "output_input_log_ratio_7d"))
        .isCloseTo(Math.log(1_000) - mean, within(1e-3));
    assertThat(feature(state, "output_tokens_24h_log"))
        .isCloseTo(Math.log1p(40.0 * 999), within(1e-9));
  }

  @Test
  void vector_timePasses_windowsEmpty() {
    AccountState state = calls(60, Duration.ofMinutes(1), (i, call) -> call.turn = 1);
    Instant end = state.watermark();
    assertThat(feature(state, end.plus(Duration.ofHours(23)), "requests_24h_log")).isPositive();
    assertThat(feature(state, end.plus(Duration.ofHours(24)), "requests_24h_log")).isZero();
    assertThat(state.vector(end.plus(Duration.ofDays(6))).requests7d()).isEqualTo(60);
    assertThat(state.vector(end.plus(Duration.ofDays(7))).requests7d()).isZero();
    assertThat(feature(state, end.plus(Duration.ofDays(7)), "first_turn_share_7d")).isNaN();
    assertThat(state.vector(Histories.START.minusSeconds(1)).requests7d()).isZero();
  }

  @Test
  void vector_aroundTheClock_isActiveAndFlat() {
    AccountState state = calls(7 * 144, Duration.ofMinutes(10), (i, call) -> {});
    assertThat(feature(state, "active_share_7d")).isEqualTo(1);
    assertThat(feature(state, "longest_idle_7d")).isZero();
    assertThat(feature(state, "diurnal_amplitude_7d")).isCloseTo(0, within(1e-9));
    assertThat(feature(state, "gap_cv_24h")).isCloseTo(0, within(1e-6));
  }

  @Test
  void vector_seenFromWithinTheDay_hasNoShareBeyondOne() {
    AccountState state = calls(7 * 144, Duration.ofMinutes(10), (i, call) -> {});
    Instant dawn = Histories.START.plus(Duration.ofDays(6)).plusSeconds(1);
    assertThat(feature(state, dawn, "active_share_7d")).isEqualTo(1);
  }

  @Test
  void vector_oneHourADay_isIdleAndPeaked() {
    AccountState state =
        Histories.state(
            IntStream.range(0, 70)
                .mapToObj(
                    i ->
                        new Call(
                                "e" + i,
                                Histories.START
                                    .plus(Duration.ofDays(i / 10))
                                    .plus(Duration.ofMinutes(6L * (i % 10))))
                            .event())
                .toList());
    assertThat(feature(state, "diurnal_amplitude_7d")).isEqualTo(1);
    assertThat(feature(state, "longest_idle_7d")).isEqualTo(23);
    assertThat(feature(state, "gap_cv_24h")).as("9 gaps").isNaN();
  }

  @Test
  void vector_oneFrame_isOneStrandAndNovel() {
    AccountState state =
        calls(
            64,
            Duration.ofHours(2),
            (i, call) -> {
              call.content = Histories.content(FRAME, ((long) i + 1) << 32, 7L << 40);
              call.address = i % 2 == 0 ? "net-1" : "net-2";
              call.client = "client-1";
            });
    FeatureVector vector = state.vector(state.watermark());
    assertThat(feature(state, "frame_top_share_7d")).isEqualTo(1);
    assertThat(feature(state, "frame_entropy_7d")).isCloseTo(0, within(1e-9));
    assertThat(feature(state, "body_novelty_7d")).isEqualTo(1);
    assertThat(feature(state, "affix_top_share_7d")).isCloseTo(1, within(1e-9));
    assertThat(vector.strands()).hasSize(1);
    Strand strand = vector.strands().get(0);
    assertThat(strand.frameKey()).isEqualTo(FRAME);
    assertThat(strand.frameBands())
        .containsExactlyElementsOf(Arrays.stream(Histories.bands(FRAME)).boxed().toList());
    assertThat(strand.events()).isEqualTo(64);
    assertThat(strand.bodies()).hasSize(64).isSorted();
    assertThat(strand.hours()).hasSize(64).isSorted();
    assertThat(shares(vector, LinkFamily.FRAME)).containsExactly(1.0);
    assertThat(shares(vector, LinkFamily.AFFIX)).hasSize(1);
    assertThat(shares(vector, LinkFamily.ADDRESS)).hasSize(2);
    assertThat(shares(vector, LinkFamily.CLIENT)).hasSize(1);
  }

  @Test
  void vector_linksFamilyAndTokens_areThoseOfItsCalls() {
    AccountState state =
        calls(
            64,
            Duration.ofHours(2),
            (i, call) -> {
              call.content = Histories.content(FRAME, i + 1L, i % 4 == 0 ? 7L << 40 : 9L << 40);
              call.address = i % 4 == 0 ? "net-1" : "net-2";
              call.client = i < 16 ? "client-1" : "";
              call.model = i % 4 == 0 ? "small-2" : "large-3";
              call.output = 7;
              call.issued = i == 5 ? List.of("issued") : List.of();
              call.submitted = i == 9 ? List.of("submitted") : List.of();
            });
    FeatureVector vector = state.vector(state.watermark());
    assertThat(shares(vector, LinkFamily.ADDRESS)).containsExactly(0.75, 0.25);
    assertThat(shares(vector, LinkFamily.CLIENT)).containsExactly(0.25);
    assertThat(shares(vector, LinkFamily.AFFIX)).hasSize(2).isSortedAccordingTo(reverseOrder());
    assertThat(shares(vector, LinkFamily.AFFIX).stream().mapToDouble(share -> share).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(shares(vector, LinkFamily.ARTEFACT)).containsExactly(1.0, 1.0);
    assertThat(vector.links())
        .extracting(LinkKey::key)
        .contains(DayPane.token("issued"), DayPane.token("submitted"), DayPane.token("net-2"));
    assertThat(vector.modelFamily()).isEqualTo(DayPane.token("large"));
    assertThat(vector.outputTokens7d()).isEqualTo(64 * 7);
  }

  private static List<Double> shares(FeatureVector vector, LinkFamily family) {
    return vector.links().stream()
        .filter(link -> link.family() == family)
        .map(LinkKey::share)
        .toList();
  }

  @Test
  void vector_nearFrames_areOneStrand() {
    AccountState state =
        calls(
            60,
            Duration.ofHours(2),
            (i, call) ->
                call.content = Histories.content(i % 3 == 0 ? FRAME ^ 0xff0 : FRAME, 1 << 30, 0));
    assertThat(state.vector(state.watermark()).strands()).hasSize(1);
    assertThat(feature(state, "body_novelty_7d")).isLessThan(0.1);
  }

  @Test
  void vector_hydra_showsItsHarvestAsAStrand() {
    AccountState state =
        calls(
            2_000,
            Duration.ofMinutes(5),
            (i, call) ->
                call.content =
                    Histories.content(
                        i % 4 == 0 ? FRAME : Histories.frame(i + 9L), (i + 1L) << 32, 0));
    Strand top = state.vector(state.watermark()).strands().get(0);
    assertThat(top.frameKey()).isEqualTo(FRAME);
    assertThat(top.share()).isCloseTo(0.25, within(0.13));
  }

  @Test
  void vector_manyFrames_haveAtMost64KeysAnd8Strands() {
    AccountState state =
        calls(
            2_000,
            Duration.ofMinutes(5),
            (i, call) ->
                call.content = Histories.content(Histories.frame(i + 9L), (i + 1L) << 32, 0));
    FeatureVector vector = state.vector(state.watermark());
    assertThat(vector.strands()).hasSize(8);
    assertThat(shares(vector, LinkFamily.FRAME)).hasSize(64);
    assertThat(feature(state, "frame_entropy_7d")).isGreaterThan(0.95);
  }

  @Test
  void vector_facts_areTheNewest() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    Instant start = Histories.START;
    state.add(Histories.changed("1", start.plusSeconds(9), new AccountEvent.PlanChanged("pro")));
    state.add(
        Histories.changed(
            "2", start, new AccountEvent.SignedUp("mail", null, "net", "DE", "free")));
    state.add(Histories.changed("3", start.plusSeconds(1), new AccountEvent.Verified(3)));
    state.add(Histories.changed("4", start.plusSeconds(5), new AccountEvent.Silenced(false)));
    state.add(Histories.changed("5", start.plusSeconds(4), new AccountEvent.Silenced(true)));
    for (int i = 0; i < 40; i++) {
      state.add(
          Histories.changed(
              "card" + i,
              start.plusSeconds(60 + i),
              new AccountEvent.InstrumentAdded("card-" + i, "bank", null)));
    }
    FeatureVector vector = state.vector(start.plusSeconds(200));
    assertThat(vector.account().plan()).isEqualTo("pro");
    assertThat(vector.account().verificationLevel()).isEqualTo(3);
    assertThat(vector.account().country()).isEqualTo("DE");
    assertThat(vector.account().silenced()).isFalse();
    assertThat(shares(vector, LinkFamily.INSTRUMENT)).hasSize(16).containsOnly(1.0);
    assertThat(shares(vector, LinkFamily.ISSUER)).hasSize(1);
    assertThat(shares(vector, LinkFamily.EMAIL)).hasSize(1);
    assertThat(shares(vector, LinkFamily.ADDRESS)).hasSize(1);
  }

  @Test
  void vector_apiKeys_areTheNewestEight() {
    AccountState state =
        calls(20, Duration.ofMinutes(1), (i, call) -> call.apiKey = "key-" + i % 12);
    assertThat(state.vector(state.watermark()).account().apiKeyTokens())
        .containsExactly("key-7", "key-6", "key-5", "key-4", "key-3", "key-2", "key-1", "key-0");
  }
}
