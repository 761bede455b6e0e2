package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.stillwatch.features.AccountEvent;
import io.stillwatch.features.Event;
import io.stillwatch.features.Intent;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.EnforcementApplied;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.InstrumentAdded;
import io.stillwatch.v1.IntentCounts;
import io.stillwatch.v1.Operation;
import io.stillwatch.v1.PlanChanged;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.Restored;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.SignedUp;
import io.stillwatch.v1.SketchAlias;
import io.stillwatch.v1.Suspended;
import io.stillwatch.v1.Verified;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventWireTest {
  private static final Timestamp TIME = Timestamp.newBuilder().setSeconds(1_770_000_000).build();
  private static final int TOO_MANY = 100_000_001;

  private static io.stillwatch.v1.UsageEvent.Builder usage() {
    return io.stillwatch.v1.UsageEvent.newBuilder()
        .setEventId("e1")
        .setAccountId("acct-1")
        .setEventTime(TIME);
  }

  private static io.stillwatch.v1.AccountEvent.Builder account() {
    return io.stillwatch.v1.AccountEvent.newBuilder()
        .setEventId("e1")
        .setAccountId("acct-1")
        .setEventTime(TIME);
  }

  private static UsageEvent read(io.stillwatch.v1.UsageEvent.Builder usage) {
    return (UsageEvent) EventWire.read("gateway", Report.newBuilder().setUsage(usage).build());
  }

  private static AccountEvent read(io.stillwatch.v1.AccountEvent.Builder account) {
    return (AccountEvent)
        EventWire.read("gateway", Report.newBuilder().setAccount(account).build());
  }

  @Test
  void eventTime_ofEitherKind_isWhenItHappened() {
    Instant time = Instant.ofEpochSecond(TIME.getSeconds());
    assertThat(EventWire.eventTime(Report.newBuilder().setUsage(usage()).build())).isEqualTo(time);
    assertThat(EventWire.eventTime(Report.newBuilder().setAccount(account()).build()))
        .isEqualTo(time);
    assertThat(EventWire.eventTime(Report.getDefaultInstance())).isEqualTo(Instant.EPOCH);
  }

  @Test
  void read_barestCall_knowsNothingMore() {
    UsageEvent event = read(usage());
    assertThat(event.eventTime()).isEqualTo(Instant.ofEpochSecond(1_770_000_000));
    assertThat(event.source()).isEqualTo("gateway");
    assertThat(event.tokens()).isEqualTo(UsageEvent.Tokens.UNKNOWN);
    assertThat(event.limits()).isEqualTo(UsageEvent.Limits.UNKNOWN);
    assertThat(event.model()).isEqualTo(UsageEvent.Model.UNKNOWN);
    assertThat(event.sampling()).isEqualTo(UsageEvent.Sampling.DEFAULT);
    assertThat(event.outcome()).isEqualTo(UsageEvent.Outcome.OK);
    assertThat(event.session()).isEqualTo(UsageEvent.Session.UNKNOWN);
    assertThat(event.client()).isEqualTo(UsageEvent.Client.UNKNOWN);
    assertThat(event.content()).isNull();
  }

  @Test
  void read_fullCall_keepsWhatItSays() {
    UsageEvent event =
        read(
            usage()
                .setInputTokens(0)
                .setOutputTokens(100_000_000)
                .setStatus(429)
                .setRefused(false)
                .setTurn(1)
                .setForeignHistoryShare(1)
                .setModel("large-2")
                .setModelReleasedAt(TIME)
                .setSafetyFlagged(true)
                .setFinishReason(FinishReason.FINISH_REASON_LENGTH)
                .setToolSchemas(0)
                .setToolResults(2)
                .addIssuedArtefactTokens("a")
                .addAllSubmittedArtefactTokens(List.of("b", "c"))
                .setSampling(
                    sampling()
                        .setTemperature(0.5)
                        .setTopP(0.9)
                        .setSamples(4)
                        .setLogProbabilities(true)
                        .setTopLogProbabilities(20)
                        .setBiasedTokens(300))
                .setClient(
                    Client.newBuilder()
                        .setJa4("t13d")
                        .setAddressPrefixToken("net-1")
                        .setAsn(-1)
                        .setHosting(false)
                        .setVpn(true)
                        .setCountry("DE")));
    assertThat(event.tokens().input()).isZero();
    assertThat(event.tokens().output()).isEqualTo(100_000_000);
    assertThat(event.outcome()).isEqualTo(new UsageEvent.Outcome(429, false, true, true));
    assertThat(event.model().name()).isEqualTo("large-2");
    assertThat(event.model().releasedAt()).isEqualTo(Instant.ofEpochSecond(TIME.getSeconds()));
    assertThat(event.sampling()).isEqualTo(new UsageEvent.Sampling(0.5, 0.9, 4, true, 20, 300));
    assertThat(event.session())
        .isEqualTo(new UsageEvent.Session(1, 1.0, true, List.of("a"), List.of("b", "c")));
    assertThat(event.client()).isEqualTo(new UsageEvent.Client("net-1", -1, true, "DE", "t13d||"));
  }

  @Test
  void read_sketch_keepsTheFrameAndTheAffixThatIsNotIt() {
    String words = "one two three four five six seven eight nine ten eleven twelve ".repeat(3);
    var bare = sketch(null, words);
    assertThat(read(usage().setSketch(bare)).content())
        .satisfies(
            content -> {
              assertThat(content.frameKey()).isNotZero();
              assertThat(content.frameBands()).hasSize(4);
              assertThat(content.framed()).isFalse();
              assertThat(content.body()).isNotZero();
              assertThat(content.affix()).isEqualTo(bare.getSuffixHash());
              assertThat(content.retiredFrameKey()).isZero();
            });
    var framed = sketch(words, words);
    assertThat(read(usage().setSketch(framed)).content())
        .satisfies(
            content -> {
              assertThat(content.framed()).isTrue();
              assertThat(content.affix()).isEqualTo(framed.getPrefixHash());
            });
  }

  @Test
  void read_sketchWithIntentsAndAlias_keepsABitAnIntentAndTheRetiredFrame() {
    var sketch =
        sketch(null, "hello").toBuilder()
            .setIntents(IntentCounts.newBuilder().setRubricJudging(3).setRewrite(1))
            .setAlias(SketchAlias.newBuilder().setKeyId(7).setFrameKey(-9));
    UsageEvent.Content content = read(usage().setSketch(sketch)).content();
    assertThat(content.intents()).isEqualTo(Intent.RUBRIC_JUDGING.bit() | Intent.REWRITE.bit());
    assertThat(content.retiredFrameKey()).isEqualTo(-9);
    assertThat(read(usage().setSketch(sketch.clearIntents())).content().intents())
        .as("not looked for")
        .isNegative();
  }

  private static io.stillwatch.v1.PromptSketch sketch(@Nullable String system, String user) {
    PromptSketcher sketcher = new PromptSketcher(SketchKey.of(new byte[16]));
    return SketchWire.write(
        sketcher.sketch(new Prompt(system, List.of(new Prompt.Message("user", user)))));
  }

  private static Arguments refused(
      String message, Consumer<io.stillwatch.v1.UsageEvent.Builder> breaking) {
    return Arguments.of(message, breaking);
  }

  private static SamplingParameters.Builder sampling() {
    return SamplingParameters.newBuilder();
  }

  private static Timestamp time(long seconds, int nanos) {
    return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }

  static List<Arguments> broken() {
    String long129 = "x".repeat(129);
    return List.of(
        refused("event_id is missing", usage -> usage.setEventId("")),
        refused("account_id is missing", usage -> usage.setAccountId("")),
        refused("event_id has 129 bytes", usage -> usage.setEventId(long129)),
        refused("account_id has 130 bytes", usage -> usage.setAccountId("ä".repeat(65))),
        refused("account_id holds a zero byte", usage -> usage.setAccountId("a\0b")),
        refused("organisation_id", usage -> usage.setOrganisationId(long129)),
        refused("api_key_token", usage -> usage.setApiKeyToken(long129)),
        refused("model has", usage -> usage.setModel(long129)),
        refused("conversation_token", usage -> usage.setConversationToken(long129)),
        refused("event_time is missing", usage -> usage.clearEventTime()),
        refused("event_time", usage -> usage.setEventTime(time(946_684_799, 0))),
        refused("event_time", usage -> usage.setEventTime(time(4_102_444_800L, 0))),
        refused("event_time", usage -> usage.setEventTime(time(Long.MAX_VALUE, 0))),
        refused("event_time", usage -> usage.setEventTime(time(Long.MIN_VALUE, 0))),
        refused("event_time.nanos", usage -> usage.setEventTime(time(1_770_000_000, -1))),
        refused("1000000000", usage -> usage.setEventTime(time(1_770_000_000, 1_000_000_000))),
        refused("model_released_at", usage -> usage.setModelReleasedAt(time(0, 0))),
        refused("operation has no value 77", usage -> usage.setOperationValue(77)),
        refused("finish_reason has no value -1", usage -> usage.setFinishReasonValue(-1)),
        refused("input_tokens", usage -> usage.setInputTokens(TOO_MANY)),
        refused("4294967295", usage -> usage.setOutputTokens(-1)),
        refused("cached_input_tokens", usage -> usage.setCachedInputTokens(TOO_MANY)),
        refused("reasoning_tokens", usage -> usage.setReasoningTokens(TOO_MANY)),
        refused("max_tokens", usage -> usage.setMaxTokens(-5)),
        refused("model_output_limit", usage -> usage.setModelOutputLimit(TOO_MANY)),
        refused("model_context_limit", usage -> usage.setModelContextLimit(TOO_MANY)),
        refused("tool_schemas", usage -> usage.setToolSchemas(TOO_MANY)),
        refused("tool_results", usage -> usage.setToolResults(TOO_MANY)),
        refused("status is not within 100 to 599: 99", usage -> usage.setStatus(99)),
        refused("status is not within 100 to 599: 600", usage -> usage.setStatus(600)),
        refused("latency_ms", usage -> usage.setLatencyMs(86_400_001)),
        refused("rate_limit_used", usage -> usage.setRateLimitUsed(-1)),
        refused("rate_limit_allowed", usage -> usage.setRateLimitAllowed(-1)),
        refused("turn is not within", usage -> usage.setTurn(0)),
        refused("foreign_history_share", usage -> usage.setForeignHistoryShare(Double.NaN)),
        refused("foreign_history_share", usage -> usage.setForeignHistoryShare(-0.1)),
        refused("Infinity", usage -> usage.setForeignHistoryShare(Double.POSITIVE_INFINITY)),
        refused("2.1", usage -> usage.setSampling(sampling().setTemperature(2.1))),
        refused("NaN", usage -> usage.setSampling(sampling().setTemperature(Double.NaN))),
        refused("sampling.top_p", usage -> usage.setSampling(sampling().setTopP(1.5))),
        refused("sampling.samples", usage -> usage.setSampling(sampling().setSamples(0))),
        refused("biased_tokens", usage -> usage.setSampling(sampling().setBiasedTokens(-1))),
        refused("client.ja4", usage -> usage.setClient(Client.newBuilder().setJa4(long129))),
        refused(
            "client.address_prefix_token",
            usage -> usage.setClient(Client.newBuilder().setAddressPrefixToken(long129))),
        refused(
            "65 issued_artefact_tokens",
            usage -> usage.addAllIssuedArtefactTokens(Collections.nCopies(65, "a"))),
        refused(
            "submitted_artefact_tokens has 129",
            usage -> usage.addSubmittedArtefactTokens(long129)),
        refused("sketch.key_id", usage -> usage.getSketchBuilder().setUserTokens(1)),
        refused(
            "sketch.frame_min_hash has a size of 1",
            usage -> usage.getSketchBuilder().setKeyId(1).addFrameMinHash(1)),
        refused(
            "sketch.user_tokens", usage -> usage.getSketchBuilder().setKeyId(1).setUserTokens(-1)),
        refused(
            "an event of",
            usage -> usage.addAllIssuedArtefactTokens(Collections.nCopies(64, "a".repeat(1_100)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void read_brokenBound_isRefusedByName(
      String message, Consumer<io.stillwatch.v1.UsageEvent.Builder> breaking) {
    io.stillwatch.v1.UsageEvent.Builder usage = usage();
    breaking.accept(usage);
    assertThatThrownBy(() -> read(usage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_everyKnownEnumValue_isTaken() {
    for (Operation operation : Operation.values()) {
      if (operation != Operation.UNRECOGNIZED) {
        read(usage().setOperation(operation));
      }
    }
    for (FinishReason reason : FinishReason.values()) {
      if (reason != FinishReason.UNRECOGNIZED) {
        read(usage().setFinishReason(reason));
      }
    }
  }

  @Test
  void read_accountChanges_areUnderstood() {
    assertThat(
            read(account().setSignedUp(SignedUp.newBuilder().setCountry("DE").setPlan("pro")))
                .change())
        .isEqualTo(new AccountEvent.SignedUp("", null, "", "DE", "pro"));
    assertThat(read(account().setPlanChanged(PlanChanged.newBuilder().setPlan("pro"))).change())
        .isEqualTo(new AccountEvent.PlanChanged("pro"));
    assertThat(read(account().setVerified(Verified.newBuilder().setLevelValue(5))).change())
        .isEqualTo(new AccountEvent.Verified(5));
    assertThat(
            read(account()
                    .setInstrumentAdded(InstrumentAdded.newBuilder().setInstrumentToken("card")))
                .change())
        .isEqualTo(new AccountEvent.InstrumentAdded("card", "", null));
    assertThat(read(account().setSuspended(Suspended.getDefaultInstance())).change())
        .isEqualTo(new AccountEvent.Silenced(true));
    assertThat(read(account().setRestored(Restored.getDefaultInstance())).change())
        .isEqualTo(new AccountEvent.Silenced(false));
  }

  @Test
  void read_brokenAccountChange_isRefusedByName() {
    assertThatThrownBy(() -> read(account())).hasMessageContaining("without change");
    assertThatThrownBy(() -> read(account().setPlanChanged(PlanChanged.getDefaultInstance())))
        .hasMessageContaining("plan_changed.plan is missing");
    assertThatThrownBy(() -> read(account().setVerified(Verified.newBuilder().setLevelValue(6))))
        .hasMessageContaining("verified.level has no value 6");
    assertThatThrownBy(
            () -> read(account().setInstrumentAdded(InstrumentAdded.getDefaultInstance())))
        .hasMessageContaining("instrument_added.instrument_token is missing");
    assertThatThrownBy(
            () -> read(account().setEnforcementApplied(EnforcementApplied.getDefaultInstance())))
        .hasMessageContaining("enforcement_applied.action is missing");
  }

  @Test
  void read_noEvent_isRefused() {
    assertThatThrownBy(() -> EventWire.read("gateway", Report.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void read_mutatedBytes_areRefusedOrSound(long seed) {
    Random random = new Random(seed);
    byte[] bytes =
        Report.newBuilder()
            .setUsage(usage().setStatus(200).setSketch(sketch("a b c d e f g h i", "hello")))
            .build()
            .toByteArray();
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        Event event = EventWire.read("gateway", Report.parseFrom(changed));
        assertThat(event.accountId()).as("seed %d, change %d", seed, i).isNotEmpty();
      } catch (IllegalArgumentException | InvalidProtocolBufferException refused) {
        assertThat(refused).as("seed %d, change %d", seed, i).hasMessageMatching("(?s).+");
      }
    }
  }
}
