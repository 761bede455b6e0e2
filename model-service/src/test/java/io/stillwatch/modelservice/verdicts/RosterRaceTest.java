package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.Judge;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.models.Crowned;
import io.stillwatch.v1.Band;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RosterRaceTest {
  private static final int ACCOUNTS = 60;
  private static final int ROUNDS = 2000;

  /** Two who bring the same accounts, one who rejudges, one who removes. */
  @Test
  void replace_arrivalsAndRejudgingRace_isExactlyTheTable() {
    long seed = System.nanoTime();
    List<Judge> judges =
        IntStream.range(0, 4).mapToObj(i -> Judge.of(Models.of("v" + i, members(i)))).toList();
    PlayedTable played = new PlayedTable(Crowned.by(judges.get(0)));
    AtomicBoolean over = new AtomicBoolean();
    AtomicBoolean kept = new AtomicBoolean();
    CompletableFuture<Void> removing = CompletableFuture.runAsync(() -> remove(played, kept));
    List<CompletableFuture<Void>> arriving =
        List.of(
            CompletableFuture.runAsync(() -> arrive(played, new Random(seed), over)),
            CompletableFuture.runAsync(() -> arrive(played, new Random(seed + 1), over)));
    for (int round = 1; round <= ROUNDS; round++) {
      Judge successor = judges.get(round % judges.size());
      Crowned.crown(played.champion, successor);
      played.table.rejudgeAll(successor);
    }
    kept.set(true);
    removing.join();
    Await.until("all are back", () -> played.table.size() == ACCOUNTS);
    over.set(true);
    arriving.forEach(CompletableFuture::join);

    List<Held> all = new ArrayList<>(played.table.all());
    Judge last = judges.get(ROUNDS % judges.size());
    assertThat(all).as("seed %d", seed).hasSize(ACCOUNTS).allMatch(held -> held.judge() == last);
    for (RosterQuery.Order order : RosterQuery.Order.values()) {
      assertHolds(played.rankings.by(order), all);
    }
    assertHolds(
        played.rankings.byPlan(), all.stream().filter(held -> !held.plan().isEmpty()).toList());
    assertHolds(played.rankings.byOrganisation(), List.of());
    assertHolds(
        played.rankings.byNetwork(),
        all.stream().filter(held -> !held.verdict().getNetworkId().isEmpty()).toList());
    Map<Band, Long> counts = played.rankings.countsByBand();
    counts.values().removeIf(count -> count == 0);
    assertThat(counts)
        .isEqualTo(
            all.stream()
                .collect(
                    Collectors.groupingBy(
                        held -> held.verdict().getBand(), Collectors.counting())));
  }

  private static String[] members(int judge) {
    return IntStream.range(0, ACCOUNTS)
        .filter(i -> i % 4 == judge)
        .mapToObj(i -> "person-" + i)
        .toArray(String[]::new);
  }

  private static void arrive(PlayedTable played, Random random, AtomicBoolean over) {
    for (long position = 1; !over.get(); position++) {
      String id = "person-" + random.nextInt(ACCOUNTS);
      Instant asOf = PlayedTable.START.plusSeconds(random.nextInt(3));
      played.table.arrived(
          VectorWire.write(People.one(id, asOf, 29 + random.nextInt(3)), position));
    }
  }

  private static void remove(PlayedTable played, AtomicBoolean kept) {
    while (!kept.get()) {
      played.table.streamBegan(true);
      LockSupport.parkNanos(200_000);
      played.table.snapshotComplete();
    }
  }

  /** The very same objects, in order. */
  private static void assertHolds(Ranking ranking, List<Held> expected) {
    List<Long> serials = new ArrayList<>();
    List<Held> ranked = new ArrayList<>();
    for (Iterator<Held> held = ranking.all(); held.hasNext(); ) {
      Held next = held.next();
      ranked.add(next);
      serials.add(next.serial());
    }
    assertThat(ranked).isSortedAccordingTo(ranking.order());
    assertThat(serials)
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(Held::serial).toList());
  }
}
