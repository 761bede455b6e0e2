package io.stillwatch.featureservice.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.wire.EventWire;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What accounts cost in memory, live and packed, what an event costs that unpacks its account, and
 * how fast a snapshot of a million goes out over gRPC, and a round over the silent ones. Accounts
 * have four calls without sketches. Run it with {@code mvn -pl feature-service -am test
 * -DexcludedTags=none -DtestHeap=6g -Dtest=LiveLoadTest -Dsurefire.failIfNoSpecifiedTests=false};
 * the figures are in its output file.
 */
@Tag("load")
class LiveLoadTest {
  private static final int MANY = Integer.getInteger("stillwatch.load.accounts", 1_000_000);
  private static final int SOME = MANY / 10;
  private static final int CALLS = 4;
  private static final int AT_ONCE = 1000;

  private long position;

  @Test
  void accounts_allLive_costMemory() {
    long empty = used();
    AccountStates live = new AccountStates(SOME);
    calls(live, SOME, CALLS, "live");
    System.out.printf("%,d bytes an account live%n", (used() - empty) / SOME);
    calls(live, SOME, CALLS, "live again: no event unpacks");
    assertThat(live.live()).isEqualTo(SOME);
  }

  @Test
  void accounts_allPacked_costTime() {
    long empty = used();
    AccountStates packed = new AccountStates(1);
    calls(packed, SOME, CALLS, "packed: nearly every event unpacks");
    System.out.printf("%,d bytes an account packed%n", (used() - empty) / SOME);
    calls(packed, SOME, CALLS, "packed again: every event unpacks");
    assertThat(packed.live()).isEqualTo(1);
  }

  @Test
  void snapshot_ofAMillion_overTheWire() {
    long empty = used();
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      AccountStates states = service.bean(AccountStates.class);
      calls(states, MANY, 2, "fold");
      System.out.printf("%,d MiB for %,d accounts%n", (used() - empty) >> 20, MANY);
      Iterator<ReadVectorsResponse> stream =
          FeatureServiceGrpc.newBlockingStub(service.channel(RunningService.READER))
              .withDeadlineAfter(20, TimeUnit.MINUTES)
              .readVectors(
                  ReadVectorsRequest.newBuilder()
                      .setLive(LiveVectors.getDefaultInstance())
                      .build());
      long began = System.nanoTime();
      long vectors = vectorsUntil(stream, false);
      told("snapshot, vectors", vectors, began);
      assertThat(vectors).isEqualTo(MANY);
      Instant nextDay = Usage.START.plus(Duration.ofDays(1));
      service.report("gateway", 1).send(Usage.event("one", 1, nextDay), 1).awaitDurable(1);
      began = System.nanoTime();
      told("round over the silent, vectors", vectorsUntil(stream, true), began);
    }
  }

  private static long vectorsUntil(Iterator<ReadVectorsResponse> stream, boolean swept) {
    long vectors = 0;
    while (true) {
      ReadVectorsResponse answer = stream.next();
      if (swept ? answer.hasSwept() : answer.hasSnapshotComplete()) {
        return vectors;
      }
      vectors += answer.hasVector() ? 1 : 0;
    }
  }

  /** Every account calls in turn, so that none does again before all others did. */
  private void calls(AccountStates states, int accounts, int calls, String what) {
    long nanos = 0;
    for (int call = 0; call < calls; call++) {
      for (int from = 0; from < accounts; from += AT_ONCE) {
        List<LoggedEvent> events = events(from, call);
        long began = System.nanoTime();
        states.fold(events);
        nanos += System.nanoTime() - began;
      }
    }
    long events = (long) accounts * calls;
    System.out.printf(
        "%s: %,d events, %,d events/s%n", what, events, events * 1_000_000_000L / nanos);
  }

  private List<LoggedEvent> events(int from, int call) {
    List<LoggedEvent> events = new ArrayList<>(AT_ONCE);
    for (int account = from; account < from + AT_ONCE; account++) {
      position++;
      Instant time = Usage.START.plusSeconds(600L * call + account % 600);
      events.add(
          new LoggedEvent(
              position,
              EventWire.read(
                  "gateway", Usage.event("account-" + account, position, time).build())));
    }
    return events;
  }

  private static void told(String what, long count, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%s: %,d in %.1f s, %,.0f/s%n", what, count, seconds, count / seconds);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
