package io.stillwatch.modelservice.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.GetPersonasRequest;
import io.stillwatch.v1.GetPersonasResponse;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.PublishModelResponse;
import io.stillwatch.v1.ReadModelRequest;
import io.stillwatch.v1.ReadModelResponse;
import io.stillwatch.v1.RegisteredModel;
import io.stillwatch.v1.RollBackModelRequest;
import io.stillwatch.v1.SignedBundle;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

final class RegistryTest {
  private List<String> database;
  private PlayedVectors features;
  private RunningService service;

  @BeforeEach
  void start() {
    database = RunningService.newDatabase();
    features = new PlayedVectors();
    service = RunningService.start(database, features, "stillwatch.models.max-model-bytes=3000000");
  }

  @AfterEach
  void stop() {
    service.close();
    features.close();
  }

  @Test
  void publishModel_signed_isRegisteredButJudgesNobody() {
    ByteString file = Models.signed(Models.of("v1"));
    PublishModelResponse answer = service.publish(file);

    assertThat(answer.getVersion()).isEqualTo("v1");
    assertThat(answer.getSha256()).matches("[0-9a-f]{64}");
    RegisteredModel model = list().getModels(0);
    assertThat(model.getManifest()).isEqualTo(Models.of("v1").getManifest());
    assertThat(model.getSha256()).isEqualTo(answer.getSha256());
    assertThat(model.getSizeBytes()).isEqualTo(file.size());
    assertThat(model.getAliasesList()).isEmpty();
    assertThat(service.check("anyone").getModelVersion()).isEmpty();
  }

  @Test
  void publishModel_hostileFile_isRefusedAndNotKept() throws Exception {
    ModelBundle bundle = Models.of("v1");
    SignedBundle signed = SignedBundle.parseFrom(Models.signed(bundle));

    refuse(Status.Code.INVALID_ARGUMENT, "not signed", ByteString.EMPTY);
    refuse(
        Status.Code.INVALID_ARGUMENT, "not a model file", ByteString.copyFromUtf8("not a model"));
    refuse(
        Status.Code.INVALID_ARGUMENT,
        "not signed",
        signed.toBuilder().clearSignature().build().toByteString());
    refuse(
        Status.Code.INVALID_ARGUMENT,
        "digest does not fit",
        signed.toBuilder().setBundle(Models.of("v2").toByteString()).build().toByteString());
    refuse(
        Status.Code.INVALID_ARGUMENT,
        "not trusted",
        SigningKey.generate().sign(bundle).toByteString());
    refuse(
        Status.Code.INVALID_ARGUMENT,
        "cannot judge",
        Models.signed(bundle.toBuilder().clearForest().build()));
    refuse(
        Status.Code.FAILED_PRECONDITION,
        "other features",
        Models.signed(
            bundle.toBuilder()
                .setSchema(bundle.getSchema().toBuilder().setFingerprint("other"))
                .build()));
    assertThat(list().getModelsList()).isEmpty();
  }

  @Test
  void getPersonas_answersThoseOfTheChampion() {
    assertThat(personas().hasPersonas()).isFalse();
    service.publish(Models.signed(Models.of("v1")));
    assertThat(personas().hasPersonas()).isFalse();
    service.activate("v1");
    assertThat(personas().getPersonas()).isEqualTo(Models.of("v1").getPersonas());

    service.publish(Models.signed(Models.of("v2").toBuilder().clearPersonas().build()));
    service.activate("v2");
    assertThat(personas().hasPersonas()).isFalse();
  }

  private GetPersonasResponse personas() {
    return service.models().getPersonas(GetPersonasRequest.getDefaultInstance());
  }

  @Test
  void publishModel_tooLong_isRefused() {
    refuse(
        Status.Code.RESOURCE_EXHAUSTED,
        "longer than 3000000 bytes",
        ByteString.copyFrom(new byte[3_000_001]));
    Refused.with(
        Status.Code.INVALID_ARGUMENT,
        "a chunk of 1048577 bytes",
        () -> service.publish(ByteString.copyFrom(new byte[1_048_577]), 1_048_577));
  }

