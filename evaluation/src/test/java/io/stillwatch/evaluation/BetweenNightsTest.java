package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.stillwatch.detector.Band;
import io.stillwatch.detector.Judge;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.trainer.HourOutcome;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.v1.CheckAccountRequest;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.GetVectorRequest;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.ReadModelRequest;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.RollBackModelRequest;
import io.stillwatch.v1.Subject;
import io.stillwatch.v1.Verdict;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes known between two nights, on both services: accounts that join a campaign of before,
 * and a campaign that nobody knew. Prints how long it took.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BetweenNightsTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final int JOINERS = 12;
  private static final int MOST_EVENTS = 60;

  @TempDir static Path folder;
  private static Platform platform;

  /** By account, in time order: of a campaign that the night knows, and of one that came later. */
  private static final Map<String, List<Report>> JOINING = new TreeMap<>();

  private static final Map<String, List<Report>> UNKNOWN = new TreeMap<>();
  private static EventStream stream;
  private static Instant clock;

  @BeforeAll
  static void playASeason() {
    Play season =
        Casting.play(
            SeasonFile.named("demo")
                .withAccounts(Integer.getInteger("between.accounts", 700))
                .withDays(8)
                .withCampaigns(List.of(new CampaignPlan("load_balancer", 2, 50, 0, Map.of()))),
            5);
    List<Truth> attackers = season.truth().stream().filter(Truth::attack).toList();
    List<String> campaigns = attackers.stream().map(Truth::campaignId).distinct().sorted().toList();
    accounts(attackers, campaigns.get(0)).stream()
        .limit(JOINERS)
        .forEach(account -> JOINING.put(account, new ArrayList<>()));
    accounts(attackers, campaigns.get(1))
        .forEach(account -> UNKNOWN.put(account, new ArrayList<>()));
    platform = Platform.start(PlatformOptions.inEventTime(folder.resolve("data")));
    Evaluation.Outcome outcome =
        new Evaluation(platform, NightPlan.USUAL, progress -> {})
            .run(sink -> season.run(report -> take(report, sink)));
    assertThat(outcome.night())
        .as(outcome.night().text())
        .isInstanceOf(NightOutcome.Activated.class);
    stream = EventStream.open(platform.ingest(), "between-nights");
    clock = platform.now();
  }

  @AfterAll
  static void stop() {
    stream.finish();
    platform.close();
  }

  private static Set<String> accounts(List<Truth> attackers, String campaign) {
    return attackers.stream()
        .filter(truth -> truth.campaignId().equals(campaign))
        .map(Truth::accountId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String account(Report report) {
    return report.hasUsage()
        ? report.getUsage().getAccountId()
        : report.getAccount().getAccountId();
  }

  private static void take(Report report, Consumer<Report> sink) {
    String account = account(report);
    List<Report> heldBack = JOINING.getOrDefault(account, UNKNOWN.get(account));
    if (heldBack == null) {
      sink.accept(report);
    } else {
      heldBack.add(report);
    }
  }

  /** The same some seconds after whatever was reported last, of nobody's organisation. */
  private static Report now(Report report) {
    clock = clock.plusSeconds(15);
    Timestamp time = Timestamp.newBuilder().setSeconds(clock.getEpochSecond()).build();
    Report.Builder moved = report.toBuilder();
    if (report.hasUsage()) {
      moved.getUsageBuilder().setEventTime(time).clearOrganisationId();
    } else {
      moved.getAccountBuilder().setEventTime(time).clearOrganisationId();
    }
    return moved.build();
  }

  private static Verdict verdict(String account) {
    return VerdictServiceGrpc.newBlockingStub(platform.verdicts())
        .checkAccount(
            CheckAccountRequest.newBuilder()
                .setSubject(Subject.newBuilder().setAccountId(account))
                .build())
        .getVerdict();
  }

  private static boolean isSoft(String account) {
    return verdict(account).getBandValue() >= io.stillwatch.v1.Band.BAND_SOFT_VALUE;
  }

  /** The model that judges, as a trainer reads it. */
  private static Judge champion() {
    ByteString.Output file = ByteString.newOutput();
    ModelServiceGrpc.newBlockingStub(platform.verdicts())
        .readModel(ReadModelRequest.getDefaultInstance())
        .forEachRemaining(
            part -> {
              try {
                part.getChunk().writeTo(file);
              } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
              }
            });
    return TrustedKeys.read(List.of(folder.resolve("data/signing-key.pem.pub")))
        .open(file.toByteString().toByteArray());
  }

  private static FeatureVector vector(String account) {
    return VectorWire.read(
        FeatureServiceGrpc.newBlockingStub(platform.ingest())
            .getVector(GetVectorRequest.newBuilder().setAccountId(account).build())
            .getVector());
  }

  private static Duration until(BooleanSupplier reached, Duration most) {
    long begun = System.nanoTime();
    while (!reached.getAsBoolean() && System.nanoTime() - begun < most.toNanos()) {
      LockSupport.parkNanos(2_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  @Order(1)
  void check_newAccountWithACardOfTheHand_isSoftWithinAMinuteOfEnoughEvidence() {
    Joined joined = join(JOINING.keySet().stream().limit(JOINERS / 2).toList(), report -> true);

    joined.print("with their cards");
    assertThat(joined.delays).hasSize(JOINERS / 2).allMatch(delay -> delay.compareTo(MINUTE) < 0);
    assertThat(joined.networks).hasSize(1).doesNotContain("");
  }

  /** All that is left of them is the prompt: they pay as nobody does, and belong to nobody. */
  @Test
  @Order(1)
  void check_newAccountWithNovelContentAlone_isSoftWithinAMinuteOfEnoughEvidence() {
    Joined joined =
        join(
            JOINING.keySet().stream().skip(JOINERS / 2).toList(),
            report -> report.hasUsage() || !report.getAccount().hasInstrumentAdded());

    joined.print("without a card");
    assertThat(joined.delays).hasSize(JOINERS / 2).allMatch(delay -> delay.compareTo(MINUTE) < 0);
    assertThat(joined.calls).allMatch(calls -> calls >= 8);
    assertThat(joined.networks).hasSize(1).doesNotContain("");
  }

  /** From the moment at which the last call that an account needed was durable. */
  private record Joined(List<Duration> delays, List<Integer> calls, Set<String> networks) {
    void print(String who) {
      System.out.printf(
          Locale.ROOT,
          "%d accounts joined %s, after %s calls; verdict %s ms after the last was durable%n",
          delays.size(),
          who,
          calls,
          delays.stream().map(Duration::toMillis).toList());
    }
  }

  private static Joined join(List<String> accounts, Predicate<Report> isTold) {
    Judge judge = champion();
    Joined joined = new Joined(new ArrayList<>(), new ArrayList<>(), new TreeSet<>());
    for (String account : accounts) {
      int calls = 0;
      for (Report report :
          JOINING.get(account).stream().filter(isTold).limit(MOST_EVENTS).toList()) {
        stream.send(now(report));
        stream.awaitDurable();
        calls += report.hasUsage() ? 1 : 0;
        if (report.hasUsage() && judge.judge(vector(account)).band().compareTo(Band.SOFT) >= 0) {
          joined.delays.add(until(() -> isSoft(account), MINUTE));
          joined.calls.add(calls);
          joined.networks.add(verdict(account).getNetworkId());
          break;
        }
      }
    }
    return joined;
  }

  @Test
  @Order(2)
  void lookForNetworks_campaignSinceTheNight_isSoftAtEveryReader() {
    String night = champion().bundle().getManifest().getVersion();
    UNKNOWN.values().stream()
        .map(reports -> reports.stream().limit(25).toList())
        .flatMap(Collection::stream)
        .forEach(report -> stream.send(now(report)));
    stream.awaitDurable();
    assertThat(soft(UNKNOWN.keySet())).isLessThan(5);

    long begun = System.nanoTime();
    HourOutcome outcome = platform.lookForNetworks();
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(outcome).as(outcome.text()).isInstanceOf(HourOutcome.Activated.class);
    Duration judged = until(() -> soft(UNKNOWN.keySet()) > UNKNOWN.size() / 2, MINUTE);
    System.out.printf(
        Locale.ROOT,
        "an hour took %d ms; %d of %d at soft %d ms after it%n",
        taken.toMillis(),
        soft(UNKNOWN.keySet()),
        UNKNOWN.size(),
        judged.toMillis());
    assertThat(judged).isLessThan(MINUTE);
    assertThat(champion().bundle().getManifest().getParentVersion()).isEqualTo(night);
  }

  @Test
  @Order(3)
  void lookForNetworks_onceMore_changesNothing() {
    String version = champion().bundle().getManifest().getVersion();
    HourOutcome outcome = platform.lookForNetworks();

    assertThat(outcome).as(outcome.text()).isInstanceOf(HourOutcome.Idle.class);
    assertThat(champion().bundle().getManifest().getVersion()).isEqualTo(version);
  }

  @Test
  @Order(4)
  void lookForNetworks_afterARollback_isTheNextNights() {
    ModelServiceGrpc.newBlockingStub(platform.verdicts())
        .rollBackModel(RollBackModelRequest.newBuilder().setReason("it was worse").build());

    until(() -> soft(UNKNOWN.keySet()) < 5, MINUTE);
    assertThat(soft(UNKNOWN.keySet())).isLessThan(5);
    assertThat(platform.lookForNetworks().text()).contains("rolled back");
    assertThat(champion().bundle().getManifest().getParentVersion()).isEmpty();
  }

  private static long soft(Set<String> accounts) {
    return accounts.stream().filter(BetweenNightsTest::isSoft).count();
  }
}
