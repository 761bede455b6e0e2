package io.stillwatch.features;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is kept of an account's UTC day. Sums are integers, so that their order does not matter. */
final class DayPane {
  static final int HOURS = 24;
  static final int MINUTES = 24 * 60;
  static final int SLOTS = 24 * 6;

  /** One unit of a fixed-point sum. */
  static final double FIXED = 1 << 16;

  /** Of an hour's use of its limit, in hundredths. */
  static final int MOST_UTILISATION = 200;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FORBIDDEN = 403;
  private static final double HUGGED = 0.8;
  private static final double SATURATED = 0.9;
  private static final double HOT = 0.7;
  private static final double MOSTLY = 0.5;
  private static final long NEW_MODEL_MILLIS = 72L * 60 * 60 * 1000;

  /** Sums of a day. Their order is that of the encoded state: only add at the end. */
  enum Sum {
    INPUT_COUNT,
    INPUT_LOG,
    INPUT_LOG_SQUARE,
    OUTPUT_COUNT,
    OUTPUT_LOG,
    OUTPUT_LOG_SQUARE,
    INPUT_TOKENS,
    CACHED_TOKENS,
    REASONING_TOKENS,
    REASONED_OUTPUT_TOKENS,
    MAX_TOKENS_COUNT,
    MAX_TOKENS_SATURATED,
    ASKED_TOKENS_COUNT,
    ASKED_ONE_TOKEN,
    TRUNCATED_COUNT,
    TRUNCATED,
    TURN_COUNT,
    FIRST_TURNS,
    FOREIGN_COUNT,
    FOREIGN_SHARE,
    FIRST_FOREIGN_COUNT,
    FIRST_FOREIGN,
    RATE_COUNT,
    RATE_HUGGED,
    REFUSAL_COUNT,
    REFUSED,
    SAFETY_COUNT,
    SAFETY_FLAGGED,
    THROTTLED,
    BLOCKED,
    TEMPERATURE_COUNT,
    HOT_TEMPERATURE,
    SAMPLES,
    LOG_PROBABILITIES_COUNT,
    LOG_PROBABILITIES,
    TOP_LOG_PROBABILITIES,
    BIASED_TOKENS_LOG,
    TOOLS_COUNT,
    TOOLS,
    RELEASE_COUNT,
    NEW_MODEL,
    HOSTED_COUNT,
    HOSTED,
    BODIES,
    INTENTS_COUNT,
    HIDDEN_REASONING,
    RUBRIC_JUDGING,
    TASK_SYNTHESIS,
    AGENTIC,
    REWRITE
  }

  private static final Intent[] INTENTS = Intent.values();

  final int day;
  final int[] requests = new int[HOURS];
  final long[] outputTokens = new long[HOURS];

  /** The most of its limit that an hour's calls stated, in hundredths + 1; 0: none stated it. */
  final byte[] utilisation = new byte[HOURS];

  final long[] sums = new long[Sum.values().length];
  final long[] slots = new long[(SLOTS + 63) / 64];
  final long[] minutes = new long[(MINUTES + 63) / 64];

  /** Minutes with a status 429; null: none. */
  long @Nullable [] throttledMinutes;

  final Sample sample = new Sample();
  final DistinctBodies bodies = new DistinctBodies();
  final BottomHashes issued = new BottomHashes();
  final BottomHashes submitted = new BottomHashes();

  DayPane(int day) {
    this.day = day;
  }

  void add(UsageEvent event, int secondOfDay, long eventHash) {
    int minute = secondOfDay / 60;
    requests[minute / 60]++;
    minutes[minute / 64] |= 1L << (minute % 64);
    slots[minute / 10 / 64] |= 1L << (minute / 10 % 64);
    addTokens(event.tokens(), minute / 60);
    addLimits(event, minute / 60);
    addOutcome(event.outcome(), minute);
    addSession(event.session());
    addSampling(event.sampling());
    addPlace(event);
    UsageEvent.Content content = event.content();
    if (content != null) {
      addContent(content);
    }
    if (sample.wants(eventHash >>> 8)) {
      sample.add(row(event, minute / 60, eventHash));
    }
  }

