package io.stillwatch.features.wire;

import static io.stillwatch.features.wire.PlainFields.BYTES;
import static io.stillwatch.features.wire.PlainFields.FIXED64;
import static io.stillwatch.features.wire.PlainFields.VARINT;

import io.stillwatch.features.UsageEvent;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that is read from its bytes; what {@link EventWire} refuses is odd. */
final class UsageScan {
  private static final int TOKEN = EventWire.MAX_TOKEN_BYTES;
  private static final int TOKENS = EventWire.MAX_TOKENS;
  private static final int ISSUED = 30 << 3 | BYTES;
  private static final int SUBMITTED = 31 << 3 | BYTES;
  private static final int NANOS = 999_999_999;

  private long told;
  private String eventId = "";
  private String accountId = "";
  private String organisationId = "";
  private String apiKeyToken = "";
  private @Nullable Instant eventTime;
  private String model = "";
  private @Nullable Instant modelReleasedAt;
  private @Nullable Integer modelOutputLimit;
  private @Nullable Integer inputTokens;
  private @Nullable Integer outputTokens;
  private @Nullable Integer cachedInputTokens;
  private @Nullable Integer reasoningTokens;
  private @Nullable Integer maxTokens;
  private int finishReason;
  private UsageEvent.Sampling sampling = UsageEvent.Sampling.DEFAULT;
  private int tools = -1;
  private int status = 200;
  private @Nullable Boolean refused;
  private @Nullable Boolean safetyFlagged;
  private @Nullable Integer rateLimitUsed;
  private @Nullable Integer rateLimitAllowed;
  private @Nullable Integer turn;
  private @Nullable Double foreignHistoryShare;
  private List<String> issuedArtefacts = List.of();
  private List<String> submittedArtefacts = List.of();
  private UsageEvent.Client client = UsageEvent.Client.UNKNOWN;
  private UsageEvent.@Nullable Content content;

  /** Takes all fields; returns null when they are odd. */
  @Nullable UsageEvent read(String source, PlainFields in) {
    while (in.next(ISSUED, SUBMITTED)) {
      told |= PlainUsage.usage(in.field());
      take(in);
    }
    Instant time = eventTime;
    if (time == null || eventId.isEmpty() || accountId.isEmpty() || in.isOdd()) {
      in.refuse();
      return null;
    }
    return event(source, time);
  }

  /** Which fields there were, a bit each. */
  long told() {
    return told;
  }

  private void take(PlainFields in) {
    switch (in.tag()) {
      case 1 << 3 | BYTES -> eventId = in.text(1, TOKEN);
      case 2 << 3 | BYTES -> accountId = in.text(1, TOKEN);
      case 3 << 3 | BYTES -> organisationId = in.text(1, TOKEN);
      case 4 << 3 | BYTES -> apiKeyToken = in.text(1, TOKEN);
      case 5 << 3 | BYTES -> eventTime = time(in);
      case 6 << 3 | BYTES -> model = in.text(1, TOKEN);
      case 7 << 3 | BYTES -> modelReleasedAt = time(in);
      case 8 << 3 | VARINT -> modelOutputLimit = in.within(0, TOKENS);
      case 9 << 3 | VARINT -> in.within(0, TOKENS);
      case 10 << 3 | VARINT -> operation(in);
      case 11 << 3 | VARINT -> inputTokens = in.within(0, TOKENS);
      case 12 << 3 | VARINT -> outputTokens = in.within(0, TOKENS);
      case 13 << 3 | VARINT -> cachedInputTokens = in.within(0, TOKENS);
      case 14 << 3 | VARINT -> reasoningTokens = in.within(0, TOKENS);
      case 15 << 3 | VARINT -> maxTokens = in.within(0, TOKENS);
      case 16 << 3 | VARINT -> finishReason(in);
      case 17 << 3 | BYTES -> sampling(in);
      case 18 << 3 | VARINT -> in.flag();
      case 19 << 3 | VARINT, 20 << 3 | VARINT -> tools = Math.max(tools, in.within(0, TOKENS));
      case 21 << 3 | VARINT -> status = in.within(100, 599);
      case 22 << 3 | VARINT -> refused = in.flag();
      case 23 << 3 | VARINT -> safetyFlagged = in.flag();
      case 24 << 3 | VARINT -> in.within(0, EventWire.MAX_LATENCY_MS);
      case 25 << 3 | VARINT -> rateLimitUsed = in.within(0, TOKENS);
      case 26 << 3 | VARINT -> rateLimitAllowed = in.within(0, TOKENS);
      case 27 << 3 | BYTES -> in.text(1, TOKEN);
      case 28 << 3 | VARINT -> turn = in.within(1, TOKENS);
      case 29 << 3 | FIXED64 -> foreignHistoryShare = in.between(0, 1);
      case ISSUED -> issuedArtefacts = and(issuedArtefacts, in);
      case SUBMITTED -> submittedArtefacts = and(submittedArtefacts, in);
      case 32 << 3 | BYTES -> client(in);
      case 33 << 3 | BYTES -> sketch(in);
      default -> in.refuse();
    }
  }