  @Test
  void publishModel_versionInUse_isRefused() {
    service.publish(Models.signed(Models.of("v1")));

    refuse(
        Status.Code.ALREADY_EXISTS,
        "model v1 is registered already",
        Models.signed(Models.of("v1", "someone")));
  }

  @Test
  void activateModel_failedGate_needsAWordAndIsRecorded() {
    service.publish(Models.signed(Models.failingGate("v1")));

    refuseActivation(Status.Code.FAILED_PRECONDITION, "7 rows of 200", "v1", "because");
    Promotion promotion =
        service
            .models()
            .activateModel(
                ActivateModelRequest.newBuilder()
                    .setVersion("v1")
                    .setReason("because")
                    .setDespiteGates(true)
                    .build())
            .getPromotion();

    assertThat(promotion.getReason()).startsWith("because").contains("7 rows of 200");
    assertThat(service.check("anyone").getModelVersion()).isEqualTo("v1");
  }

  @Test
  void activateModel_brokenRequest_isRefused() {
    service.publish(Models.signed(Models.of("v1")));

    refuseActivation(Status.Code.INVALID_ARGUMENT, "reason has 0", "v1", "");
    refuseActivation(Status.Code.INVALID_ARGUMENT, "reason has 1001", "v1", "x".repeat(1001));
    refuseActivation(Status.Code.INVALID_ARGUMENT, "reason has a NUL", "v1", "be\0cause");
    refuseActivation(Status.Code.INVALID_ARGUMENT, "version has 0", "", "because");
    refuseActivation(Status.Code.INVALID_ARGUMENT, "version has a NUL", "v\0", "because");
    refuseActivation(Status.Code.NOT_FOUND, "no model of the version \"v9\"", "v9", "because");
    Refused.with(
        Status.Code.INVALID_ARGUMENT,
        "alias",
        () ->
            service
                .models()
                .activateModel(
                    ActivateModelRequest.newBuilder()
                        .setVersion("v1")
                        .setReason("because")
                        .setAliasValue(7)
                        .build()));
  }

  @Test
  void activateModel_twice_isOnePromotion() {
    service.publish(Models.signed(Models.of("v1")));

    assertThat(service.activate("v1")).isEqualTo(service.activate("v1"));
    assertThat(list().getPromotionsCount()).isEqualTo(1);
  }

  @Test
  void activateModel_challenger_judgesNobody() {
    service.publish(Models.signed(Models.of("v1")));
    service
        .models()
        .activateModel(
            ActivateModelRequest.newBuilder()
                .setVersion("v1")
                .setAlias(ModelAlias.MODEL_ALIAS_CHALLENGER)
                .setReason("to compare")
                .build());

    assertThat(list().getModels(0).getAliasesList())
        .containsExactly(ModelAlias.MODEL_ALIAS_CHALLENGER);
    assertThat(service.check("anyone").getModelVersion()).isEmpty();
  }

  @Test
  void rollBackModel_stepByStep_goesBackToTheFirst() {
    for (String version : List.of("v1", "v2", "v3")) {
      service.makeChampion(Models.of(version));
    }

    assertThat(rollBack().getVersion()).isEqualTo("v2");
    assertThat(service.check("anyone").getModelVersion()).isEqualTo("v2");
    assertThat(rollBack().getVersion()).isEqualTo("v1");
    Refused.with(Status.Code.FAILED_PRECONDITION, "no champion before", this::rollBack);
    Refused.with(
        Status.Code.INVALID_ARGUMENT,
        "reason",
        () -> service.models().rollBackModel(RollBackModelRequest.getDefaultInstance()));
    assertThat(list().getPromotionsList())
        .extracting(Promotion::getVersion)
        .containsExactly("v1", "v2", "v3", "v2", "v1");
    Promotion newest = list().getPromotions(0);
    assertThat(newest.getPreviousVersion()).isEqualTo("v2");
    assertThat(newest.getPromotedBy()).isEqualTo("operator");
    assertThat(newest.getReason()).isEqualTo("it was worse");
  }