  private void addTokens(UsageEvent.Tokens tokens, int hour) {
    Integer input = tokens.input();
    Integer output = tokens.output();
    if (input != null) {
      long log = Logs.fixed(input);
      count(Sum.INPUT_COUNT, 1);
      count(Sum.INPUT_LOG, log);
      count(Sum.INPUT_LOG_SQUARE, log * log >> 16);
      if (tokens.cachedInput() != null) {
        count(Sum.INPUT_TOKENS, input);
        count(Sum.CACHED_TOKENS, Math.min(tokens.cachedInput(), input));
      }
    }
    if (output != null) {
      long log = Logs.fixed(output);
      count(Sum.OUTPUT_COUNT, 1);
      count(Sum.OUTPUT_LOG, log);
      count(Sum.OUTPUT_LOG_SQUARE, log * log >> 16);
      outputTokens[hour] += output;
      if (tokens.reasoning() != null) {
        count(Sum.REASONED_OUTPUT_TOKENS, output);
        count(Sum.REASONING_TOKENS, Math.min(tokens.reasoning(), output));
      }
    }
  }

  private void addLimits(UsageEvent event, int hour) {
    UsageEvent.Limits limits = event.limits();
    Integer asked = limits.maxTokens();
    Integer model = limits.modelOutput();
    if (asked != null) {
      count(Sum.ASKED_TOKENS_COUNT, 1);
      count(Sum.ASKED_ONE_TOKEN, asked <= 1 ? 1 : 0);
      if (model != null && model > 0) {
        count(Sum.MAX_TOKENS_COUNT, 1);
        count(Sum.MAX_TOKENS_SATURATED, asked >= SATURATED * model ? 1 : 0);
      }
    }
    Integer used = limits.rateUsed();
    Integer allowed = limits.rateAllowed();
    if (used != null && allowed != null && allowed > 0) {
      boolean throttled = event.outcome().status() == TOO_MANY_REQUESTS;
      count(Sum.RATE_COUNT, 1);
      count(Sum.RATE_HUGGED, !throttled && used >= HUGGED * allowed ? 1 : 0);
      int hundredths = (int) Math.min(MOST_UTILISATION, 100L * used / allowed);
      utilisation[hour] = (byte) Math.max(utilisation[hour] & 0xff, hundredths + 1);
    }
  }

  private void addOutcome(UsageEvent.Outcome outcome, int minute) {
    share(Sum.REFUSAL_COUNT, Sum.REFUSED, outcome.refused());
    share(Sum.SAFETY_COUNT, Sum.SAFETY_FLAGGED, outcome.safetyFlagged());
    share(Sum.TRUNCATED_COUNT, Sum.TRUNCATED, outcome.truncated());
    count(Sum.BLOCKED, outcome.status() == FORBIDDEN ? 1 : 0);
    if (outcome.status() == TOO_MANY_REQUESTS) {
      count(Sum.THROTTLED, 1);
      long[] throttled = throttledMinutes();
      throttled[minute / 64] |= 1L << (minute % 64);
    }
  }

  long[] throttledMinutes() {
    if (throttledMinutes == null) {
      throttledMinutes = new long[minutes.length];
    }
    return throttledMinutes;
  }

  private void addSession(UsageEvent.Session session) {
    Integer turn = session.turn();
    Double foreign = session.foreignHistoryShare();
    if (turn != null) {
      count(Sum.TURN_COUNT, 1);
      count(Sum.FIRST_TURNS, turn == 1 ? 1 : 0);
    }
    if (foreign != null) {
      count(Sum.FOREIGN_COUNT, 1);
      count(Sum.FOREIGN_SHARE, Math.round(foreign * FIXED));
      if (turn != null && turn == 1) {
        count(Sum.FIRST_FOREIGN_COUNT, 1);
        count(Sum.FIRST_FOREIGN, foreign >= MOSTLY ? 1 : 0);
      }
    }
    share(Sum.TOOLS_COUNT, Sum.TOOLS, session.tools());
    for (String artefact : session.issuedArtefacts()) {
      issued.add(Identifiers.narrow(Identifiers.hash(artefact)));
    }
    for (String artefact : session.submittedArtefacts()) {
      submitted.add(Identifiers.narrow(Identifiers.hash(artefact)));
    }
  }

  private void addSampling(UsageEvent.Sampling sampling) {
    Double temperature = sampling.temperature();
    if (temperature != null) {
      count(Sum.TEMPERATURE_COUNT, 1);
      count(Sum.HOT_TEMPERATURE, temperature >= HOT ? 1 : 0);
    }
    if (sampling.logProbabilities() != null) {
      share(Sum.LOG_PROBABILITIES_COUNT, Sum.LOG_PROBABILITIES, sampling.logProbabilities());
      Integer top = sampling.topLogProbabilities();
      count(Sum.TOP_LOG_PROBABILITIES, top == null ? 0 : top);
    }
    count(Sum.SAMPLES, sampling.samples() == null ? 1 : sampling.samples());
    Integer biased = sampling.biasedTokens();
    count(Sum.BIASED_TOKENS_LOG, biased == null ? 0 : Logs.fixed(biased));
  }

