package io.stillwatch.features;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model, as far as the kernel looks at it. Null is not known, which is not zero; an
 * empty token is not known.
 *
 * @param limits what the caller and the platform allowed
 * @param turn which user turn of its conversation, from 1
 * @param clientToken TLS and SDK traits together
 */
public record UsageEvent(
    String source,
    String eventId,
    String accountId,
    String organisationId,
    String apiKeyToken,
    Instant eventTime,
    Tokens tokens,
    Limits limits,
    int status,
    @Nullable Boolean refused,
    @Nullable Integer turn,
    @Nullable Double foreignHistoryShare,
    String addressPrefixToken,
    String clientToken,
    @Nullable Content content)
    implements Event {
  public UsageEvent {
    if (eventId.isEmpty() || accountId.isEmpty()) {
      throw new IllegalArgumentException("a usage event without event_id or account_id");
    }
  }

  /** Tokens of the call. */
  public record Tokens(
      @Nullable Integer input, @Nullable Integer output, @Nullable Integer cachedInput) {
    public Tokens {
      refuseNegative("input_tokens", input);
      refuseNegative("output_tokens", output);
      refuseNegative("cached_input_tokens", cachedInput);
    }
  }

  /** Limits of the call. */
  public record Limits(
      @Nullable Integer maxTokens,
      @Nullable Integer modelOutput,
      @Nullable Integer rateUsed,
      @Nullable Integer rateAllowed) {
    public Limits {
      refuseNegative("max_tokens", maxTokens);
      refuseNegative("model_output_limit", modelOutput);
      refuseNegative("rate_limit_used", rateUsed);
      refuseNegative("rate_limit_allowed", rateAllowed);
    }
  }

  /**
   * What the prompt's sketch says.
   *
   * @param frameBands four bands of 16 bits, 0: no frame
   * @param body 0: no body
   * @param affix hash of the first tokens of the last user message behind a system prompt; 0: it is
   *     too short, or is the frame itself
   */
  public record Content(long frameBands, long body, long affix) {}

  private static void refuseNegative(String name, @Nullable Integer value) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(name + " is negative: " + value);
    }
  }
}