  @Test
  void rollBackModel_noChampion_isRefused() {
    Refused.with(Status.Code.FAILED_PRECONDITION, "no champion before", this::rollBack);
  }

  @Test
  void activateModel_twoReplicasAtOnce_leavesOneLineOfHistory() throws Exception {
    try (RunningService other = RunningService.start(database, features)) {
      service.makeChampion(Models.of("v1"));
      service.publish(Models.signed(Models.of("v2")));
      service.publish(Models.signed(Models.of("v3")));
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> at(together, service, "v2"));
      CompletableFuture<Void> two = CompletableFuture.runAsync(() -> at(together, other, "v3"));
      CompletableFuture.allOf(one, two).join();

      List<Promotion> history = list().getPromotionsList();
      assertThat(history).hasSize(3);
      assertThat(history.get(0).getPreviousVersion()).isEqualTo(history.get(1).getVersion());
      assertThat(history.get(1).getPreviousVersion()).isEqualTo("v1");
      String last = history.get(0).getVersion();
      Await.until("both follow", () -> judges(service, last) && judges(other, last));
    }
  }

  @Test
  void readModel_givesTheFileAsItWasPublished() {
    byte[] noise = new byte[2_500_000];
    new Random(3).nextBytes(noise);
    ModelBundle large =
        Models.of("v1").toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        999,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFrom(noise))
                            .build())
                    .build())
            .build();
    ByteString first = Models.signed(large);
    ByteString second = Models.signed(Models.of("v2"));
    service.publish(first);
    service.publish(second);
    refuseReading(Status.Code.NOT_FOUND, "no champion yet", "");
    service.activate("v1");

    assertThat(read("")).isEqualTo(first);
    assertThat(read("v2")).isEqualTo(second);
    assertThat(first.size()).isGreaterThan(2_500_000);
  }

  @Test
  void readModel_brokenRequest_isRefused() {
    service.makeChampion(Models.of("v1"));

    refuseReading(Status.Code.NOT_FOUND, "no model of the version \"v9\"", "v9");
    refuseReading(Status.Code.INVALID_ARGUMENT, "version has 201", "v".repeat(201));
    refuseReading(Status.Code.INVALID_ARGUMENT, "version has a NUL", "v1\0");
    refuseReading(Status.Code.NOT_FOUND, "is registered", "v1' or '1'='1");
  }

  @Test
  void activateModel_onlyAfterAnother_isAbortedOnceItIsNot() {
    service.makeChampion(Models.of("v1"));
    service.publish(Models.signed(Models.of("v2")));
    service.publish(Models.signed(Models.of("v3")));

    assertThat(activateAfter("v1", "v2").getPreviousVersion()).isEqualTo("v1");
    Refused.with(Status.Code.ABORTED, "\"v1\": \"v2\"", () -> activateAfter("v1", "v3"));
    assertThat(activateAfter("v1", "v2").getVersion()).isEqualTo("v2");
    Refused.with(
        Status.Code.INVALID_ARGUMENT,
        "only_after has 201",
        () -> activateAfter("v".repeat(201), "v3"));
    Refused.with(
        Status.Code.INVALID_ARGUMENT, "only_after has a NUL", () -> activateAfter("v\0", "v3"));
    assertThat(service.check("anyone").getModelVersion()).isEqualTo("v2");
  }

  @Test
  void publishModel_hourlyModelsOfLongAgo_loseTheirFilesAndRollbackPassesThemOver() {
    service.close();
    service = RunningService.start(database, features, "stillwatch.models.hourly-kept=1ms");
    service.makeChampion(Models.of("night"));
    for (String version : List.of("1-hourly", "2-hourly", "3-hourly", "4-hourly")) {
      service.makeChampion(Models.hourly(version, "night"));
    }
    service.publish(Models.signed(Models.hourly("5-hourly", "night")));

    assertThat(list().getModelsList())
        .extracting(model -> model.getManifest().getVersion())
        .contains("night", "3-hourly", "4-hourly")
        .doesNotContain("1-hourly", "2-hourly");
    refuseReading(Status.Code.NOT_FOUND, "2-hourly", "2-hourly");
    refuseActivation(Status.Code.NOT_FOUND, "1-hourly", "1-hourly", "because");
    assertThat(rollBack().getVersion()).isEqualTo("3-hourly");
    assertThat(list().getPromotions(0).getIsRollback()).isTrue();
    assertThat(rollBack().getVersion()).isEqualTo("night");
    assertThat(service.check("anyone").getModelVersion()).isEqualTo("night");
    assertThat(list().getPromotionsCount()).isEqualTo(7);
  }

  @Test
  void activateModel_fileThatIsRemovedWhileItWaits_isRefused() throws Exception {
    service.makeChampion(Models.of("night"));
    service.publish(Models.signed(Models.hourly("1-hourly", "night")));
    JdbcTemplate jdbc = new JdbcTemplate(service.part(DataSource.class));
    CompletableFuture<Promotion> waiting =
        service
            .part(TransactionTemplate.class)
            .execute(
                status -> {
                  jdbc.execute("select from aliases where alias = 'CHAMPION' for update");
                  CompletableFuture<Promotion> begun =
                      CompletableFuture.supplyAsync(() -> service.activate("1-hourly"));
                  Await.until("it waits", () -> waiting(jdbc) > 0);
                  jdbc.update("update models set bundle = '' where version = '1-hourly'");
                  return begun;
                });

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withMessageContaining("1-hourly\" was removed");
    assertThat(list().getPromotionsList())
        .extracting(Promotion::getVersion)
        .containsExactly("night");
  }

  private static int waiting(JdbcTemplate jdbc) {
    Integer waiting =
        jdbc.queryForObject(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and datname = current_database()",
            Integer.class);
    return waiting == null ? 0 : waiting;
  }

  @Test
  void publishModel_hourlyModelsOfToday_areKept() {
    service.makeChampion(Models.of("night"));
    for (String version : List.of("1-hourly", "2-hourly", "3-hourly")) {
      service.makeChampion(Models.hourly(version, "night"));
    }

    assertThat(list().getModelsList()).hasSize(4);
    assertThat(list().getPromotions(0).getIsRollback()).isFalse();
  }

  private ByteString read(String version) {
    ByteString file = ByteString.EMPTY;
    Iterator<ReadModelResponse> chunks =
        service.models().readModel(ReadModelRequest.newBuilder().setVersion(version).build());
    while (chunks.hasNext()) {
      ByteString chunk = chunks.next().getChunk();
      assertThat(chunk.size()).isLessThanOrEqualTo(1 << 20);
      file = file.concat(chunk);
    }
    return file;
  }

  private void refuseReading(Status.Code code, String message, String version) {
    Refused.with(code, message, () -> read(version));
  }

  private Promotion activateAfter(String onlyAfter, String version) {
    return service
        .models()
        .activateModel(
            ActivateModelRequest.newBuilder()
                .setVersion(version)
                .setReason("because")
                .setOnlyAfter(onlyAfter)
                .build())
        .getPromotion();
  }

  private static void at(CyclicBarrier together, RunningService replica, String version) {
    try {
      together.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
    replica.activate(version);
  }

  private static boolean judges(RunningService replica, String version) {
    return replica.check("anyone").getModelVersion().equals(version);
  }

  private ListModelsResponse list() {
    return service.models().listModels(ListModelsRequest.getDefaultInstance());
  }

  private Promotion rollBack() {
    return service
        .models()
        .rollBackModel(RollBackModelRequest.newBuilder().setReason("it was worse").build())
        .getPromotion();
  }

  private void refuse(Status.Code code, String message, ByteString file) {
    Refused.with(code, message, () -> service.publish(file));
  }

  private void refuseActivation(Status.Code code, String message, String version, String reason) {
    Refused.with(
        code,
        message,
        () ->
            service
                .models()
                .activateModel(
                    ActivateModelRequest.newBuilder()
                        .setVersion(version)
                        .setReason(reason)
                        .build()));
  }
}