  private void addPlace(UsageEvent event) {
    share(Sum.HOSTED_COUNT, Sum.HOSTED, event.client().hosted());
    if (event.model().releasedAt() != null) {
      long age = event.eventTime().toEpochMilli() - event.model().releasedAt().toEpochMilli();
      count(Sum.RELEASE_COUNT, 1);
      count(Sum.NEW_MODEL, age < NEW_MODEL_MILLIS ? 1 : 0);
    }
  }

  private void addContent(UsageEvent.Content content) {
    if (content.body() != 0) {
      count(Sum.BODIES, 1);
      bodies.add(Identifiers.body(content.body()));
    }
    if (content.intents() >= 0) {
      count(Sum.INTENTS_COUNT, 1);
      for (Intent intent : INTENTS) {
        count(sumOf(intent), intent.in(content.intents()) ? 1 : 0);
      }
    }
  }

  static Sum sumOf(Intent intent) {
    return switch (intent) {
      case HIDDEN_REASONING -> Sum.HIDDEN_REASONING;
      case RUBRIC_JUDGING -> Sum.RUBRIC_JUDGING;
      case TASK_SYNTHESIS -> Sum.TASK_SYNTHESIS;
      case AGENTIC -> Sum.AGENTIC;
      case REWRITE -> Sum.REWRITE;
    };
  }

  private static long[] row(UsageEvent event, int hour, long eventHash) {
    long[] row = Sample.emptyRow();
    set(row, Sample.Column.HASH, eventHash >>> 8);
    set(row, Sample.Column.TRAITS, Traits.of(event, hour));
    UsageEvent.Client client = event.client();
    set(row, Sample.Column.ADDRESS, token(client.addressPrefixToken()));
    set(row, Sample.Column.NETWORK, client.asn() == null ? 0 : 1L + client.asn());
    set(row, Sample.Column.COUNTRY, token(client.country()));
    set(row, Sample.Column.CLIENT, token(client.token()));
    set(row, Sample.Column.MODEL_FAMILY, token(event.model().family()));
    set(row, Sample.Column.PARAMETERS, Parameters.of(event));
    UsageEvent.Content content = event.content();
    if (content != null) {
      set(row, Sample.Column.FRAME, content.frameKey());
      set(row, Sample.Column.RETIRED_FRAME, content.retiredFrameKey());
      set(row, Sample.Column.BODY, Identifiers.body(content.body()));
      set(row, Sample.Column.AFFIX, Identifiers.narrow(content.affix()));
      for (int word = 0; word < content.frameBands().length; word++) {
        set(row, Sample.bands(word), content.frameBands()[word]);
      }
    }
    return row;
  }

  private static void set(long[] row, Sample.Column column, long value) {
    row[column.ordinal()] = value;
  }

  void add(DayPane other) {
    for (int hour = 0; hour < HOURS; hour++) {
      requests[hour] += other.requests[hour];
      outputTokens[hour] += other.outputTokens[hour];
      utilisation[hour] = (byte) Math.max(utilisation[hour] & 0xff, other.utilisation[hour] & 0xff);
    }
    Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
    Arrays.setAll(slots, i -> slots[i] | other.slots[i]);
    Arrays.setAll(minutes, i -> minutes[i] | other.minutes[i]);
    if (other.throttledMinutes != null) {
      long[] own = throttledMinutes();
      long[] others = other.throttledMinutes;
      Arrays.setAll(own, i -> own[i] | others[i]);
    }
    sample.addAll(other.sample);
    bodies.addAll(other.bodies);
    issued.addAll(other.issued);
    submitted.addAll(other.submitted);
  }

  long sum(Sum sum) {
    return sums[sum.ordinal()];
  }

  long requests() {
    long all = 0;
    for (int hourly : requests) {
      all += hourly;
    }
    return all;
  }

  private void share(Sum whole, Sum part, @Nullable Boolean fact) {
    if (fact != null) {
      count(whole, 1);
      count(part, fact ? 1 : 0);
    }
  }

  private void count(Sum sum, long amount) {
    sums[sum.ordinal()] += amount;
  }

  static long token(String token) {
    return token.isEmpty() ? 0 : Identifiers.narrow(Identifiers.hash(token));
  }
}
