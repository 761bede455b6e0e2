package io.stillwatch.benchmarks.servegen;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.InstrumentAdded;
import io.stillwatch.v1.Operation;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.SignedUp;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.VerificationLevel;
import io.stillwatch.v1.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A client of the trace as a customer of the platform. Times and token counts are the trace's; what
 * the trace does not say (prompts, places, the way of paying) is made up, with the same fields that
 * a campaign's events have.
 */
final class Guest {
  private static final int OUTPUT_LIMIT = 8_192;
  private static final int WORDS = 400;

  private final TracedClient client;
  private final Random random;
  private final PromptSketcher sketcher;
  private final Instant start;
  private final @Nullable String frame;
  private final List<String> addresses;
  private final String bundle;

  /**
   * @param bundles what the platform's other customers call with
   */
  Guest(
      TracedClient client,
      long seed,
      PromptSketcher sketcher,
      Instant start,
      List<String> bundles) {
    this.client = client;
    this.random = new Random(seed * 31 + client.id.hashCode());
    this.sketcher = sketcher;
    this.start = start;
    this.frame = random.nextDouble() < 0.7 ? text(20 + random.nextInt(60)) : null;
    this.addresses = List.of(token(), token());
    this.bundle = bundles.get(random.nextInt(bundles.size()));
  }

  String account() {
    return client.id;
  }

  /** What the platform knows of it before its first call. */
  List<Report> introduction() {
    Instant signedUp = start.minus(Duration.ofDays(1 + random.nextInt(500)));
    return List.of(
        Report.newBuilder()
            .setAccount(
                event(signedUp)
                    .setSignedUp(
                        SignedUp.newBuilder()
                            .setEmailPatternToken(token())
                            .setAddressPrefixToken(addresses.get(0))
                            .setCountry("CN")
                            .setPlan("pro")))
            .build(),
        Report.newBuilder()
            .setAccount(
                event(signedUp.plusSeconds(60))
                    .setVerified(
                        Verified.newBuilder().setLevel(VerificationLevel.VERIFICATION_LEVEL_PHONE)))
            .build(),
        Report.newBuilder()
            .setAccount(
                event(signedUp.plusSeconds(120))
                    .setInstrumentAdded(
                        InstrumentAdded.newBuilder()
                            .setInstrumentToken(token())
                            .setIssuerCellToken(token())))
            .build());
  }

  private AccountEvent.Builder event(Instant time) {
    return AccountEvent.newBuilder()
        .setEventId(token())
        .setAccountId(client.id)
        .setEventTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()));
  }

  Report call(int second) {
    int traced = second % (MixedSeason.TRACED_DAYS * 86_400);
    int input = TracedClient.draw(client.inputs, traced, random);
    int output = TracedClient.draw(client.outputs, traced, random);
    return Report.newBuilder()
        .setUsage(
            UsageEvent.newBuilder()
                .setEventId(token())
                .setAccountId(client.id)
                .setApiKeyToken("key-" + client.id)
                .setEventTime(
                    Timestamp.newBuilder()
                        .setSeconds(start.getEpochSecond() + second)
                        .setNanos(random.nextInt(1000) * 1_000_000))
                .setModel("large-2")
                .setModelOutputLimit(OUTPUT_LIMIT)
                .setOperation(Operation.OPERATION_CHAT)
                .setInputTokens(input)
                .setOutputTokens(output)
                .setFinishReason(FinishReason.FINISH_REASON_STOP)
                .setStreaming(random.nextBoolean())
                .setStatus(200)
                .setRefused(random.nextInt(100) == 0)
                .setLatencyMs(200 + output * 12 + random.nextInt(400))
                .setRateLimitUsed(random.nextInt(120))
                .setRateLimitAllowed(120)
                .setTurn(1 + random.nextInt(3))
                .setClient(
                    Client.newBuilder()
                        .setAddressPrefixToken(addresses.get(random.nextInt(addresses.size())))
                        .setCountry("CN")
                        .setSdkBundleToken(bundle))
                .setSketch(
                    SketchWire.write(
                        sketcher.sketch(
                            new Prompt(
                                frame,
                                List.of(
                                    new Prompt.Message("user", text(10 + random.nextInt(50)))))))))
        .build();
  }

  private String token() {
    return Long.toHexString(random.nextLong());
  }

  private String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(Integer.toString(1_000_003 * (1 + random.nextInt(WORDS)) % 45_000_000, 36));
      text.append(' ');
    }
    return text.toString();
  }
}
