package io.stillwatch.features.wire;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.AccountEvent;
import io.stillwatch.features.Event;
import io.stillwatch.features.Intent;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.sketch.Intents;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchAlias;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.SamplingParameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events. What breaks a bound is refused with the field and the value. */
public final class EventWire {
  /** The most bytes that one encoded event may have. */
  public static final int MAX_EVENT_BYTES = 64 * 1024;

  static final int MAX_TOKEN_BYTES = 128;
  static final int MAX_TOKENS = 100_000_000;
  static final int MAX_LATENCY_MS = 24 * 60 * 60 * 1000;
  static final int MAX_ARTEFACTS = 64;
  private static final int BYTES_OF_CHARACTER = 3;
  private static final long OLDEST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final long NEWEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private EventWire() {}

  /**
   * The event of a report. Throws IllegalArgumentException, naming field and value, for an event
   * that breaks a bound, is missing, or is {@code skipped}. Does not look at the clock.
   */
  public static Event read(String source, Report report) {
    if (report.getSerializedSize() > MAX_EVENT_BYTES) {
      throw new IllegalArgumentException(
          "an event of " + report.getSerializedSize() + " bytes, at most " + MAX_EVENT_BYTES);
    }
    return switch (report.getEventCase()) {
      case USAGE -> usage(source, report.getUsage());
      case ACCOUNT -> account(source, report.getAccount());
      case SKIPPED -> throw new IllegalArgumentException("a skipped report has no event");
      case EVENT_NOT_SET -> throw new IllegalArgumentException("a report without an event");
    };
  }

  /**
   * When a report's event happened, 1970 where it does not say. Throws IllegalArgumentException for
   * a time that is none; apart from that it holds the event against no bound.
   */
  public static Instant eventTime(Report report) {
    return Timestamps.instant(
        report.hasUsage() ? report.getUsage().getEventTime() : report.getAccount().getEventTime());
  }

  private static UsageEvent usage(String source, io.stillwatch.v1.UsageEvent event) {
    checkEnum("operation", event.getOperationValue(), event.getOperation().name());
    checkEnum("finish_reason", event.getFinishReasonValue(), event.getFinishReason().name());
    checkRest(event);
    return new UsageEvent(
        source,
        required("event_id", event.getEventId()),
        required("account_id", event.getAccountId()),
        token("organisation_id", event.getOrganisationId()),
        token("api_key_token", event.getApiKeyToken()),
        time("event_time", event.hasEventTime(), event.getEventTime()),
        model(event),
        tokens(event),
        limits(event),
        sampling(event.getSampling()),
        outcome(event),
        session(event),
        client(event.getClient()),
        event.hasSketch() ? content(SketchWire.read(event.getSketch())) : null);
  }

  private static UsageEvent.Model model(io.stillwatch.v1.UsageEvent event) {
    return new UsageEvent.Model(
        token("model", event.getModel()),
        event.hasModelReleasedAt()
            ? time("model_released_at", true, event.getModelReleasedAt())
            : null);
  }

  private static UsageEvent.Tokens tokens(io.stillwatch.v1.UsageEvent event) {
    return new UsageEvent.Tokens(
        number("input_tokens", event.hasInputTokens(), event.getInputTokens()),
        number("output_tokens", event.hasOutputTokens(), event.getOutputTokens()),
        number("cached_input_tokens", event.hasCachedInputTokens(), event.getCachedInputTokens()),
        number("reasoning_tokens", event.hasReasoningTokens(), event.getReasoningTokens()));
  }

  private static UsageEvent.Limits limits(io.stillwatch.v1.UsageEvent event) {
    return new UsageEvent.Limits(
        number("max_tokens", event.hasMaxTokens(), event.getMaxTokens()),
        number("model_output_limit", event.hasModelOutputLimit(), event.getModelOutputLimit()),
        number("rate_limit_used", event.hasRateLimitUsed(), event.getRateLimitUsed()),
        number("rate_limit_allowed", event.hasRateLimitAllowed(), event.getRateLimitAllowed()));
  }

  /** Bounds of fields that no feature looks at: what is kept in the log must be sound too. */
  private static void checkRest(io.stillwatch.v1.UsageEvent event) {
    token("conversation_token", event.getConversationToken());
    number("model_context_limit", event.hasModelContextLimit(), event.getModelContextLimit());
    within("latency_ms", event.getLatencyMs(), 0, MAX_LATENCY_MS);
  }