  private static @Nullable Instant time(PlainFields outer) {
    PlainFields in = outer.enter();
    long seconds = 0;
    int nanos = 0;
    while (in.next()) {
      switch (in.tag()) {
        case 1 << 3 | VARINT -> seconds = in.longNumber();
        case 2 << 3 | VARINT -> nanos = in.within(1, NANOS);
        default -> in.refuse();
      }
    }
    if (!EventWire.isWithinYears(seconds)) {
      in.refuse();
    }
    outer.leave(in);
    return outer.isOdd() ? null : Instant.ofEpochSecond(seconds, nanos);
  }

  private static void operation(PlainFields in) {
    int value = in.within(1, Integer.MAX_VALUE);
    if (Operation.forNumber(value) == null) {
      in.refuse();
    }
  }

  private void finishReason(PlainFields in) {
    finishReason = in.within(1, Integer.MAX_VALUE);
    if (FinishReason.forNumber(finishReason) == null) {
      in.refuse();
    }
  }

  private void sampling(PlainFields outer) {
    PlainFields in = outer.enter();
    Double temperature = null;
    Double topP = null;
    Integer samples = null;
    Boolean logProbabilities = null;
    Integer topLogProbabilities = null;
    Integer biasedTokens = null;
    while (in.next()) {
      told |= PlainUsage.sampling(in.field());
      switch (in.tag()) {
        case 1 << 3 | FIXED64 -> temperature = in.between(0, 2);
        case 2 << 3 | FIXED64 -> topP = in.between(0, 1);
        case 3 << 3 | VARINT -> samples = in.within(1, TOKENS);
        case 4 << 3 | VARINT -> logProbabilities = in.flag();
        case 5 << 3 | VARINT -> topLogProbabilities = in.within(0, TOKENS);
        case 6 << 3 | VARINT -> biasedTokens = in.within(0, TOKENS);
        default -> in.refuse();
      }
    }
    outer.leave(in);
    if (!outer.isOdd()) {
      sampling =
          new UsageEvent.Sampling(
              temperature, topP, samples, logProbabilities, topLogProbabilities, biasedTokens);
    }
  }

  private static List<String> and(List<String> before, PlainFields in) {
    List<String> all = before.isEmpty() ? new ArrayList<>() : before;
    all.add(in.text(0, TOKEN));
    if (all.size() > EventWire.MAX_ARTEFACTS) {
      in.refuse();
    }
    return all;
  }

  private void client(PlainFields outer) {
    PlainFields in = outer.enter();
    String prefix = "";
    Integer asn = null;
    Boolean hosted = null;
    String country = "";
    String ja4 = "";
    String userAgent = "";
    String sdkBundle = "";
    while (in.next()) {
      told |= PlainUsage.client(in.field());
      switch (in.tag()) {
        case 1 << 3 | BYTES -> prefix = in.text(1, TOKEN);
        case 2 << 3 | VARINT -> asn = in.number();
        case 3 << 3 | VARINT, 4 << 3 | VARINT -> hosted = in.flag() || Boolean.TRUE.equals(hosted);
        case 5 << 3 | BYTES -> country = in.text(1, TOKEN);
        case 6 << 3 | BYTES -> ja4 = in.text(1, TOKEN);
        case 7 << 3 | BYTES -> userAgent = in.text(1, TOKEN);
        case 8 << 3 | BYTES -> sdkBundle = in.text(1, TOKEN);
        default -> in.refuse();
      }
    }
    outer.leave(in);
    client =
        new UsageEvent.Client(
            prefix, asn, hosted, country, EventWire.clientToken(ja4, sdkBundle, userAgent));
  }

  private void sketch(PlainFields outer) {
    PlainFields in = outer.enter();
    PromptSketch sketch = SketchScan.read(in);
    outer.leave(in);
    if (sketch != null) {
      content = EventWire.content(sketch);
    }
  }

  private UsageEvent event(String source, Instant time) {
    return new UsageEvent(
        source,
        eventId,
        accountId,
        organisationId,
        apiKeyToken,
        time,
        new UsageEvent.Model(model, modelReleasedAt),
        new UsageEvent.Tokens(inputTokens, outputTokens, cachedInputTokens, reasoningTokens),
        new UsageEvent.Limits(maxTokens, modelOutputLimit, rateLimitUsed, rateLimitAllowed),
        sampling,
        new UsageEvent.Outcome(status, refused, safetyFlagged, truncated()),
        new UsageEvent.Session(
            turn,
            foreignHistoryShare,
            tools < 0 ? null : Boolean.valueOf(tools > 0),
            issuedArtefacts,
            submittedArtefacts),
        client,
        content);
  }

  private @Nullable Boolean truncated() {
    return finishReason == FinishReason.FINISH_REASON_UNSPECIFIED_VALUE
        ? null
        : Boolean.valueOf(finishReason == FinishReason.FINISH_REASON_LENGTH_VALUE);
  }
}
