package io.stillwatch.simulator.play;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.world.Clients;
import io.stillwatch.simulator.world.ModelLine.Model;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Wallets;
import io.stillwatch.simulator.world.World;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SipHash;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Banned;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.InstrumentAdded;
import io.stillwatch.v1.Operation;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.SignedUp;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.VerificationLevel;
import io.stillwatch.v1.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Tells what happens in the words of the contract. What a gateway leaves out it leaves out of
 * everybody's calls: which of three gateways an account calls is chance. Thread-safe.
 */
final class Teller {
  private static final double USUAL_PLACE = 0.7;
  private static final int GATEWAYS = 3;

  /** One client of so many hands in what was thought before. */
  private static final long KEEPERS = 3;

  private final World world;
  private final PromptSketcher sketcher;
  private final SipHash tokens;
  private final long start;

  Teller(World world, Day first) {
    this.world = world;
    this.tokens = new SipHash(world.seed(), 0x746f6b656e73L);
    this.sketcher = new PromptSketcher(key(world.seed()));
    this.start = first.begin();
  }

  private static SketchKey key(long seed) {
    return SketchKey.of(ByteBuffer.allocate(24).putLong(seed).putLong(~seed).putLong(7).array());
  }

  /** Writes a call's text, sketches it, and forgets it. */
  Report call(Call call, int dayNumber) {
    Account account = call.account;
    Dice dice = Dice.of(world.seed(), account.id + "/" + dayNumber + "/" + call.number);
    double day = (call.time - start) / (double) Day.MILLIS;
    Ask ask = new Ask();
    ask.foreignHistory = call.foreignHistory;
    call.task.write(call, day, dice, ask);
    if (!ask.mannered) {
      account.manner.add(call, dice, ask);
    }
    Account.Answer answer = call.answered();
    boolean answered = answer.status() == 200;
    double patience = ask.patience == null ? account.patience : ask.patience;
    Model model = ask.small ? world.models().small() : world.models().large(day, patience);
    int output = answered ? Math.min(ask.outputTokens, model.output()) : 0;
    call.outputTokens = output;
    call.served = answered && !ask.refused;
    UsageEvent.Builder event =
        UsageEvent.newBuilder()
            .setEventId(dice.hex(16))
            .setAccountId(account.id)
            .setOrganisationId(account.organisation)
            .setApiKeyToken(account.apiKeys.get(call.apiKey % account.apiKeys.size()))
            .setEventTime(timestamp(call.time))
            .setModel(model.name())
            .setModelReleasedAt(timestamp(start + (long) (model.releaseDay() * Day.MILLIS)))
            .setModelOutputLimit(model.output())
            .setOperation(Operation.OPERATION_CHAT)
            .setInputTokens(ask.inputTokens)
            .setOutputTokens(output)
            .setStreaming(ask.streaming)
            .setStatus(answer.status())
            .setRefused(answered && ask.refused)
            .setSafetyFlagged(ask.flagged)
            .setLatencyMs(latency(output, dice))
            .setRateLimitUsed(answer.used())
            .setRateLimitAllowed(answer.allowed())
            .setTurn(call.turn)
            .setToolSchemas(ask.toolSchemas)
            .setToolResults(ask.toolResults)
            .setFinishReason(finish(ask, answered))
            .setSampling(sampling(ask))
            .setClient(client(account, call, dayNumber, dice))
            .setSketch(SketchWire.write(sketcher.sketch(ask.prompt)));
    if (ask.maxTokens != null) {
      event.setMaxTokens(ask.maxTokens);
    }
    if (call.conversation != 0) {
      event.setConversationToken(token(account.id + "/" + call.conversation));
    } else if (world.clients().names(call.client == null ? account.client : call.client)) {
      event.setConversationToken(token(account.id + "/alone/" + call.time));
    }
    if (answered && ask.reasoningTokens > 0) {
      event.setReasoningTokens(Math.min(ask.reasoningTokens, output));
    }
    event.addAllSubmittedArtefactTokens(ask.submittedArtefacts);
    if (answered) {
      event.addAllIssuedArtefactTokens(ask.issuedArtefacts);
    }
    traces(event, call, answered && ask.reasoningTokens > 0);
    leaveOut(event, ask, account);
    return Report.newBuilder().setUsage(event).build();
  }

  /** What was thought goes out sealed, and comes back with the next turn if the client keeps it. */
  private void traces(UsageEvent.Builder event, Call call, boolean thought) {
    String last = call.submits;
    if (last == null && call.conversation != 0 && call.turn > 1 && call.thinks(call.turn - 1)) {
      boolean keeps = Math.floorMod(tokens.hash("keeps/" + call.account.id), KEEPERS) == 0;
      last = keeps ? call.trace(call.turn - 1) : null;
    }
    if (last != null) {
      event.addSubmittedArtefactTokens(token("trace/" + last));
    }
    if (thought) {
      event.addIssuedArtefactTokens(token("trace/" + call.trace(call.turn)));
    }
  }

