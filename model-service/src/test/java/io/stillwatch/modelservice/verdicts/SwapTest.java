package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.CheckAccountsRequest;
import io.stillwatch.v1.CheckedAccount;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SwapTest {
  private static final int ACCOUNTS = 800;

  @Test
  void activateModel_underLoad_dropsNoCallAndEndsWithTheNewModelAlone() {
    try (PlayedVectors features = new PlayedVectors();
        RunningService service = RunningService.start(RunningService.newDatabase(), features)) {
      People.many(ACCOUNTS, Instant.now()).forEach(features::put);
      for (int version = 1; version <= 5; version++) {
        service.publish(Models.signed(Models.of("v" + version, "person-" + version)));
      }
      service.activate("v1");
      Await.until("all are there", () -> allJudgedBy(service, "v1"));

      AtomicBoolean over = new AtomicBoolean();
      AtomicLong calls = new AtomicLong();
      List<CompletableFuture<Void>> callers =
          IntStream.range(0, 3)
              .mapToObj(i -> CompletableFuture.runAsync(() -> ask(service, over, calls)))
              .toList();
      CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> change(features, over));
      for (int version = 2; version <= 5; version++) {
        service.activate("v" + version);
        long before = calls.get();
        Await.until("calls go on", () -> calls.get() > before + 20);
      }
      Await.until("only the last model's verdicts", () -> allJudgedBy(service, "v5"));
      over.set(true);
      callers.forEach(CompletableFuture::join);
      traffic.join();

      assertThat(allJudgedBy(service, "v5")).isTrue();
      assertThat(service.check("person-5").getNetworkId()).isEqualTo("net-1");
      assertThat(service.check("person-4").getNetworkId()).isEmpty();
    }
  }

  /** Throws when a call fails, or is answered without a model. */
  private static void ask(RunningService service, AtomicBoolean over, AtomicLong calls) {
    while (!over.get()) {
      for (CheckedAccount result : all(service)) {
        assertThat(result.getVerdict().getModelVersion()).startsWith("v");
      }
      calls.incrementAndGet();
    }
  }

  private static void change(PlayedVectors features, AtomicBoolean over) {
    for (int i = 0; !over.get(); i++) {
      features.put(People.one("person-" + i % ACCOUNTS, Instant.now()));
    }
  }

  private static boolean allJudgedBy(RunningService service, String version) {
    return all(service).stream()
        .allMatch(
            result ->
                result.getVerdict().getModelVersion().equals(version)
                    && result.getVerdict().getVectorPosition() > 0);
  }

  private static List<CheckedAccount> all(RunningService service) {
    return service
        .verdicts()
        .checkAccounts(
            CheckAccountsRequest.newBuilder()
                .addAllSubjects(
                    IntStream.range(0, ACCOUNTS)
                        .mapToObj(i -> RunningService.account("person-" + i))
                        .toList())
                .build())
        .getResultsList();
  }
}
