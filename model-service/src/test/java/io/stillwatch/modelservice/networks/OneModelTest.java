package io.stillwatch.modelservice.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.Judge;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.evidence.SealedPack;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.modelservice.models.Crowned;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.ModelBundle;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers while one model replaces another, again and again, are of one of the two. */
final class OneModelTest {
  private static final int ROUNDS = 300;
  private static final int FEW = 1000;
  private static final int MANY = 2000;

  @TempDir Path folder;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private PlayedVectors features;
  private RunningService service;
  private SigningKey key;
  private CompletableFuture<Void> swapping;

  @BeforeEach
  void start() {
    Path file = folder.resolve("evidence.pem");
    key = SigningKey.readOrCreate(file);
    features = new PlayedVectors();
    service =
        RunningService.start(
            RunningService.newDatabase(),
            features,
            "stillwatch.models.evidence-key=" + file,
            "stillwatch.models.champion-poll=1h");
    Judge one = Judge.of(model("few", FEW));
    Judge other = Judge.of(model("many", MANY));
    Champion champion = service.part(Champion.class);
    Crowned.crown(champion, one);
    swapping = CompletableFuture.runAsync(() -> swap(champion, one, other));
  }

  @AfterEach
  void stop() {
    isOver.set(true);
    swapping.join();
    service.close();
    features.close();
  }

  private void swap(Champion champion, Judge one, Judge other) {
    while (!isOver.get()) {
      Crowned.crown(champion, other);
      Thread.onSpinWait();
      Crowned.crown(champion, one);
    }
  }

  @Test
  void exportNetwork_whileModelsChange_isOfTheModelThatItNames() {
    EvidencePacks packs = service.part(EvidencePacks.class);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] file = packs.export(Actor.token("a test"), "net-1", false);
      String pack = SealedPack.open(file, key.trusted());
      boolean isOfFew = pack.contains("\"model_version\":\"few\"");
      assertThat(pack).contains("\"members\":" + (isOfFew ? FEW : MANY));
    }
  }

  @Test
  void getNetwork_whileModelsChange_hasTheKeysOfItsMembers() {
    for (int i = 0; i < ROUNDS; i++) {
      GetNetworkResponse answer =
          service
              .networks()
              .getNetwork(GetNetworkRequest.newBuilder().setNetworkId("net-1").build());
      assertThat(answer.getHotKeys(0).getKey()).isEqualTo(answer.getNetwork().getMembersCount());
    }
  }

  private static ModelBundle model(String version, int members) {
    String[] accounts =
        IntStream.range(0, members).mapToObj(i -> "acct-" + i).toArray(String[]::new);
    ModelBundle.Builder model = Models.of(version, accounts).toBuilder();
    model
        .getNetworksBuilder()
        .addHotKeys(HotKey.newBuilder().setFamily(1).setKey(members).setNetworkId("net-1"));
    return model.build();
  }
}