  private static UsageEvent.Sampling sampling(SamplingParameters sampling) {
    between("sampling.temperature", sampling.getTemperature(), 0, 2);
    between("sampling.top_p", sampling.getTopP(), 0, 1);
    return new UsageEvent.Sampling(
        sampling.hasTemperature() ? Double.valueOf(sampling.getTemperature()) : null,
        sampling.hasTopP() ? Double.valueOf(sampling.getTopP()) : null,
        sampling.hasSamples()
            ? Integer.valueOf(within("sampling.samples", sampling.getSamples(), 1, MAX_TOKENS))
            : null,
        sampling.hasLogProbabilities() ? Boolean.valueOf(sampling.getLogProbabilities()) : null,
        number(
            "sampling.top_log_probabilities",
            sampling.hasTopLogProbabilities(),
            sampling.getTopLogProbabilities()),
        number("sampling.biased_tokens", sampling.hasBiasedTokens(), sampling.getBiasedTokens()));
  }

  private static UsageEvent.Outcome outcome(io.stillwatch.v1.UsageEvent event) {
    return new UsageEvent.Outcome(
        event.hasStatus() ? within("status", event.getStatus(), 100, 599) : 200,
        event.hasRefused() ? Boolean.valueOf(event.getRefused()) : null,
        event.hasSafetyFlagged() ? Boolean.valueOf(event.getSafetyFlagged()) : null,
        event.getFinishReason() == FinishReason.FINISH_REASON_UNSPECIFIED
            ? null
            : Boolean.valueOf(event.getFinishReason() == FinishReason.FINISH_REASON_LENGTH));
  }

  private static UsageEvent.Session session(io.stillwatch.v1.UsageEvent event) {
    Integer schemas = number("tool_schemas", event.hasToolSchemas(), event.getToolSchemas());
    Integer results = number("tool_results", event.hasToolResults(), event.getToolResults());
    return new UsageEvent.Session(
        event.hasTurn() ? Integer.valueOf(within("turn", event.getTurn(), 1, MAX_TOKENS)) : null,
        event.hasForeignHistoryShare()
            ? Double.valueOf(between("foreign_history_share", event.getForeignHistoryShare(), 0, 1))
            : null,
        schemas == null && results == null
            ? null
            : Boolean.valueOf(isPositive(schemas) || isPositive(results)),
        all("issued_artefact_tokens", event.getIssuedArtefactTokensList()),
        all("submitted_artefact_tokens", event.getSubmittedArtefactTokensList()));
  }

  private static boolean isPositive(@Nullable Integer count) {
    return count != null && count > 0;
  }

  private static UsageEvent.Client client(Client client) {
    boolean stated = client.hasHosting() || client.hasVpn();
    return new UsageEvent.Client(
        token("client.address_prefix_token", client.getAddressPrefixToken()),
        client.hasAsn() ? Integer.valueOf(client.getAsn()) : null,
        stated ? Boolean.valueOf(client.getHosting() || client.getVpn()) : null,
        token("client.country", client.getCountry()),
        clientToken(client));
  }

  private static String clientToken(Client client) {
    return clientToken(
        token("client.ja4", client.getJa4()),
        token("client.sdk_bundle_token", client.getSdkBundleToken()),
        token("client.user_agent_token", client.getUserAgentToken()));
  }

  static String clientToken(String ja4, String sdkBundle, String userAgent) {
    return ja4.isEmpty() && sdkBundle.isEmpty() && userAgent.isEmpty()
        ? ""
        : ja4 + "|" + sdkBundle + "|" + userAgent;
  }

  static UsageEvent.Content content(PromptSketch sketch) {
    Integer system = sketch.systemTokens();
    boolean framed = system != null && system >= PromptSketcher.MIN_FRAME_TOKENS;
    SketchAlias alias = sketch.alias();
    return new UsageEvent.Content(
        sketch.frameKey(),
        sketch.frameBands(),
        framed,
        alias == null ? 0 : alias.frameKey(),
        sketch.bodyHash(),
        affix(framed ? sketch.prefixHash() : sketch.suffixHash()),
        sketch.topic(),
        intents(sketch.intents()));
  }

  private static long affix(@Nullable Long hash) {
    return hash == null ? 0 : hash;
  }

  private static int intents(@Nullable Intents intents) {
    if (intents == null) {
      return -1;
    }
    return bit(Intent.HIDDEN_REASONING, intents.hiddenReasoning())
        | bit(Intent.RUBRIC_JUDGING, intents.rubricJudging())
        | bit(Intent.TASK_SYNTHESIS, intents.taskSynthesis())
        | bit(Intent.AGENTIC, intents.agentic())
        | bit(Intent.REWRITE, intents.rewrite());
  }

  private static int bit(Intent intent, int count) {
    return count > 0 ? intent.bit() : 0;
  }

  private static AccountEvent account(String source, io.stillwatch.v1.AccountEvent event) {
    return new AccountEvent(
        source,
        required("event_id", event.getEventId()),
        required("account_id", event.getAccountId()),
        token("organisation_id", event.getOrganisationId()),
        time("event_time", event.hasEventTime(), event.getEventTime()),
        change(event));
  }

