package io.stillwatch.benchmarks.leaks;

import io.stillwatch.v1.Client;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.UsageEvent;
import java.util.List;
import java.util.function.Function;

/**
 * A field of a call as a word: its value where it has few, and whether it is there where each
 * account has its own. Texts' sketches are left out, but for the language.
 */
record Field(String name, Function<UsageEvent, String> word) {
  private static final String ABSENT = "-";

  static final List<Field> ALL =
      List.of(
          new Field("organisation_id", call -> presence(call.getOrganisationId())),
          new Field("api_key_token", call -> shape(call.getApiKeyToken())),
          new Field("model", UsageEvent::getModel),
          new Field("operation", call -> call.getOperation().name()),
          new Field(
              "model_output_limit",
              call -> value(call.hasModelOutputLimit(), call.getModelOutputLimit())),
          new Field(
              "model_context_limit",
              call -> value(call.hasModelContextLimit(), call.getModelContextLimit())),
          new Field("output_tokens", call -> few(call.hasOutputTokens(), call.getOutputTokens())),
          new Field(
              "cached_input_tokens",
              call -> few(call.hasCachedInputTokens(), call.getCachedInputTokens())),
          new Field(
              "reasoning_tokens",
              call -> few(call.hasReasoningTokens(), call.getReasoningTokens())),
          new Field("max_tokens", call -> value(call.hasMaxTokens(), call.getMaxTokens())),
          new Field("finish_reason", call -> call.getFinishReason().name()),
          new Field("temperature", call -> temperature(call.getSampling())),
          new Field("top_p", call -> topP(call.getSampling())),
          new Field("samples", call -> samples(call.getSampling())),
          new Field("log_probabilities", call -> logProbabilities(call.getSampling())),
          new Field("top_log_probabilities", call -> topLogProbabilities(call.getSampling())),
          new Field("biased_tokens", call -> biasedTokens(call.getSampling())),
          new Field("streaming", call -> value(call.hasStreaming(), call.getStreaming())),
          new Field("tool_schemas", call -> value(call.hasToolSchemas(), call.getToolSchemas())),
          new Field("tool_results", call -> value(call.hasToolResults(), call.getToolResults())),
          new Field("status", call -> value(call.hasStatus(), call.getStatus())),
          new Field("refused", call -> value(call.hasRefused(), call.getRefused())),
          new Field("safety_flagged", call -> value(call.hasSafetyFlagged(), flagged(call))),
          new Field(
              "rate_limit_allowed",
              call -> value(call.hasRateLimitAllowed(), call.getRateLimitAllowed())),
          new Field("conversation_token", call -> shape(call.getConversationToken())),
          new Field("turn", call -> few(call.hasTurn(), call.getTurn())),
          new Field(
              "foreign_history_share",
              call -> part(call.hasForeignHistoryShare(), call.getForeignHistoryShare())),
          new Field("issued_artefacts", call -> few(true, call.getIssuedArtefactTokensCount())),
          new Field(
              "submitted_artefacts", call -> few(true, call.getSubmittedArtefactTokensCount())),
          new Field("address_prefix", call -> shape(call.getClient().getAddressPrefixToken())),
          new Field("asn", call -> asn(call.getClient())),
          new Field("hosting", call -> hosting(call.getClient())),
          new Field("vpn", call -> vpn(call.getClient())),
          new Field("country", call -> text(call.getClient().getCountry())),
          new Field("ja4", call -> text(call.getClient().getJa4())),
          new Field("user_agent", call -> text(call.getClient().getUserAgentToken())),
          new Field("sdk_bundle", call -> text(call.getClient().getSdkBundleToken())),
          new Field("language", call -> text(call.getSketch().getLanguage())));

  String of(UsageEvent call) {
    return word.apply(call);
  }

  private static boolean flagged(UsageEvent call) {
    return call.getSafetyFlagged();
  }

  private static String temperature(SamplingParameters sampling) {
    return value(sampling.hasTemperature(), sampling.getTemperature());
  }

  private static String topP(SamplingParameters sampling) {
    return value(sampling.hasTopP(), sampling.getTopP());
  }

  private static String samples(SamplingParameters sampling) {
    return value(sampling.hasSamples(), sampling.getSamples());
  }

  private static String logProbabilities(SamplingParameters sampling) {
    return value(sampling.hasLogProbabilities(), sampling.getLogProbabilities());
  }

  private static String topLogProbabilities(SamplingParameters sampling) {
    return value(sampling.hasTopLogProbabilities(), sampling.getTopLogProbabilities());
  }

  private static String biasedTokens(SamplingParameters sampling) {
    return few(sampling.hasBiasedTokens(), sampling.getBiasedTokens());
  }

  private static String asn(Client client) {
    return value(client.hasAsn(), client.getAsn());
  }

  private static String hosting(Client client) {
    return value(client.hasHosting(), client.getHosting());
  }

  private static String vpn(Client client) {
    return value(client.hasVpn(), client.getVpn());
  }

  static String text(String text) {
    return text.isEmpty() ? ABSENT : text;
  }

  static String presence(String text) {
    return text.isEmpty() ? ABSENT : "given";
  }

  /** Its length, for each account has its own. */
  private static String shape(String token) {
    return token.isEmpty() ? ABSENT : token.length() + " letters";
  }

  static String value(boolean given, Object value) {
    return given ? value.toString() : ABSENT;
  }

  /** 0, 1 or more: for amounts that take any value. */
  private static String few(boolean given, int amount) {
    return !given ? ABSENT : amount < 2 ? Integer.toString(amount) : "more";
  }

  private static String part(boolean given, double share) {
    return !given ? ABSENT : share == 0 ? "0" : share == 1 ? "1" : "between";
  }
}
