package io.stillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.Event;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationTest {
  private static final Season SEASON = Season.demo(1_200, 14, 42);

  private final List<Report> reports = new ArrayList<>();
  private List<Truth> truth;
  private List<Harvest> harvest;
  private Map<String, Truth> byAccount;

  @BeforeAll
  void run() {
    Simulation simulation = Simulation.of(SEASON);
    simulation.run(reports::add);
    truth = simulation.truth();
    harvest = simulation.harvest();
    byAccount = truth.stream().collect(Collectors.toMap(Truth::accountId, who -> who));
  }

  @Test
  void run_ofASeason_tellsEveryAccountOnce() {
    assertThat(truth).hasSize(1_200);
    Set<String> seen = new HashSet<>();
    reports.forEach(report -> seen.add(account(report)));
    assertThat(byAccount.keySet()).containsAll(seen);
    assertThat(seen.size()).isGreaterThan(1_150);
  }

  @Test
  void run_always_tellsInTimeOrderWithinTheContractsBounds() {
    Instant last = Instant.MIN;
    Set<String> ids = new HashSet<>();
    for (Report report : reports) {
      Event event = EventWire.read("simulator", report);
      assertThat(event.eventTime()).isAfterOrEqualTo(last);
      last = event.eventTime();
      assertThat(ids.add(event.eventId())).as(event.eventId()).isTrue();
    }
  }

  @Test
  void harvest_addsUpToWhatAttackersCalled() {
    long calls = reports.stream().filter(r -> r.hasUsage() && attack(r)).count();
    assertThat(harvest.stream().mapToLong(Harvest::requests).sum()).isEqualTo(calls).isPositive();
  }

  @Test
  void pipeline_secondPool_takesOverWithinADayOfTheBan() {
    Instant ban =
        reports.stream()
            .filter(report -> report.getAccount().hasBanned() && scenario(report).equals("S05"))
            .map(report -> EventWire.read("s", report).eventTime())
            .min(Instant::compareTo)
            .orElseThrow();
    Map<Boolean, Long> callsAround =
        usage("S05")
            .collect(
                Collectors.groupingBy(e -> e.eventTime().isBefore(ban), Collectors.counting()));
    assertThat(callsAround.get(true)).isPositive();
    assertThat(callsAround.get(false)).isPositive();
    Instant takeOver =
        usage("S05")
            .map(UsageEvent::eventTime)
            .filter(t -> t.isAfter(ban))
            .min(Instant::compareTo)
            .orElseThrow();
    assertThat(takeOver).isBefore(ban.plusSeconds(24 * 3600));
  }

  @Test
  void pipeline_cards_serveThreeToFortyAccounts() {
    Map<String, Set<String>> accountsByCard = new HashMap<>();
    for (Report report : reports) {
      if (report.getAccount().hasInstrumentAdded() && scenario(report).equals("S05")) {
        accountsByCard
            .computeIfAbsent(
                report.getAccount().getInstrumentAdded().getInstrumentToken(), c -> new HashSet<>())
            .add(account(report));
      }
    }
    assertThat(accountsByCard).hasSizeGreaterThan(2);
    assertThat(accountsByCard.values()).allMatch(accounts -> accounts.size() <= 40);
    assertThat(accountsByCard.values().stream().filter(accounts -> accounts.size() >= 3))
        .isNotEmpty();
  }

  @Test
  void frames_ofTheCodingAgent_areSharedByItsAccountsAndOrganisations() {
    Map<Long, Set<String>> accounts = new HashMap<>();
    usage("L03")
        .filter(event -> event.content() != null)
        .forEach(
            event ->
                accounts
                    .computeIfAbsent(event.content().frameKey(), f -> new HashSet<>())
                    .add(event.accountId()));
    assertThat(accounts.values().stream().mapToInt(Set::size).max().orElse(0)).isGreaterThan(50);
  }

  @Test
  void states_ofThePopulation_staySmall() {
    Map<String, AccountState> states = new TreeMap<>();
    for (Report report : reports) {
      Event event = EventWire.read("s", report);
      states.computeIfAbsent(event.accountId(), AccountState::create).add(event);
    }
    int[] sizes =
        states.values().stream().mapToInt(state -> state.encode().length).sorted().toArray();
    assertThat(sizes[sizes.length * 99 / 100]).as("p99 of encoded bytes").isLessThanOrEqualTo(4096);
  }

  /** No single field beside those that are the mechanism itself may give attackers away. */
  @Test
  void fields_aloneOrAbsent_doNotBetrayAttackers() {
    Map<String, Set<String>> accountsByTrait = new HashMap<>();
    for (Report report : reports) {
      for (String trait : traits(report)) {
        accountsByTrait.computeIfAbsent(trait, t -> new HashSet<>()).add(account(report));
      }
    }
    long attackers = truth.stream().filter(Truth::attack).count();
    long honest = truth.size() - attackers;
    accountsByTrait.forEach(
        (trait, accounts) -> {
          long caught = accounts.stream().filter(id -> byAccount.get(id).attack()).count();
          long wrong = accounts.size() - caught;
          assertThat(caught > 0.10 * attackers && wrong <= 0.0005 * honest)
              .as("%s: %d attackers, %d honest", trait, caught, wrong)
              .isFalse();
        });
  }

  private static List<String> traits(Report report) {
    List<String> traits = new ArrayList<>();
    if (report.hasUsage()) {
      report
          .getUsage()
          .getAllFields()
          .keySet()
          .forEach(field -> traits.add("has " + field.getName()));
      traits.add("address " + report.getUsage().getClient().getAddressPrefixToken());
      traits.add("client " + report.getUsage().getClient().getSdkBundleToken());
      traits.add("country " + report.getUsage().getClient().getCountry());
      traits.add(
          "millis "
              + Timestamps.instant(report.getUsage().getEventTime()).toEpochMilli() % 1000 / 100);
      traits.add("id " + report.getUsage().getEventId().length());
    } else {
      report
          .getAccount()
          .getAllFields()
          .keySet()
          .forEach(field -> traits.add("has " + field.getName()));
      traits.add("plan " + report.getAccount().getSignedUp().getPlan());
      traits.add("level " + report.getAccount().getVerified().getLevel());
    }
    traits.add("account " + account(report).charAt(5));
    return traits;
  }

  @Test
  void write_ofOneSeason_givesTheSameBytes(@TempDir Path folder) throws Exception {
    Season season = Season.demo(150, 4, 7);
    SeasonWriter.write(season, folder.resolve("a"), SeasonWriter.Format.JSONL);
    SeasonWriter.write(season, folder.resolve("b"), SeasonWriter.Format.JSONL);
    SeasonWriter.write(Season.demo(150, 4, 8), folder.resolve("c"), SeasonWriter.Format.JSONL);
    for (String file : List.of("events.jsonl.gz", "truth.csv", "harvest.csv")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
    assertThat(
            Files.mismatch(
                folder.resolve("a/events.jsonl.gz"), folder.resolve("c/events.jsonl.gz")))
        .isNotEqualTo(-1);
  }

  @Test
  void season_ofNonsense_isRefusedWithTheValue(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> Season.demo(3, 14, 1))
        .hasMessageContaining("accounts")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> Season.demo(300, 0, 1))
        .hasMessageContaining("days")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> Season.named("no-such", 300, 14, 1)).hasMessageContaining("no-such");
    Path file = folder.resolve("odd.properties");
    Files.writeString(file, "share.WIZARD=0.5");
    assertThatThrownBy(() -> Season.named(file.toString(), 300, 14, 1))
        .hasMessageContaining("WIZARD");
    Files.writeString(file, "share.PIPELINE=1.5");
    assertThatThrownBy(() -> Season.named(file.toString(), 300, 14, 1)).hasMessageContaining("1.5");
  }

  private Stream<UsageEvent> usage(String scenario) {
    return reports.stream()
        .filter(report -> report.hasUsage() && scenario(report).equals(scenario))
        .map(report -> (UsageEvent) EventWire.read("s", report));
  }

  private boolean attack(Report report) {
    return byAccount.get(account(report)).attack();
  }

  private String scenario(Report report) {
    return byAccount.get(account(report)).scenario();
  }

  private static String account(Report report) {
    return report.hasUsage()
        ? report.getUsage().getAccountId()
        : report.getAccount().getAccountId();
  }
}
