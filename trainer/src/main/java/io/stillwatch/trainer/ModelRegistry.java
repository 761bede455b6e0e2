package io.stillwatch.trainer;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.ActivateModelResponse;
import io.stillwatch.v1.GetPersonasRequest;
import io.stillwatch.v1.GetPersonasResponse;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.Personas;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.ReadModelRequest;
import io.stillwatch.v1.ReadModelResponse;
import io.stillwatch.v1.SignedBundle;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The model service's registry. */
final class ModelRegistry {
  private static final int PUBLISH_MINUTES = 10;
  private static final int ASK_SECONDS = 60;

  private final Channel channel;

  ModelRegistry(Channel channel) {
    this.channel = channel;
  }

  /**
   * Registers a model. One that is registered already stays: its version names its contents, so it
   * is this one, whose answer was lost.
   */
  void publish(SignedBundle bundle, String version) {
    Upload upload = new Upload(bundle.toByteString());
    var unused =
        ModelServiceGrpc.newStub(channel)
            .withDeadlineAfter(PUBLISH_MINUTES, TimeUnit.MINUTES)
            .publishModel(upload);
    try {
      upload.await();
    } catch (CompletionException refused) {
      if (Status.fromThrowable(refused).getCode() != Status.Code.ALREADY_EXISTS) {
        throw NightFailed.at("publishing model " + version, refused);
      }
    }
  }

  /**
   * Those of the champion. Null: there is none, or it has none, or the service is older than they.
   */
  @Nullable Personas personas() {
    GetPersonasResponse answer =
        NightFailed.orAnswer("asking for the personas", this::askForPersonas);
    return answer.hasPersonas() ? answer.getPersonas() : null;
  }

  private GetPersonasResponse askForPersonas() {
    try {
      return ModelServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS)
          .getPersonas(GetPersonasRequest.getDefaultInstance());
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return GetPersonasResponse.getDefaultInstance();
      }
      throw refused;
    }
  }

  /** The champion's signed file. Empty: there is none yet. */
  Optional<byte[]> champion() {
    Iterator<ReadModelResponse> chunks =
        ModelServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(PUBLISH_MINUTES, TimeUnit.MINUTES)
            .withWaitForReady()
            .readModel(ReadModelRequest.getDefaultInstance());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      while (chunks.hasNext()) {
        file.writeBytes(chunks.next().getChunk().toByteArray());
        if (file.size() > TrustedKeys.MAX_BYTES) {
          throw new NightFailed("reading the champion failed: it is longer than a model may be");
        }
      }
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw NightFailed.at("reading the champion", refused);
    }
    return Optional.of(file.toByteArray());
  }

  /** Whether the champion became it by a rollback. */
  boolean isRolledBack() {
    ListModelsResponse answer =
        NightFailed.orAnswer(
            "listing the models",
            () ->
                ModelServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS)
                    .listModels(ListModelsRequest.getDefaultInstance()));
    return answer.getPromotionsList().stream()
        .filter(promotion -> promotion.getAlias() == ModelAlias.MODEL_ALIAS_CHAMPION)
        .findFirst()
        .map(Promotion::getIsRollback)
        .orElse(false);
  }

  /** Makes a registered model the champion. */
  ActivateModelResponse activate(String version, String reason) {
    return NightFailed.orAnswer("activating model " + version, () -> promote(version, reason, ""));
  }

  /** The same, unless the champion is no longer the one that it is to follow; false: it is not. */
  boolean activateAfter(String champion, String version, String reason) {
    try {
      promote(version, reason, champion);
      return true;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.ABORTED) {
        return false;
      }
      throw NightFailed.at("activating model " + version, refused);
    }
  }

  private ActivateModelResponse promote(String version, String reason, String onlyAfter) {
    return ModelServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS)
        .activateModel(
            ActivateModelRequest.newBuilder()
                .setVersion(version)
                .setAlias(ModelAlias.MODEL_ALIAS_CHAMPION)
                .setReason(reason)
                .setOnlyAfter(onlyAfter)
                .build());
  }
}
