package io.stillwatch.featureservice.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.InstrumentAdded;
import io.stillwatch.v1.PlanChanged;
import io.stillwatch.v1.PromptSketch;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.SignedUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What twelve accounts did on fifteen days: calls with sketches, some of them late, and changes.
 */
public final class Story {
  /** The first day. */
  public static final Instant START = Usage.START;

  public static final int ACCOUNTS = 12;
  private static final int DAYS = 15;
  private static final int CALLS_A_DAY = 200;

  private final List<Report.Builder> reports = new ArrayList<>();

  public Story(long seed) {
    Random random = new Random(seed);
    for (int account = 0; account < ACCOUNTS; account++) {
      changed(account, START, random)
          .setSignedUp(
              SignedUp.newBuilder()
                  .setCountry("DE")
                  .setPlan("free")
                  .setEmailPatternToken("pattern-" + random.nextInt(3)));
    }
    for (int call = 0; call < DAYS * CALLS_A_DAY; call++) {
      Instant time = START.plusSeconds(call * Duration.ofDays(1).toSeconds() / CALLS_A_DAY);
      int account = random.nextInt(ACCOUNTS);
      switch (random.nextInt(20)) {
        case 0 -> call(account, time.minus(Duration.ofHours(random.nextInt(47))), random);
        case 1 -> call(account, time.minus(Duration.ofHours(60 + random.nextInt(40))), random);
        case 2 ->
            changed(account, time, random)
                .setInstrumentAdded(
                    InstrumentAdded.newBuilder().setInstrumentToken("card-" + random.nextInt(9)));
        case 3 ->
            changed(account, time, random)
                .setPlanChanged(PlanChanged.newBuilder().setPlan("plan-" + random.nextInt(4)));
        default -> call(account, time, random);
      }
    }
  }

  public static String account(int number) {
    return "account-" + number;
  }

  private void call(int account, Instant time, Random random) {
    byte[] body = new byte[128];
    random.nextBytes(body);
    PromptSketch.Builder sketch =
        PromptSketch.newBuilder().setKeyId(1).setBodyMinHash(ByteString.copyFrom(body));
    Report.Builder report = Usage.event(account(account), reports.size(), time);
    report.getUsageBuilder().setSketch(sketch).setModel("model-" + random.nextInt(3));
    reports.add(report);
  }

  private AccountEvent.Builder changed(int account, Instant time, Random random) {
    Report.Builder report = Report.newBuilder();
    reports.add(report);
    return report
        .getAccountBuilder()
        .setEventId("change-" + random.nextLong())
        .setAccountId(account(account))
        .setEventTime(Timestamps.timestamp(time));
  }

  public int size() {
    return reports.size();
  }

  /** How many events come before the first that many days after the start. */
  public int until(int days) {
    return ACCOUNTS + days * CALLS_A_DAY;
  }

  /** Sends all events from one to another, in order. */
  public Reporter send(RunningService service, int from, int to) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (int number = from; number < to; number++) {
      reporter.send(reports.get(number), number + 1);
    }
    return reporter;
  }

  /** The same, and waits until they are durable. */
  public void report(RunningService service, int from, int to) {
    Reporter reporter = send(service, from, to);
    Await.until("all is durable", () -> reporter.durable() >= to || reporter.ended() != null);
    assertThat(reporter.ended()).isNull();
  }

  /** From the first, a few at a time, so that the log has every day that the events have. */
  public void reportSlowly(RunningService service, int to) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (int number = 0; number < to; number++) {
      reporter.send(reports.get(number), number + 1);
      if (number % 20 == 0 || number + 1 == to) {
        reporter.awaitDurable(number + 1);
      }
    }
  }
}