  private static AccountEvent.Change change(io.stillwatch.v1.AccountEvent event) {
    return switch (event.getChangeCase()) {
      case SIGNED_UP -> signedUp(event.getSignedUp());
      case PLAN_CHANGED ->
          new AccountEvent.PlanChanged(
              required("plan_changed.plan", event.getPlanChanged().getPlan()));
      case VERIFIED -> verified(event.getVerified());
      case INSTRUMENT_ADDED -> instrument(event.getInstrumentAdded());
      case SUSPENDED, BANNED -> new AccountEvent.Silenced(true);
      case RESTORED -> new AccountEvent.Silenced(false);
      case LIMIT_CHANGED -> new AccountEvent.Other();
      case ENFORCEMENT_APPLIED -> {
        required("enforcement_applied.action", event.getEnforcementApplied().getAction());
        yield new AccountEvent.Other();
      }
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("an account event without change");
    };
  }

  private static AccountEvent.SignedUp signedUp(io.stillwatch.v1.SignedUp event) {
    token("signed_up.promotion_token", event.getPromotionToken());
    return new AccountEvent.SignedUp(
        token("signed_up.email_pattern_token", event.getEmailPatternToken()),
        event.hasDisposableEmail() ? Boolean.valueOf(event.getDisposableEmail()) : null,
        token("signed_up.address_prefix_token", event.getAddressPrefixToken()),
        token("signed_up.country", event.getCountry()),
        token("signed_up.plan", event.getPlan()));
  }

  private static AccountEvent.Verified verified(io.stillwatch.v1.Verified event) {
    checkEnum("verified.level", event.getLevelValue(), event.getLevel().name());
    return new AccountEvent.Verified(event.getLevelValue());
  }

  private static AccountEvent.InstrumentAdded instrument(io.stillwatch.v1.InstrumentAdded event) {
    return new AccountEvent.InstrumentAdded(
        required("instrument_added.instrument_token", event.getInstrumentToken()),
        token("instrument_added.issuer_cell_token", event.getIssuerCellToken()),
        event.hasVirtualCard() ? Boolean.valueOf(event.getVirtualCard()) : null);
  }

  private static String required(String field, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return token(field, value);
  }

  private static String token(String field, String value) {
    int bytes = bytes(value);
    if (bytes > MAX_TOKEN_BYTES) {
      throw new IllegalArgumentException(
          field + " has " + bytes + " bytes, at most " + MAX_TOKEN_BYTES);
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + " holds a zero byte");
    }
    return value;
  }

  /** As many as UTF-8 needs, or no more than that where it is few or too many anyway. */
  private static int bytes(String value) {
    int length = value.length();
    return length <= MAX_TOKEN_BYTES / BYTES_OF_CHARACTER || length > MAX_TOKEN_BYTES
        ? length
        : value.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<String> all(String field, List<String> tokens) {
    if (tokens.size() > MAX_ARTEFACTS) {
      throw new IllegalArgumentException(
          tokens.size() + " " + field + ", at most " + MAX_ARTEFACTS);
    }
    tokens.forEach(value -> token(field, value));
    return tokens;
  }

  /** Numbers are unsigned on the wire, so what is negative here was too large there. */
  private static @Nullable Integer number(String field, boolean present, int value) {
    return present ? within(field, value, 0, MAX_TOKENS) : null;
  }

  private static int within(String field, int value, int least, int most) {
    long unsigned = Integer.toUnsignedLong(value);
    if (unsigned < least || unsigned > most) {
      throw new IllegalArgumentException(
          field + " is not within " + least + " to " + most + ": " + unsigned);
    }
    return value;
  }

  private static double between(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          field + " is not within " + least + " to " + most + ": " + value);
    }
    return value;
  }

  private static void checkEnum(String field, int number, String name) {
    if (name.equals("UNRECOGNIZED")) {
      throw new IllegalArgumentException(field + " has no value " + number);
    }
  }

  private static Instant time(String field, boolean present, Timestamp time) {
    if (!present) {
      throw new IllegalArgumentException(field + " is missing");
    }
    within(field + ".nanos", time.getNanos(), 0, 999_999_999);
    if (!isWithinYears(time.getSeconds())) {
      throw new IllegalArgumentException(
          field + " is not within the years 2000 to 2099: " + time.getSeconds() + " s");
    }
    return Timestamps.instant(time);
  }

  /** Whether a time in seconds lies within the years 2000 to 2099. */
  static boolean isWithinYears(long seconds) {
    return seconds >= OLDEST && seconds < NEWEST;
  }
}
