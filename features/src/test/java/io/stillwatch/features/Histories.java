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
    call.cachedInput = number(random, 9_000);
    call.maxTokens = number(random, 9_000);
    call.modelOutput = number(random, 9_000);
    call.rateUsed = number(random, 60);
    call.rateAllowed = number(random, 60);
    call.status = random.nextInt(9) == 0 ? 429 : 200;
    call.refused = random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null;
    call.turn = random.nextBoolean() ? Integer.valueOf(1 + random.nextInt(4)) : null;
    call.foreignShare = random.nextBoolean() ? Double.valueOf(random.nextDouble()) : null;
    call.address = random.nextInt(4) == 0 ? "" : "net-" + random.nextInt(30);
    call.client = random.nextInt(4) == 0 ? "" : "client-" + random.nextInt(5);
    call.content = content(random);
    return call.event();
  }

  private static UsageEvent.@Nullable Content content(Random random) {
    return random.nextInt(4) == 0
        ? null
        : new UsageEvent.Content(
            random.nextInt(6) * 0x0001_0001_0001_0001L, random.nextLong(), random.nextInt(9));
  }

  private static @Nullable Integer number(Random random, int bound) {
    return random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(bound));
  }

  private static AccountEvent change(Random random, int number, Instant time) {
    AccountEvent.Change change =
        switch (random.nextInt(6)) {
          case 0 ->
              new AccountEvent.SignedUp(
                  "mail-" + random.nextInt(4), "net-" + random.nextInt(30), "DE", "free");
          case 1 -> new AccountEvent.PlanChanged("plan-" + random.nextInt(4));
          case 2 -> new AccountEvent.Verified(random.nextInt(6));
          case 3 ->
              new AccountEvent.InstrumentAdded(
                  "card-" + random.nextInt(40), "bank-" + random.nextInt(4));
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
    String organisation = "";
    String apiKey = "";
    @Nullable Integer input;
    @Nullable Integer output;
    @Nullable Integer cachedInput;
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
      this.id = id;
      this.time = time;
    }

    UsageEvent event() {
      return new UsageEvent(
          "gateway",
          id,
          ACCOUNT,
          organisation,
          apiKey,
          time,
          new UsageEvent.Tokens(input, output, cachedInput),
          new UsageEvent.Limits(maxTokens, modelOutput, rateUsed, rateAllowed),
          status,
          refused,
          turn,
          foreignShare,
          address,
          client,
          content);
    }
  }
}
