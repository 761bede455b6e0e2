package io.stillwatch.featureservice.intake;

import static io.stillwatch.features.wire.PlainUsage.client;
import static io.stillwatch.features.wire.PlainUsage.sampling;
import static io.stillwatch.features.wire.PlainUsage.usage;

import io.stillwatch.v1.Client;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.UsageEvent;
import java.util.function.Predicate;

/**
 * What a reporter may leave out of a call, and what is judged the worse for. Its share is worth
 * watching: a gateway's new release may forget a field.
 */
@SuppressWarnings("ImmutableEnumChecker") // The predicates capture nothing.
enum OptionalField {
  ORGANISATION(
      usage(UsageEvent.ORGANISATION_ID_FIELD_NUMBER), call -> !call.getOrganisationId().isEmpty()),
  API_KEY(usage(UsageEvent.API_KEY_TOKEN_FIELD_NUMBER), call -> !call.getApiKeyToken().isEmpty()),
  MODEL(usage(UsageEvent.MODEL_FIELD_NUMBER), call -> !call.getModel().isEmpty()),
  INPUT_TOKENS(usage(UsageEvent.INPUT_TOKENS_FIELD_NUMBER), UsageEvent::hasInputTokens),
  OUTPUT_TOKENS(usage(UsageEvent.OUTPUT_TOKENS_FIELD_NUMBER), UsageEvent::hasOutputTokens),
  REASONING_TOKENS(usage(UsageEvent.REASONING_TOKENS_FIELD_NUMBER), UsageEvent::hasReasoningTokens),
  MAX_TOKENS(usage(UsageEvent.MAX_TOKENS_FIELD_NUMBER), UsageEvent::hasMaxTokens),
  FINISH_REASON(
      usage(UsageEvent.FINISH_REASON_FIELD_NUMBER),
      call -> call.getFinishReason() != FinishReason.FINISH_REASON_UNSPECIFIED),
  TEMPERATURE(
      sampling(SamplingParameters.TEMPERATURE_FIELD_NUMBER),
      call -> call.getSampling().hasTemperature()),
  STREAMING(usage(UsageEvent.STREAMING_FIELD_NUMBER), UsageEvent::hasStreaming),
  TOOL_SCHEMAS(usage(UsageEvent.TOOL_SCHEMAS_FIELD_NUMBER), UsageEvent::hasToolSchemas),
  STATUS(usage(UsageEvent.STATUS_FIELD_NUMBER), UsageEvent::hasStatus),
  REFUSED(usage(UsageEvent.REFUSED_FIELD_NUMBER), UsageEvent::hasRefused),
  LATENCY(usage(UsageEvent.LATENCY_MS_FIELD_NUMBER), UsageEvent::hasLatencyMs),
  RATE_LIMIT(usage(UsageEvent.RATE_LIMIT_ALLOWED_FIELD_NUMBER), UsageEvent::hasRateLimitAllowed),
  CONVERSATION(
      usage(UsageEvent.CONVERSATION_TOKEN_FIELD_NUMBER),
      call -> !call.getConversationToken().isEmpty()),
  TURN(usage(UsageEvent.TURN_FIELD_NUMBER), UsageEvent::hasTurn),
  CLIENT_ADDRESS(
      client(Client.ADDRESS_PREFIX_TOKEN_FIELD_NUMBER),
      call -> !call.getClient().getAddressPrefixToken().isEmpty()),
  CLIENT_ASN(client(Client.ASN_FIELD_NUMBER), call -> call.getClient().hasAsn()),
  COUNTRY(client(Client.COUNTRY_FIELD_NUMBER), call -> !call.getClient().getCountry().isEmpty()),
  JA4(client(Client.JA4_FIELD_NUMBER), call -> !call.getClient().getJa4().isEmpty()),
  USER_AGENT(
      client(Client.USER_AGENT_TOKEN_FIELD_NUMBER),
      call -> !call.getClient().getUserAgentToken().isEmpty()),
  SDK_BUNDLE(
      client(Client.SDK_BUNDLE_TOKEN_FIELD_NUMBER),
      call -> !call.getClient().getSdkBundleToken().isEmpty()),
  SKETCH(usage(UsageEvent.SKETCH_FIELD_NUMBER), UsageEvent::hasSketch);

  private static final OptionalField[] ALL = values();

  private final long place;
  private final Predicate<UsageEvent> told;

  /**
   * @param place its bit in {@link io.stillwatch.features.wire.PlainUsage#told}
   */
  OptionalField(long place, Predicate<UsageEvent> told) {
    this.place = place;
    this.told = told;
  }

  /** Which fields a call tells, a bit each. */
  static int told(UsageEvent call) {
    int bits = 0;
    for (OptionalField field : ALL) {
      if (field.told.test(call)) {
        bits |= field.bit();
      }
    }
    return bits;
  }

  /** The same of a call that was read from its bytes. */
  static int told(long places) {
    int bits = 0;
    for (OptionalField field : ALL) {
      bits |= (places & field.place) == 0 ? 0 : field.bit();
    }
    return bits;
  }

  int bit() {
    return 1 << ordinal();
  }
}
