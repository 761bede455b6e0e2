package io.stillwatch.trainer;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.ActivateModelResponse;
import io.stillwatch.v1.GetPersonasRequest;
import io.stillwatch.v1.GetPersonasResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.Personas;
import io.stillwatch.v1.SignedBundle;
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

  /** Makes a registered model the champion. */
  ActivateModelResponse activate(String version, String reason) {
    ActivateModelRequest request =
        ActivateModelRequest.newBuilder()
            .setVersion(version)
            .setAlias(ModelAlias.MODEL_ALIAS_CHAMPION)
            .setReason(reason)
            .build();
    return NightFailed.orAnswer(
        "activating model " + version,
        () ->
            ModelServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS)
                .activateModel(request));
  }
}
