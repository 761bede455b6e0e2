package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.Histories.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An example for every feature: a history, and the value that its definition gives. */
final class FeatureExamplesTest {
  private static final Instant START = Histories.START;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final double MISSING = Double.NaN;

  /** Calls at equal distances within a time that ends a little before the eighth day. */
  private static AccountState week(int calls, BiConsumer<Integer, Call> telling) {
    return spread(START, WEEK, calls, telling);
  }

  private static AccountState spread(
      Instant from, Duration span, int calls, BiConsumer<Integer, Call> telling) {
    return Histories.state(events(from, span, calls, telling));
  }

  private static List<Event> events(
      Instant from, Duration span, int calls, BiConsumer<Integer, Call> telling) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      Instant time = from.plusMillis(span.toMillis() * i / calls);
      Call call = new Call("e" + time.toEpochMilli(), time);
      telling.accept(i, call);
      events.add(call.event());
    }
    return events;
  }

  private static AccountState with(AccountState state, AccountEvent.Change... changes) {
    for (int i = 0; i < changes.length; i++) {
      state.add(Histories.changed("change" + i, START.plusSeconds(i), changes[i]));
    }
    return state;
  }

  private static Arguments example(String feature, double value, AccountState state) {
    return Arguments.of(feature, value, 1e-6, state);
  }

  private static Arguments about(String feature, double value, double error, AccountState state) {
    return Arguments.of(feature, value, error, state);
  }

  private static UsageEvent.Content asking(long frame, Intent... intents) {
    int bits = 0;
    for (Intent intent : intents) {
      bits |= intent.bit();
    }
    return new UsageEvent.Content(frame, Histories.bands(frame), true, 0, frame, 0, -1, bits);
  }

  private static UsageEvent.Content body(long body, int topic) {
    long frame = Histories.frame(1);
    return new UsageEvent.Content(
        frame, Histories.bands(frame), true, 0, body << 32 | 1L << 63, 0, topic, -1);
  }

  static Stream<Arguments> examples() {
    return Stream.of(volume(), tempo(), tokens(), content(), capability(), sampling(), rest())
        .flatMap(List::stream);
  }

  private static List<Arguments> volume() {
    AccountState plain = week(70, (i, call) -> call.output = 9);
    return List.of(
        example("requests_24h_log", Math.log(11), plain),
        example("output_tokens_24h_log", Math.log(91), plain),
        example("requests_7d_log", Math.log(71), plain),
        example("active_days_28d", 7, plain),
        example("ramp_days_28d", 0, plain),
        example("ramp_days_28d", 0, spread(START, Duration.ofDays(1), 48, (i, call) -> {})),
        example(
            "ramp_days_28d", 3, week(70, (i, call) -> {}).merge(later("more", Duration.ofDays(3)))),
        example(
            "limit_utilisation_p95_7d",
            0.9,
            week(
                168,
                (i, call) -> {
                  call.rateUsed = i < 20 ? 90 : 10;
                  call.rateAllowed = 100;
                })),
        example(
            "limit_hug_share_7d",
            0.25,
            week(
                100,
                (i, call) -> {
                  call.rateUsed = i < 25 ? 90 : 10;
                  call.rateAllowed = 100;
                })));
  }

  /** 200 calls within an hour of a later day. */
  private static AccountState later(String id, Duration after) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(new Call(id + i, START.plus(after).plusSeconds(18L * i)).event());
    }
    return Histories.state(events);
  }

  private static List<Arguments> tempo() {
    AccountState cron = spread(START, Duration.ofDays(1), 48, (i, call) -> {});
    AccountState pausing =
        Histories.state(
            Stream.iterate(0, i -> i < 60, i -> i + 1)
                .map(i -> START.plus(Duration.ofMinutes(i / 2 * 16L + i % 2 * 10L)))
                .map(time -> new Call("e" + time.toEpochMilli(), time).event())
                .toList());
    AccountState quick = spread(START, Duration.ofDays(1), 144, (i, call) -> call.output = 3_000);
    return List.of(
        example("active_share_7d", 1, spread(START, WEEK, 7 * 144, (i, call) -> {})),
        example("longest_idle_7d", 23 + 5.0 / 6, week(7, (i, c) -> {}).merge(later("x", WEEK))),
        example("diurnal_amplitude_7d", 0, week(168, (i, call) -> {})),
        example("gap_cv_24h", 0, cron),
        example("periodicity_24h", 1, cron),
        about("periodicity_24h", 0, 0.01, spread(START, Duration.ofDays(1), 1440, (i, c) -> {})),
        example("cooldown_gap_share_24h", 1, cron),
        about("cooldown_gap_share_24h", 0.5, 0.02, pausing),
        about("think_ratio_24h", 0, 0.01, quick));
  }

  private static List<Arguments> tokens() {
    AccountState state =
        week(
            112,
            (i, call) -> {
              call.input = i % 2 == 0 ? 99 : 9_999;
              call.output = i % 2 == 0 ? 9 : 999;
              call.reasoning = i % 2 == 0 ? 9 : 0;
              call.cachedInput = 33;
              call.maxTokens = i < 28 ? 1_000 : 10;
              call.modelOutput = 1_000;
              call.truncated = i < 56 ? Boolean.valueOf(i < 14) : null;
              call.content = body(i, -1);
            });
    double half = Math.log(10);
    return List.of(
        about("input_tokens_log_mean_7d", 3 * half, 1e-3, state),
        about("input_tokens_log_sd_7d", half, 1e-2, state),
        about("input_spread_strand_7d", half, 0.1, state),
        about("input_spread_strand_7d", half * 0.98, 0.1, framed(5)),
        example("input_spread_strand_7d", MISSING, framed(4)),
        about("output_tokens_log_mean_7d", 2 * half, 1e-3, state),
        about("output_tokens_log_sd_7d", half, 1e-2, state),
        about("output_input_log_ratio_7d", -half, 1e-3, state),
        example("max_tokens_saturation_7d", 0.25, state),
        example("truncated_share_7d", 0.25, state),
        example("cached_input_share_7d", 66.0 / 10_098, state),
        example("reasoning_token_share_7d", 9.0 / 1_008, state));
  }

  /** 40 calls, so many of them behind a frame, small and large by turns. */
  private static AccountState framed(int count) {
    return week(
        40,
        (i, call) -> {
          call.input = i % 2 == 0 ? 99 : 9_999;
          call.content = i < count ? body(i, -1) : null;
        });
  }

  private static List<Arguments> content() {
    AccountState harvest =
        week(
            112,
            (i, call) ->
                call.content =
                    Histories.content(Histories.frame(3), Identifiers.hash("body-" + i), 7L << 30));
    AccountState twice =
        week(
            1_000,
            (i, call) -> {
              call.content = body(i / 2, i % 64);
              call.sampling = new UsageEvent.Sampling(null, null, 2, null, null, null);
            });
    AccountState narrow = week(112, (i, call) -> call.content = body(i, 5));
    return List.of(
        example("frame_top_share_7d", 1, harvest),
        example("known_frame_share_7d", 0, harvest),
        example("frame_entropy_7d", 0, harvest),
        example("body_novelty_7d", 1, harvest),
        about("body_repeat_share_7d", 0, 0.15, harvest),
        about("body_repeat_share_7d", 0.5, 0.15, twice),
        about("samples_per_body_log_7d", Math.log(4), 0.3, twice),
        about("samples_per_body_log_7d", 0, 0.15, harvest),
        about("body_repeat_share_7d", 0, 0.2, bodies(30)),
        example("body_repeat_share_7d", MISSING, bodies(29)),
        example("samples_per_body_log_7d", MISSING, bodies(29)),
        example("topic_entropy_7d", 0, narrow),
        about("topic_entropy_7d", 1, 0.1, twice),
        example("affix_top_share_7d", 1, harvest));
  }

  /** 40 calls, so many of them with a body, no two alike. */
  private static AccountState bodies(int count) {
    return week(40, (i, call) -> call.content = i < count ? body(i, -1) : null);
  }

  private static List<Arguments> capability() {
    AccountState hydra =
        week(
            112,
            (i, call) ->
                call.content =
                    i % 4 == 0
                        ? asking(
                            Histories.frame(1),
                            Intent.HIDDEN_REASONING,
                            Intent.RUBRIC_JUDGING,
                            Intent.TASK_SYNTHESIS,
                            Intent.REWRITE)
                        : asking(Histories.frame(2 + i)));
    AccountState sweep =
        week(
            112,
            (i, call) -> {
              call.content = asking(Histories.frame(2 + i), Intent.HIDDEN_REASONING);
              call.refused = i % 2 == 0;
            });
    AccountState tools = week(100, (i, call) -> call.tools = i < 40);
    AccountState pivot =
        week(
            100, (i, c) -> c.releasedAt = c.event().eventTime().minusSeconds(i < 30 ? 9 : 999_999));
    AccountState relay =
        week(
            100,
            (i, call) -> {
              call.issued = i % 16 == 0 ? List.of("own" + i) : List.of();
              call.submitted = i % 16 == 0 ? List.of("own" + i, "foreign" + i) : List.of();
            });
    return List.of(
        example("hidden_reasoning_share_7d", 0.25, hydra),
        example("hidden_reasoning_strand_7d", 1, hydra),
        example("rubric_judging_share_7d", 0.25, hydra),
        example("rubric_judging_strand_7d", 1, hydra),
        example("task_synthesis_share_7d", 0.25, hydra),
        example("task_synthesis_strand_7d", 1, hydra),
        example("rewrite_share_7d", 0.25, hydra),
        example("rewrite_strand_7d", 1, hydra),
        example("agentic_share_7d", 0.4, tools),
        example("agentic_share_7d", 0, hydra),
        example("new_model_share_7d", 0.3, pivot),
        about("elicitation_sweep_7d", 0.5, 0.1, sweep),
        example("elicitation_sweep_7d", 0, hydra),
        about("artefact_foreign_share_7d", 0.5, 0.1, relay),
        example("artefact_foreign_share_7d", 1, submitting(4, 0)),
        example("artefact_foreign_share_7d", 0.5, submitting(4, 2)),
        example("artefact_foreign_share_7d", MISSING, submitting(3, 2)));
  }

  /** An account that submits so many artefacts, of which so many were issued to it. */
  private static AccountState submitting(int submitted, int issued) {
    return week(
        100,
        (i, call) -> {
          call.submitted = i < submitted ? List.of("artefact-" + i) : List.of();
          call.issued = i < issued ? List.of("artefact-" + i) : List.of();
        });
  }

  private static List<Arguments> sampling() {
    AccountState extraction =
        week(
            100,
            (i, call) -> {
              call.maxTokens = i < 80 ? 1 : 100;
              call.sampling =
                  new UsageEvent.Sampling(
                      i % 2 == 0 ? 0.7 : 0.1, null, null, i < 60, i < 60 ? 20 : null, 999);
            });
    return List.of(
        example("logprob_share_7d", 0.6, extraction),
        example("top_logprobs_mean_7d", 12, extraction),
        about("biased_tokens_log_mean_7d", Math.log(1_000), 1e-3, extraction),
        example("one_token_share_7d", 0.8, extraction),
        example("hot_sampling_share_7d", 0.5, extraction),
        example("parameter_entropy_7d", 0, week(112, (i, call) -> call.maxTokens = 7)),
        example("parameter_entropy_7d", 1, week(112, (i, call) -> call.maxTokens = i)));
  }

  private static List<Arguments> rest() {
    AccountState session =
        week(
            100,
            (i, call) -> {
              call.turn = i < 50 ? 1 : 2;
              call.foreignShare = i < 25 ? 1.0 : 0.0;
            });
    AccountState places =
        with(
            week(
                112,
                (i, call) -> {
                  call.address = "net-" + i % 56;
                  call.asn = i % 28;
                  call.hosted = i < 56;
                  call.client = "client-" + i;
                  call.country = i % 4 == 0 ? "US" : "DE";
                }),
            new AccountEvent.SignedUp("mail", true, "net", "DE", "free"),
            new AccountEvent.Verified(3),
            new AccountEvent.InstrumentAdded("card", "bank", true));
    AccountState friction =
        week(
            100,
            (i, call) -> {
              call.refused = i < 20;
              call.safetyFlagged = i < 30;
              call.status = i < 40 ? 429 : i < 50 ? 403 : 200;
            });
    AccountState defiant =
        spread(START, Duration.ofHours(2), 120, (i, call) -> call.status = i == 7 ? 429 : 200);
    AccountState obedient =
        spread(START, Duration.ofDays(1), 60, (i, call) -> call.status = i < 9 ? 429 : 200);
    AccountState woken = woken();
    return List.of(
        example("first_turn_share_7d", 0.5, session),
        about("foreign_history_share_7d", 0.25, 1e-4, session),
        example("foreign_start_share_7d", 0.5, session),
        example("address_spread_7d", 0.5, places),
        example("network_spread_7d", 0.25, places),
        example("hosted_share_7d", 0.5, places),
        example("client_entropy_7d", 1, places),
        about("abroad_share_7d", 0.25, 0.02, places),
        about("account_age_log_life", Math.log(7.94), 0.01, places),
        example("verification_level_life", 3, places),
        example("disposable_email_life", 1, places),
        example("virtual_card_life", 1, places),
        example("disposable_email_life", MISSING, friction),
        example("virtual_card_life", MISSING, friction),
        example("disposable_email_life", 0, plainHolder()),
        example("virtual_card_life", 0, plainHolder()),
        example("instruments_log_life", Math.log(2), places),
        example("volume_break_3d", Math.log(101) - Math.log(2), woken),
        example("dormancy_days_28d", 6, woken),
        example("frame_break_3d", 1, woken),
        example("address_break_3d", 1, woken),
        example("volume_break_3d", MISSING, places),
        example("refusal_share_7d", 0.2, friction),
        example("safety_share_7d", 0.3, friction),
        example("throttled_share_7d", 0.4, friction),
        example("blocked_share_7d", 0.1, friction),
        example("throttle_defiance_24h", 1, defiant),
        example("throttle_defiance_24h", 0, obedient),
        example("throttle_defiance_24h", MISSING, places));
  }

  private static AccountState plainHolder() {
    return with(
        week(100, (i, call) -> {}),
        new AccountEvent.SignedUp("mail", false, "net", "DE", "free"),
        new AccountEvent.InstrumentAdded("card", "bank", false));
  }

  /** A call a day for weeks, silence, a call a day again, and then another owner's work. */
  private static AccountState woken() {
    BiConsumer<Integer, Call> own =
        (i, call) -> {
          call.content = Histories.content(Histories.frame(1), i + 1L, 0);
          call.address = "home";
        };
    List<Event> events = new ArrayList<>(events(START, Duration.ofDays(14), 14, own));
    events.addAll(events(START.plus(Duration.ofDays(20)), Duration.ofDays(5), 5, own));
    events.addAll(
        events(
            START.plus(Duration.ofDays(25)),
            Duration.ofDays(3),
            300,
            (i, call) -> {
              call.content = Histories.content(Histories.frame(2), i + 1L, 0);
              call.address = "away";
            }));
    return Histories.state(events);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("examples")
  void vector_example_hasTheValueOfItsDefinition(
      String feature, double value, double error, AccountState state) {
    double found = state.vector(state.watermark()).values()[FeatureCatalogue.indexOf(feature)];
    if (Double.isNaN(value)) {
      assertThat(found).as(feature).isNaN();
    } else {
      assertThat(found).as(feature).isCloseTo(value, within(error));
    }
  }

  @Test
  void examples_catalogue_isCovered() {
    Set<String> covered = new HashSet<>();
    examples().forEach(example -> covered.add((String) example.get()[0]));
    assertThat(covered).containsExactlyInAnyOrderElementsOf(FeatureCatalogue.names());
  }
}
