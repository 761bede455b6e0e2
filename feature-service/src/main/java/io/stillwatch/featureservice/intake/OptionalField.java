package io.stillwatch.featureservice.intake;

import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.UsageEvent;
import java.util.function.Predicate;

/**
 * What a reporter may leave out of a call, and what is judged the worse for. Its share is worth
 * watching: a gateway's new release may forget a field.
 */
@SuppressWarnings("ImmutableEnumChecker") // The predicates capture nothing.
enum OptionalField {
  ORGANISATION(call -> !call.getOrganisationId().isEmpty()),
  API_KEY(call -> !call.getApiKeyToken().isEmpty()),
  MODEL(call -> !call.getModel().isEmpty()),
  INPUT_TOKENS(UsageEvent::hasInputTokens),
  OUTPUT_TOKENS(UsageEvent::hasOutputTokens),
  REASONING_TOKENS(UsageEvent::hasReasoningTokens),
  MAX_TOKENS(UsageEvent::hasMaxTokens),
  FINISH_REASON(call -> call.getFinishReason() != FinishReason.FINISH_REASON_UNSPECIFIED),
  TEMPERATURE(call -> call.getSampling().hasTemperature()),
  STREAMING(UsageEvent::hasStreaming),
  TOOL_SCHEMAS(UsageEvent::hasToolSchemas),
  STATUS(UsageEvent::hasStatus),
  REFUSED(UsageEvent::hasRefused),
  LATENCY(UsageEvent::hasLatencyMs),
  RATE_LIMIT(UsageEvent::hasRateLimitAllowed),
  CONVERSATION(call -> !call.getConversationToken().isEmpty()),
  TURN(UsageEvent::hasTurn),
  CLIENT_ADDRESS(call -> !call.getClient().getAddressPrefixToken().isEmpty()),
  CLIENT_ASN(call -> call.getClient().hasAsn()),
  COUNTRY(call -> !call.getClient().getCountry().isEmpty()),
  JA4(call -> !call.getClient().getJa4().isEmpty()),
  USER_AGENT(call -> !call.getClient().getUserAgentToken().isEmpty()),
  SDK_BUNDLE(call -> !call.getClient().getSdkBundleToken().isEmpty()),
  SKETCH(UsageEvent::hasSketch);

  private static final OptionalField[] ALL = values();

  private final Predicate<UsageEvent> told;

  OptionalField(Predicate<UsageEvent> told) {
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

  int bit() {
    return 1 << ordinal();
  }
}
