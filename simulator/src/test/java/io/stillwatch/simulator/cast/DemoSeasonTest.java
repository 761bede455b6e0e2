package io.stillwatch.simulator.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.Event;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What everything is shown on, played once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoSeasonTest {
  private final List<Event> events = new ArrayList<>();
  private Map<String, Truth> truth;
  private List<Harvest> harvest;

  @BeforeAll
  void play() {
    Play play = Casting.demo(600, 8, 42);
    play.run(report -> events.add(EventWire.read("simulator", report)));
    truth = play.truth().stream().collect(Collectors.toMap(Truth::accountId, who -> who));
    harvest = play.harvest();
  }

  @Test
  void run_ofTheSeason_tellsOfNobodyElse() {
    Set<String> seen = events.stream().map(Event::accountId).collect(Collectors.toSet());

    assertThat(truth.keySet()).containsAll(seen);
    assertThat(seen.size()).isGreaterThan(truth.size() * 9 / 10);
  }

  /** What was before the season is told at its beginning. */
  @Test
  void run_always_tellsInTimeOrderAndEachEventOnce() {
    Instant last = SeasonFile.named("demo").start().atStartOfDay(ZoneOffset.UTC).toInstant();
    Set<String> ids = new HashSet<>();
    for (Event event : events) {
      Instant time = event.eventTime();
      if (event instanceof UsageEvent || time.isAfter(last)) {
        assertThat(time).isAfterOrEqualTo(last);
        last = time;
      }
      assertThat(ids.add(event.eventId())).as(event.eventId()).isTrue();
    }
  }

  /** A course or an app is one case for a judge, however many accounts it has. */
  @Test
  void truth_ofAccountsThatDependOnEachOther_namesOneOrganisation() {
    for (String persona : List.of("classroom", "vendor_app", "hackathon")) {
      List<Truth> accounts =
          truth.values().stream().filter(row -> row.persona().equals(persona)).toList();
      assertThat(accounts).as(persona).hasSizeGreaterThan(5);
      assertThat(accounts.stream().map(Truth::organisation).distinct())
          .as(persona)
          .hasSizeLessThan(4)
          .doesNotContain("");
    }
    assertThat(truth.values())
        .filteredOn(row -> row.persona().equals("chat"))
        .extracting(Truth::organisation)
        .contains("");
  }

  @Test
  void campaigns_ofTheSeason_allHarvest() {
    Set<String> planted =
        truth.values().stream()
            .filter(Truth::attack)
            .map(Truth::campaignId)
            .collect(Collectors.toSet());

    assertThat(planted).hasSize(8);
    assertThat(harvest.stream().map(Harvest::campaignId).collect(Collectors.toSet()))
        .isEqualTo(planted);
  }

  @Test
  void states_ofThePopulation_staySmall() {
    Map<String, AccountState> states = new HashMap<>();
    events.forEach(
        event -> states.computeIfAbsent(event.accountId(), AccountState::create).add(event));
    int[] sizes =
        states.values().stream().mapToInt(state -> state.encode().length).sorted().toArray();

    assertThat(sizes[sizes.length * 99 / 100]).as("p99 of encoded bytes").isLessThanOrEqualTo(4096);
  }

  @Test
  void write_ofOneSeed_givesTheSameFiles(@TempDir Path folder) throws Exception {
    write(folder.resolve("a"), 7);
    write(folder.resolve("b"), 7);
    write(folder.resolve("c"), 8);

    for (String file : List.of("events.jsonl.gz", "truth.csv", "harvest.csv")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
      assertThat(
              Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("c").resolve(file)))
          .isNotEqualTo(-1);
    }
  }

  private static void write(Path folder, long seed) throws Exception {
    SeasonWriter.write(Casting.demo(150, 4, seed), folder, SeasonWriter.Format.JSONL);
  }
}
