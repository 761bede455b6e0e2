package io.stillwatch.features;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
final class Histories {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  static final String ACCOUNT = "acct-1";

  private Histories() {}

  static AccountState state(Iterable<? extends Event> events) {
    AccountState state = AccountState.create(ACCOUNT);
    events.forEach(state::add);
    return state;
  }

  /** Events of all kinds and with all kinds of gaps, over a time from the start on. */
  static List<Event> random(Random random, int count, Duration span) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time = START.plusMillis((long) (random.nextDouble() * span.toMillis()));
      events.add(random.nextInt(10) == 0 ? change(random, i, time) : call(random, i, time));
    }
    return events;
  }

  private static UsageEvent call(Random random, int number, Instant time) {
    Call call = new Call("e" + number, time);
    call.organisation = random.nextInt(20) == 0 ? "org-" + random.nextInt(3) : "";
    call.apiKey = random.nextBoolean() ? "key-" + random.nextInt(20) : "";
    call.input = number(random, 50_000);
    call.output = number(random, 8_000);
    call.reasoning = number(random, 4_000);
    call.model = random.nextInt(4) == 0 ? "" : "model-" + random.nextInt(3);
    call.releasedAt = random.nextInt(3) == 0 ? time.minusSeconds(random.nextInt(600_000)) : null;
    call.sampling = sampling(random);
    call.safetyFlagged = flag(random);
    call.truncated = flag(random);
    call.tools = flag(random);
    call.issued = artefacts(random);
    call.submitted = artefacts(random);
    call.asn = number(random, 70_000);
    call.hosted = flag(random);
    call.country = random.nextInt(4) == 0 ? "" : List.of("DE", "US", "SG").get(random.nextInt(3));
    call.cachedInput = number(random, 9_000);
    call.maxTokens = number(random, 9_000);
    call.modelOutput = number(random, 9_000);
    call.rateUsed = number(random, 60);
    call.rateAllowed = number(random, 60);
    call.status = List.of(200, 200, 200, 429, 403).get(random.nextInt(5));
    call.refused = flag(random);
    call.turn = random.nextBoolean() ? Integer.valueOf(1 + random.nextInt(4)) : null;
    call.foreignShare = random.nextBoolean() ? Double.valueOf(random.nextDouble()) : null;
    call.address = random.nextInt(4) == 0 ? "" : "net-" + random.nextInt(30);
    call.client = random.nextInt(4) == 0 ? "" : "client-" + random.nextInt(5);
    call.content = content(random);
    return call.event();
  }

  private static UsageEvent.Sampling sampling(Random random) {
    return new UsageEvent.Sampling(
        random.nextBoolean() ? Double.valueOf(random.nextInt(20) / 10.0) : null,
        random.nextBoolean() ? Double.valueOf(0.9) : null,
        random.nextBoolean() ? Integer.valueOf(1 + random.nextInt(8)) : null,
        flag(random),
        number(random, 20),
        number(random, 3_000));
  }

  private static List<String> artefacts(Random random) {
    return random.nextInt(3) > 0
        ? List.of()
        : List.of("artefact-" + random.nextInt(900), "artefact-" + random.nextInt(900));
  }

  private static @Nullable Boolean flag(Random random) {
    return random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null;
  }

  private static UsageEvent.@Nullable Content content(Random random) {
    if (random.nextInt(4) == 0) {
      return null;
    }
    long frame = random.nextInt(6) == 0 ? random.nextLong() : frame(random.nextInt(5));
    return new UsageEvent.Content(
        frame,
        bands(frame),
        random.nextBoolean(),
        random.nextInt(5) == 0 ? ~frame : 0,
        random.nextInt(9) == 0 ? 0 : random.nextLong(),
        random.nextInt(9) * 0x0101_0101_0101L,
        random.nextInt(65) - 1,
        random.nextInt(33) - 1);
  }

  /** A frame's key, unlike that of any other number. */
  static long frame(long number) {
    return new Random(number).nextLong() | 1;
  }

  /** Bands that belong to a frame. */
  static long[] bands(long frame) {
    return frame == 0 ? new long[0] : new Random(frame).longs(Strand.BAND_WORDS).toArray();
  }

  /** What a sketch says of a prompt behind a system prompt. */
  static UsageEvent.Content content(long frame, long body, long affix) {
    return new UsageEvent.Content(frame, bands(frame), true, 0, body, affix, -1, -1);
  }

  private static @Nullable Integer number(Random random, int bound) {
    return random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(bound));
  }

  private static AccountEvent change(Random random, int number, Instant time) {
    AccountEvent.Change change =
        switch (random.nextInt(6)) {
          case 0 ->
              new AccountEvent.SignedUp(
                  "mail-" + random.nextInt(4),
                  flag(random),
                  "net-" + random.nextInt(30),
                  "DE",
                  "free");
          case 1 -> new AccountEvent.PlanChanged("plan-" + random.nextInt(4));
          case 2 -> new AccountEvent.Verified(random.nextInt(6));
          case 3 ->
              new AccountEvent.InstrumentAdded(
                  "card-" + random.nextInt(40), "bank-" + random.nextInt(4), flag(random));
          case 4 -> new AccountEvent.Silenced(random.nextBoolean());
          default -> new AccountEvent.Other();
        };
    return changed("e" + number, time, change);
  }

  static AccountEvent changed(String id, Instant time, AccountEvent.Change change) {
    return new AccountEvent("gateway", id, ACCOUNT, "", time, change);
  }

  /** A call that says nothing but its time, until told. */
  static final class Call {
    private final String id;
    private final Instant time;
    private final String account;
    String organisation = "";
    String apiKey = "";
    @Nullable Integer input;
    @Nullable Integer output;
    @Nullable Integer cachedInput;
    @Nullable Integer reasoning;
    String model = "";
    @Nullable Instant releasedAt;
    UsageEvent.Sampling sampling = UsageEvent.Sampling.DEFAULT;
    @Nullable Boolean safetyFlagged;
    @Nullable Boolean truncated;
    @Nullable Boolean tools;
    List<String> issued = List.of();
    List<String> submitted = List.of();
    @Nullable Integer asn;
    @Nullable Boolean hosted;
    String country = "";
    @Nullable Integer maxTokens;
    @Nullable Integer modelOutput;
    @Nullable Integer rateUsed;
    @Nullable Integer rateAllowed;
    int status = 200;
    @Nullable Boolean refused;
    @Nullable Integer turn;
    @Nullable Double foreignShare;
    String address = "";
    String client = "";
    UsageEvent.@Nullable Content content;

    Call(String id, Instant time) {
      this(id, time, ACCOUNT);
    }

    Call(String id, Instant time, String account) {
      this.id = id;
      this.time = time;
      this.account = account;
    }

    UsageEvent event() {
      return new UsageEvent(
          "gateway",
          id,
          account,
          organisation,
          apiKey,
          time,
          new UsageEvent.Model(model, releasedAt),
          new UsageEvent.Tokens(input, output, cachedInput, reasoning),
          new UsageEvent.Limits(maxTokens, modelOutput, rateUsed, rateAllowed),
          sampling,
          new UsageEvent.Outcome(status, refused, safetyFlagged, truncated),
          new UsageEvent.Session(turn, foreignShare, tools, issued, submitted),
          new UsageEvent.Client(address, asn, hosted, country, client),
          content);
    }
  }
}
