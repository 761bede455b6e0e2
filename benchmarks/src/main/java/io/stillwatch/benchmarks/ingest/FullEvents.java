package io.stillwatch.benchmarks.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.IntentCounts;
import io.stillwatch.v1.PromptSketch;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Calls of a simulated season, each told once by every copy of its account, with all that a gateway
 * can know of a call: limits, sampling parameters, client, conversation, and a sketch with frame,
 * body, affixes, intents and projection. What the season does not tell is seeded noise of the same
 * size. The same seed gives the same bytes.
 */
final class FullEvents {
  private static final int COPIES = 10;
  private static final int FEWEST_ACCOUNTS = 100;
  private static final int DAYS = 4;
  private static final int FRAME_VALUES = 32;
  private static final int BODY_BYTES = 128;
  private static final int PROJECTION_BYTES = 128;
  private static final int TOKEN_BYTES = 11;

  private final List<UsageEvent> calls;
  private final int copies;

  private FullEvents(List<UsageEvent> calls, int copies) {
    this.calls = calls;
    this.copies = copies;
  }

  /**
   * @param accounts honest ones, at least 1,000: ten copies of a tenth as many, and of those of the
   *     demo's campaigns
   */
  static FullEvents make(int accounts, long seed) {
    Random random = new Random(seed);
    List<UsageEvent> calls = new ArrayList<>();
    Casting.demo(Math.max(FEWEST_ACCOUNTS, accounts / COPIES), DAYS, seed)
        .run(
            report -> {
              if (report.hasUsage()) {
                calls.add(full(report.getUsage(), random));
              }
            });
    return new FullEvents(calls, COPIES);
  }

  int size() {
    return calls.size() * copies;
  }

  /**
   * An event: in the season's order, each call by one account after the other.
   *
   * @param number from 0; beyond the size the season begins again, at a later time
   */
  Report.Builder event(long number) {
    long round = number / size();
    int at = (int) (number % size());
    UsageEvent call = calls.get(at / copies);
    int copy = at % copies;
    return Report.newBuilder()
        .setUsage(
            call.toBuilder()
                .setEventId(call.getEventId() + Long.toString(number, Character.MAX_RADIX))
                .setAccountId(call.getAccountId() + copy)
                .setOrganisationId(
                    call.getOrganisationId().isEmpty() ? "" : call.getOrganisationId() + copy)
                .setEventTime(later(call.getEventTime(), round)));
  }

  private static Timestamp later(Timestamp time, long rounds) {
    return time.toBuilder().setSeconds(time.getSeconds() + rounds * DAYS * 86_400).build();
  }

  private static UsageEvent full(UsageEvent call, Random random) {
    return call.toBuilder()
        .setModelReleasedAt(later(call.getEventTime(), -20))
        .setModelContextLimit(200_000)
        .setCachedInputTokens(call.getInputTokens() / 2)
        .setReasoningTokens(call.getOutputTokens() / 3)
        .setMaxTokens(4_096)
        .setSampling(
            SamplingParameters.newBuilder()
                .setTemperature(random.nextInt(20) / 10.0)
                .setTopP(0.95)
                .setSamples(1))
        .setToolSchemas(random.nextInt(4))
        .setToolResults(random.nextInt(4))
        .setSafetyFlagged(false)
        .setConversationToken(token(random))
        .setForeignHistoryShare(random.nextDouble())
        .setClient(full(call.getClient(), random))
        .setSketch(full(call.getSketch(), random))
        .build();
  }

  private static Client.Builder full(Client client, Random random) {
    return client.toBuilder()
        .setAsn(1 + random.nextInt(60_000))
        .setHosting(random.nextBoolean())
        .setVpn(random.nextBoolean())
        .setJa4("t13d1516h2_8daaf6152771_b186095e22b6")
        .setUserAgentToken(token(random));
  }

  private static PromptSketch.Builder full(PromptSketch sketch, Random random) {
    PromptSketch.Builder full = sketch.toBuilder();
    for (int at = sketch.getFrameMinHashCount(); at < FRAME_VALUES; at++) {
      full.addFrameMinHash(random.nextInt());
    }
    if (sketch.getBodyMinHash().isEmpty()) {
      full.setBodyMinHash(noise(BODY_BYTES, random));
    }
    if (sketch.getProjection().isEmpty()) {
      full.setProjection(noise(PROJECTION_BYTES, random));
    }
    if (!sketch.hasIntents()) {
      full.setIntents(IntentCounts.newBuilder().setRubricJudging(0).setAgentic(1));
    }
    return full.setPrefixHash(random.nextLong()).setSuffixHash(random.nextLong()).setLanguage("en");
  }

  private static ByteString noise(int bytes, Random random) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return ByteString.copyFrom(noise);
  }

  private static String token(Random random) {
    return Long.toUnsignedString(random.nextLong() | 1L << 62, Character.MAX_RADIX)
        .substring(0, TOKEN_BYTES);
  }
}
