package io.stillwatch.features;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model, as far as the kernel looks at it. Null is not known, which is not zero; an
 * empty token is not known.
 *
 * @param content what the prompt's sketch says; null: there was none
 */
public record UsageEvent(
    String source,
    String eventId,
    String accountId,
    String organisationId,
    String apiKeyToken,
    Instant eventTime,
    Model model,
    Tokens tokens,
    Limits limits,
    Sampling sampling,
    Outcome outcome,
    Session session,
    Client client,
    @Nullable Content content)
    implements Event {
  public UsageEvent {
    if (eventId.isEmpty() || accountId.isEmpty()) {
      throw new IllegalArgumentException("a usage event without event_id or account_id");
    }
  }

  /** Which model answered. */
  public record Model(String name, @Nullable Instant releasedAt) {
    public static final Model UNKNOWN = new Model("", null);
  }

  /** Tokens of the call. */
  public record Tokens(
      @Nullable Integer input,
      @Nullable Integer output,
      @Nullable Integer cachedInput,
      @Nullable Integer reasoning) {
    public static final Tokens UNKNOWN = new Tokens(null, null, null, null);

    public Tokens {
      refuseNegative("input_tokens", input);
      refuseNegative("output_tokens", output);
      refuseNegative("cached_input_tokens", cachedInput);
      refuseNegative("reasoning_tokens", reasoning);
    }
  }

  /** Limits of the call. */
  public record Limits(
      @Nullable Integer maxTokens,
      @Nullable Integer modelOutput,
      @Nullable Integer rateUsed,
      @Nullable Integer rateAllowed) {
    public static final Limits UNKNOWN = new Limits(null, null, null, null);

    public Limits {
      refuseNegative("max_tokens", maxTokens);
      refuseNegative("model_output_limit", modelOutput);
      refuseNegative("rate_limit_used", rateUsed);
      refuseNegative("rate_limit_allowed", rateAllowed);
    }
  }

  /**
   * How the caller asked the answer to be drawn.
   *
   * @param samples answers a call; null: one
   */
  public record Sampling(
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Integer samples,
      @Nullable Boolean logProbabilities,
      @Nullable Integer topLogProbabilities,
      @Nullable Integer biasedTokens) {
    public static final Sampling DEFAULT = new Sampling(null, null, null, null, null, null);

    public Sampling {
      refuseNegative("samples", samples);
      refuseNegative("top_log_probabilities", topLogProbabilities);
      refuseNegative("biased_tokens", biasedTokens);
    }
  }

  /**
   * What became of the call.
   *
   * @param status HTTP status of the answer
   * @param truncated whether a limit of tokens ended the answer
   */
  public record Outcome(
      int status,
      @Nullable Boolean refused,
      @Nullable Boolean safetyFlagged,
      @Nullable Boolean truncated) {
    public static final Outcome OK = new Outcome(200, null, null, null);
  }

  /**
   * What the call says of its conversation.
   *
   * @param turn which user turn, from 1
   * @param foreignHistoryShare share of the assistant's messages that were not made here
   * @param tools whether it carried tool schemas or tool results
   * @param issuedArtefacts tokens of reasoning artefacts that the answer issued
   * @param submittedArtefacts those that the prompt submitted
   */
  public record Session(
      @Nullable Integer turn,
      @Nullable Double foreignHistoryShare,
      @Nullable Boolean tools,
      List<String> issuedArtefacts,
      List<String> submittedArtefacts) {
    public static final Session UNKNOWN = new Session(null, null, null, List.of(), List.of());

    public Session {
      issuedArtefacts = List.copyOf(issuedArtefacts);
      submittedArtefacts = List.copyOf(submittedArtefacts);
    }
  }

  /**
   * From where and with what the call came.
   *
   * @param hosted whether the address belongs to a hosting provider or a VPN
   * @param token TLS and SDK traits together
   */
  public record Client(
      String addressPrefixToken,
      @Nullable Integer asn,
      @Nullable Boolean hosted,
      String country,
      String token) {
    public static final Client UNKNOWN = new Client("", null, null, "", "");
  }

  /**
   * What the prompt's sketch says.
   *
   * @param frameKey two bits of each value of the frame's MinHash; 0: no frame
   * @param frameBands its bands, as {@link Strand#frameBands}; empty: no frame
   * @param framed whether the frame is a system prompt, not the beginning of a message
   * @param retiredFrameKey the same frame under the key that is being retired; 0: none
   * @param body 0: no body
   * @param affix hash of what the last user message begins with behind a system prompt, or ends
   *     with where the frame is its beginning; 0: it is too short
   * @param topic 0 to 63; negative: no projection
   * @param intents which of {@link Intent} the prompt shows, a bit each; negative: not looked for
   */
  @SuppressWarnings("ArrayRecordComponent") // Written once, then only read.
  public record Content(
      long frameKey,
      long[] frameBands,
      boolean framed,
      long retiredFrameKey,
      long body,
      long affix,
      int topic,
      int intents) {
    public Content {
      if (frameBands.length != 0 && frameBands.length != Strand.BAND_WORDS) {
        throw new IllegalArgumentException("a frame of " + frameBands.length + " words of bands");
      }
      if (topic >= Topics.COUNT || intents >= 1 << Intent.values().length) {
        throw new IllegalArgumentException("topic " + topic + " or intents " + intents);
      }
    }
  }

  private static void refuseNegative(String name, @Nullable Integer value) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(name + " is negative: " + value);
    }
  }
}
