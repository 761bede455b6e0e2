package io.stillwatch.modelservice.models;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.detector.Judge;
import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.rim.tokens.Caller;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.ActivateModelResponse;
import io.stillwatch.v1.GetPersonasRequest;
import io.stillwatch.v1.GetPersonasResponse;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.PublishModelRequest;
import io.stillwatch.v1.PublishModelResponse;
import io.stillwatch.v1.ReadModelRequest;
import io.stillwatch.v1.ReadModelResponse;
import io.stillwatch.v1.RollBackModelRequest;
import io.stillwatch.v1.RollBackModelResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The registry, to callers. */
@Component
final class ModelEndpoint extends ModelServiceGrpc.ModelServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(ModelEndpoint.class);

  private final Champion champion;
  private final ModelStore store;
  private final Promotions promotions;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final TrustedKeys keys;
  private final long maxModelBytes;
  private final Duration hourlyKept;

  ModelEndpoint(
      Champion champion,
      ModelStore store,
      Promotions promotions,
      AuditLog audit,
      TransactionTemplate transaction,
      TrustedKeys keys,
      ModelServiceSettings settings) {
    this.champion = champion;
    this.store = store;
    this.promotions = promotions;
    this.audit = audit;
    this.transaction = transaction;
    this.keys = keys;
    this.maxModelBytes = settings.maxModelBytes();
    this.hourlyKept = settings.hourlyKept();
  }

  @Override
  public StreamObserver<PublishModelRequest> publishModel(
      StreamObserver<PublishModelResponse> observer) {
    String caller = Caller.name();
    return new Upload(maxModelBytes, file -> publish(file, caller), observer);
  }

  /** One at a time: a file may fill a good part of the memory. */
  private synchronized PublishModelResponse publish(byte[] file, String caller) {
    PublishedModel model = opened(file);
    String version = model.manifest().getVersion();
    promotions.removeHourly(hourlyKept).forEach(old -> LOG.info("Removed the file of {}", old));
    transaction.executeWithoutResult(status -> register(model, version, caller));
    return PublishModelResponse.newBuilder().setVersion(version).setSha256(model.sha256()).build();
  }

  private void register(PublishedModel model, String version, String caller) {
    if (!store.register(model, caller)) {
      throw Status.ALREADY_EXISTS
          .withDescription("model " + version + " is registered already")
          .asRuntimeException();
    }
    audit.add(Actor.token(caller), AuditAction.MODEL_PUBLISHED, version, "");
  }

  private PublishedModel opened(byte[] file) {
    try {
      return PublishedModel.of(file, keys);
    } catch (BundleRejected rejected) {
      Status status =
          rejected.isOfOtherFeatures() ? Status.FAILED_PRECONDITION : Status.INVALID_ARGUMENT;
      throw status.withDescription(rejected.getMessage()).asRuntimeException();
    }
  }

  @Override
  public void readModel(ReadModelRequest request, StreamObserver<ReadModelResponse> observer) {
    Promotions.requireVersion("version", request.getVersion(), 0);
    String version =
        request.getVersion().isEmpty()
            ? store.versionOf(ModelAlias.MODEL_ALIAS_CHAMPION)
            : request.getVersion();
    if (version.isEmpty()) {
      throw Status.NOT_FOUND.withDescription("there is no champion yet").asRuntimeException();
    }
    new Download(store.file(version), (ServerCallStreamObserver<ReadModelResponse>) observer)
        .start();
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    observer.onNext(
        ListModelsResponse.newBuilder()
            .addAllModels(store.all())
            .addAllPromotions(store.promotions())
            .build());
    observer.onCompleted();
  }

  @Override
  public void getPersonas(
      GetPersonasRequest request, StreamObserver<GetPersonasResponse> observer) {
    GetPersonasResponse.Builder answer = GetPersonasResponse.newBuilder();
    Judge judge = champion.judge();
    if (judge != null && judge.bundle().hasPersonas()) {
      answer.setPersonas(judge.bundle().getPersonas());
    }
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  @Override
  public void activateModel(
      ActivateModelRequest request, StreamObserver<ActivateModelResponse> observer) {
    Promotion promotion = promotions.activate(request, Actor.token(Caller.name()));
    observer.onNext(ActivateModelResponse.newBuilder().setPromotion(promotion).build());
    observer.onCompleted();
  }

  @Override
  public void rollBackModel(
      RollBackModelRequest request, StreamObserver<RollBackModelResponse> observer) {
    Promotion promotion = promotions.rollBack(request.getReason(), Actor.token(Caller.name()));
    observer.onNext(RollBackModelResponse.newBuilder().setPromotion(promotion).build());
    observer.onCompleted();
  }
}