  /** One gateway knows no cache and no history of others, one no TLS fingerprint. */
  private void leaveOut(UsageEvent.Builder event, Ask ask, Account account) {
    int gateway = (int) Math.floorMod(tokens.hash("gateway/" + account.id), (long) GATEWAYS);
    if (gateway != 1) {
      event.setCachedInputTokens(Math.min(ask.cachedTokens, ask.inputTokens));
      event.setForeignHistoryShare(ask.foreignHistory);
    }
    if (gateway == 2) {
      event.getClientBuilder().clearJa4();
    }
  }

  private static int latency(int output, Dice dice) {
    return (int) (180 * dice.logNormal(1, 0.4) + output * 11 * dice.logNormal(1, 0.15));
  }

  private static FinishReason finish(Ask ask, boolean answered) {
    if (!answered) {
      return FinishReason.FINISH_REASON_ERROR;
    }
    return ask.truncated ? FinishReason.FINISH_REASON_LENGTH : FinishReason.FINISH_REASON_STOP;
  }

  private static SamplingParameters.Builder sampling(Ask ask) {
    SamplingParameters.Builder sampling =
        SamplingParameters.newBuilder()
            .setSamples(ask.samples)
            .setLogProbabilities(ask.logProbabilities)
            .setBiasedTokens(ask.biasedTokens);
    if (ask.logProbabilities) {
      sampling.setTopLogProbabilities(ask.topLogProbabilities);
    }
    if (ask.temperature != null) {
      sampling.setTemperature(ask.temperature);
    }
    if (ask.topP != null) {
      sampling.setTopP(ask.topP);
    }
    return sampling;
  }

  private Client.Builder client(Account account, Call call, int day, Dice dice) {
    Clients.Client client = call.client == null ? account.client : call.client;
    Place place = call.place == null ? usual(account, dice) : call.place;
    return Client.newBuilder()
        .setAddressPrefixToken(place.prefix())
        .setAsn(place.asn())
        .setCountry(place.country())
        .setHosting(place.hosting())
        .setVpn(place.vpn())
        .setJa4(world.clients().ja4(client))
        .setSdkBundleToken(world.clients().bundle(client, day));
  }

  private static Place usual(Account account, Dice dice) {
    List<Place> places = account.places;
    return places.size() == 1 || dice.chance(USUAL_PLACE) ? places.get(0) : dice.pick(places);
  }

  private String token(String name) {
    return Long.toHexString(tokens.hash(name) | 1L << 63).substring(0, 14);
  }

  /** What came with the sign-up, with its true time. */
  List<Report> signUp(Account account) {
    Dice dice = Dice.of(world.seed(), account.id + "/sign-up");
    long time = start + (long) (account.signUpDay * Day.MILLIS);
    AccountEvent.Builder signedUp =
        event(account, time, dice)
            .setSignedUp(
                SignedUp.newBuilder()
                    .setEmailPatternToken(token("email/" + account.email))
                    .setDisposableEmail(account.disposableEmail)
                    .setAddressPrefixToken(account.places.get(0).prefix())
                    .setCountry(account.country.name())
                    .setPromotionToken(
                        account.promotion.isEmpty() ? "" : token("offer/" + account.promotion))
                    .setPlan(account.plan.word()));
    AccountEvent.Builder verified =
        event(account, soonAfter(time, 60_000), dice)
            .setVerified(
                Verified.newBuilder().setLevel(VerificationLevel.forNumber(account.verification)));
    Wallets.Card card = account.card;
    if (card == null) {
      return List.of(report(signedUp), report(verified));
    }
    AccountEvent.Builder paid =
        event(account, soonAfter(time, 120_000), dice)
            .setInstrumentAdded(
                InstrumentAdded.newBuilder()
                    .setInstrumentToken(token("card/" + card.instrument()))
                    .setIssuerCellToken(token("issuer/" + card.issuer()))
                    .setVirtualCard(card.virtual()));
    return List.of(report(signedUp), report(verified), report(paid));
  }

  Report banned(Account account) {
    Dice dice = Dice.of(world.seed(), account.id + "/ban");
    return report(
        event(account, account.bannedAt, dice)
            .setBanned(Banned.newBuilder().setReason("terms of use")));
  }

  private static Report report(AccountEvent.Builder event) {
    return Report.newBuilder().setAccount(event).build();
  }

  private static AccountEvent.Builder event(Account account, long time, Dice dice) {
    return AccountEvent.newBuilder()
        .setEventId(dice.hex(16))
        .setAccountId(account.id)
        .setOrganisationId(account.organisation)
        .setEventTime(timestamp(time));
  }

  /** A little later, on the same UTC day. */
  private static long soonAfter(long time, long millis) {
    long dayEnd = (Math.floorDiv(time, Day.MILLIS) + 1) * Day.MILLIS;
    return Math.min(time + millis, dayEnd - 1);
  }

  private static Timestamp timestamp(long epochMilli) {
    return Timestamps.timestamp(Instant.ofEpochMilli(epochMilli));
  }
}
