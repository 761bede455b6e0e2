package io.stillwatch.simulator;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.simulator.Simulation.Happening;
import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Banned;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.InstrumentAdded;
import io.stillwatch.v1.Operation;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.SignedUp;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.VerificationLevel;
import io.stillwatch.v1.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Tells what happens in the words of the contract. */
final class Narrator {
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;
  private static final int OUTPUT_LIMIT = 8_192;
  private static final int RATE_ALLOWED = 120;
  private static final double THROTTLED = 0.004;

  private final Season season;
  private final PromptSketcher sketcher;
  private final Models models;
  private final long start;

  Narrator(Season season) {
    this.season = season;
    this.sketcher = new PromptSketcher(key(season.seed()));
    this.models = new Models(season);
    this.start = season.start().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static SketchKey key(long seed) {
    return SketchKey.of(ByteBuffer.allocate(24).putLong(seed).putLong(~seed).putLong(7).array());
  }

  /** Signing up with what came with it, and being banned, if that is today. */
  void tellAccount(Account account, int day, List<Happening> happenings) {
    if ((int) StrictMath.floor(Math.max(0, account.signUpDay)) == day) {
      tellSignUp(account, happenings);
    }
    if (account.lastDay + 1 == day && day < season.days()) {
      long time = start + day * DAY_MILLIS + 60_000L * account.dice.between(0, 20);
      AccountEvent.Builder banned = event(account, time);
      add(account, banned.setBanned(Banned.newBuilder().setReason("terms of use")), happenings);
    }
  }

  /** Those who were there before the season are told at its beginning, with their true time. */
  private void tellSignUp(Account account, List<Happening> happenings) {
    long signedUp = start + (long) (account.signUpDay * DAY_MILLIS);
    add(
        account,
        event(account, signedUp)
            .setSignedUp(
                SignedUp.newBuilder()
                    .setEmailPatternToken(account.email)
                    .setAddressPrefixToken(account.addresses.get(0))
                    .setCountry(account.country)
                    .setPlan(account.plan)),
        happenings);
    add(
        account,
        event(account, soonAfter(signedUp, 60_000))
            .setVerified(
                Verified.newBuilder().setLevel(VerificationLevel.forNumber(account.verification))),
        happenings);
    if (account.instrument != null) {
      add(
          account,
          event(account, soonAfter(signedUp, 120_000))
              .setInstrumentAdded(
                  InstrumentAdded.newBuilder()
                      .setInstrumentToken(account.instrument)
                      .setIssuerCellToken(account.issuer)),
          happenings);
    }
  }

  /** A little later, on the same UTC day. */
  private static long soonAfter(long time, long millis) {
    long dayEnd = (Math.floorDiv(time, DAY_MILLIS) + 1) * DAY_MILLIS;
    return Math.min(time + millis, dayEnd - 1);
  }

  private static AccountEvent.Builder event(Account account, long time) {
    return AccountEvent.newBuilder()
        .setEventId(account.dice.hex(16))
        .setAccountId(account.id)
        .setOrganisationId(account.organisation)
        .setEventTime(timestamp(time));
  }

  private void add(Account account, AccountEvent.Builder event, List<Happening> happenings) {
    long time = Timestamps.instant(event.getEventTime()).toEpochMilli();
    happenings.add(
        new Happening(
            time, account.id + event.getEventId(), Report.newBuilder().setAccount(event).build()));
  }

  /** One call; gives its output tokens. */
  int tellCall(Account account, int day, List<Happening> happenings) {
    Dice dice = account.dice;
    long time =
        start
            + day * DAY_MILLIS
            + account.tempo.second(dice, account.zone) * 1000L
            + dice.below(1000);
    boolean throttled = dice.chance(THROTTLED);
    int output = throttled ? 0 : account.sizes.drawOutput(dice);
    UsageEvent.Builder event = call(account, time, output);
    account.habits.tell(event, models, (double) (time - start) / DAY_MILLIS);
    if (throttled) {
      event.setStatus(429).setFinishReason(FinishReason.FINISH_REASON_ERROR);
    }
    Prompt prompt = account.content.prompt(dice, day);
    event.setSketch(SketchWire.write(sketcher.sketch(prompt)));
    happenings.add(
        new Happening(
            time, account.id + event.getEventId(), Report.newBuilder().setUsage(event).build()));
    return output;
  }

  private UsageEvent.Builder call(Account account, long time, int output) {
    Dice dice = account.dice;
    int input = account.sizes.drawInput(dice);
    UsageEvent.Builder event =
        UsageEvent.newBuilder()
            .setEventId(dice.hex(16))
            .setAccountId(account.id)
            .setOrganisationId(account.organisation)
            .setApiKeyToken(account.apiKey)
            .setEventTime(timestamp(time))
            .setModelOutputLimit(OUTPUT_LIMIT)
            .setOperation(Operation.OPERATION_CHAT)
            .setInputTokens(input)
            .setOutputTokens(output)
            .setFinishReason(FinishReason.FINISH_REASON_STOP)
            .setStreaming(dice.chance(0.5))
            .setStatus(200)
            .setRefused(dice.chance(account.refusals))
            .setLatencyMs(200 + output * 12 + dice.below(400))
            .setRateLimitUsed(dice.below(RATE_ALLOWED))
            .setRateLimitAllowed(RATE_ALLOWED)
            .setTurn(dice.chance(account.firstTurns) ? 1 : dice.between(2, 9))
            .setClient(client(account));
    if (account.reportsMaxTokens) {
      event.setMaxTokens(dice.chance(account.maxTokensShare) ? OUTPUT_LIMIT : 1_024);
    }
    if (account.reportsCache) {
      event.setCachedInputTokens(dice.chance(0.3) ? input / 2 : 0);
    }
    return event;
  }

  private static Client client(Account account) {
    return Client.newBuilder()
        .setAddressPrefixToken(account.dice.pick(account.addresses))
        .setCountry(account.country)
        .setSdkBundleToken(account.client)
        .build();
  }

  private static Timestamp timestamp(long epochMilli) {
    return Timestamps.timestamp(Instant.ofEpochMilli(epochMilli));
  }
}
