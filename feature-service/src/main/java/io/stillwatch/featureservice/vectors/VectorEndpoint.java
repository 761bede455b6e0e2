package io.stillwatch.featureservice.vectors;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.intake.ErasureDesk;
import io.stillwatch.featureservice.log.LogLease;
import io.stillwatch.featureservice.reprocess.Reprocessing;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.EraseAccountRequest;
import io.stillwatch.v1.EraseAccountResponse;
import io.stillwatch.v1.FeatureDefinition;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.GetReprocessRequest;
import io.stillwatch.v1.GetReprocessResponse;
import io.stillwatch.v1.GetVectorRequest;
import io.stillwatch.v1.GetVectorResponse;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.ListDaysResponse;
import io.stillwatch.v1.ListFeaturesRequest;
import io.stillwatch.v1.ListFeaturesResponse;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.Reprocess;
import io.stillwatch.v1.StartReprocessRequest;
import io.stillwatch.v1.StartReprocessResponse;
import io.stillwatch.v1.VectorsBegin;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** The gRPC face of the vectors. */
final class VectorEndpoint extends FeatureServiceGrpc.FeatureServiceImplBase {
  private final AccountStates states;
  private final ClosedDays days;
  private final LogLease lease;
  private final LivePump live;
  private final DaySender dayVectors;
  private final Clock clock;
  private final ErasureDesk erasures;
  private final Reprocessing reprocessing;

  VectorEndpoint(
      AccountStates states,
      ClosedDays days,
      LogLease lease,
      LivePump live,
      DaySender dayVectors,
      Clock clock,
      ErasureDesk erasures,
      Reprocessing reprocessing) {
    this.states = states;
    this.days = days;
    this.lease = lease;
    this.live = live;
    this.dayVectors = dayVectors;
    this.clock = clock;
    this.erasures = erasures;
    this.reprocessing = reprocessing;
  }

  @Override
  public void getVector(GetVectorRequest request, StreamObserver<GetVectorResponse> answer) {
    if (request.getAccountId().isEmpty()) {
      answer.onError(refused(Status.INVALID_ARGUMENT, "account_id is empty"));
      return;
    }
    states
        .vector(request.getAccountId(), clock.instant())
        .ifPresentOrElse(
            vector -> {
              answer.onNext(
                  GetVectorResponse.newBuilder()
                      .setSchema(VectorWire.schema())
                      .setVector(vector)
                      .build());
              answer.onCompleted();
            },
            () -> answer.onError(refused(Status.NOT_FOUND, "no event of that account is known")));
  }

  @Override
  public void readVectors(
      ReadVectorsRequest request, StreamObserver<ReadVectorsResponse> observer) {
    ServerCallStreamObserver<ReadVectorsResponse> answers =
        (ServerCallStreamObserver<ReadVectorsResponse>) observer;
    switch (request.getFormCase()) {
      case DAY -> readDay(request.getDay(), answers);
      case LIVE -> follow(request.getLive(), answers);
      case FORM_NOT_SET ->
          answers.onError(refused(Status.INVALID_ARGUMENT, "neither day nor live was asked for"));
    }
  }

  private void readDay(DayVectors asked, ServerCallStreamObserver<ReadVectorsResponse> answers) {
    try {
      LocalDate day = LocalDate.parse(asked.getDay());
      if (days.schema(day).isEmpty()) {
        throw refused(Status.NOT_FOUND, day + " is not closed or no longer kept");
      }
      dayVectors.send(day, asked.getBlocks(), schema -> begin(schema, false), answers);
    } catch (DateTimeParseException broken) {
      answers.onError(
          refused(Status.INVALID_ARGUMENT, "day is not yyyy-mm-dd: '" + asked.getDay() + "'"));
    } catch (StatusRuntimeException refused) {
      answers.onError(refused);
    } catch (SQLException failed) {
      answers.onError(refused(Status.UNAVAILABLE, "the database does not answer; try again"));
    }
  }

  private void follow(LiveVectors request, ServerCallStreamObserver<ReadVectorsResponse> answers) {
    Instant sweptUntil = Timestamps.instant(request.getSweptUntil());
    if (sweptUntil.isBefore(Instant.EPOCH)) {
      answers.onError(refused(Status.INVALID_ARGUMENT, "swept_until is " + sweptUntil));
      return;
    }
    boolean known =
        request.getIncarnation().equals(lease.incarnation())
            && request.getAfterPosition() > states.rebuiltAt()
            && request.getAfterPosition() >= states.forgottenErasures()
            && request.getAfterPosition() <= states.position();
    answers.onNext(begin(VectorWire.schema(), !known));
    live.follow(answers, known ? request.getAfterPosition() : 0, !known, sweptUntil);
  }

  private ReadVectorsResponse begin(FeatureSchema schema, boolean snapshot) {
    return ReadVectorsResponse.newBuilder()
        .setBegin(
            VectorsBegin.newBuilder()
                .setSchema(schema)
                .setIncarnation(lease.incarnation())
                .setSnapshot(snapshot))
        .build();
  }

  @Override
  public void listDays(ListDaysRequest request, StreamObserver<ListDaysResponse> answer) {
    try {
      answer.onNext(ListDaysResponse.newBuilder().addAllDays(days.all()).build());
      answer.onCompleted();
    } catch (SQLException failed) {
      answer.onError(refused(Status.UNAVAILABLE, "the database does not answer; try again"));
    }
  }

  @Override
  public void listFeatures(
      ListFeaturesRequest request, StreamObserver<ListFeaturesResponse> answer) {
    answer.onNext(
        ListFeaturesResponse.newBuilder()
            .setSchema(VectorWire.schema())
            .addAllFeatures(
                FeatureCatalogue.features().stream().map(VectorEndpoint::definition).toList())
            .build());
    answer.onCompleted();
  }

  @Override
  public void eraseAccount(
      EraseAccountRequest request, StreamObserver<EraseAccountResponse> observer) {
    ServerCallStreamObserver<EraseAccountResponse> answer =
        (ServerCallStreamObserver<EraseAccountResponse>) observer;
    answer.setOnCancelHandler(() -> {});
    erasures.order(request.getAccountId(), new ErasureAnswer(answer));
  }

  @Override
  public void startReprocess(
      StartReprocessRequest request, StreamObserver<StartReprocessResponse> answer) {
    try {
      Reprocess begun = reprocessing.start(request.getDespiteShortLog());
      answer.onNext(StartReprocessResponse.newBuilder().setReprocess(begun).build());
      answer.onCompleted();
    } catch (SQLException failed) {
      answer.onError(refused(Status.UNAVAILABLE, "the database does not answer; try again"));
    }
  }

  @Override
  public void getReprocess(
      GetReprocessRequest request, StreamObserver<GetReprocessResponse> answer) {
    Reprocess last =
        reprocessing
            .last()
            .orElseThrow(
                () ->
                    refused(
                        Status.NOT_FOUND, "there was no reprocessing since the service started"));
    answer.onNext(GetReprocessResponse.newBuilder().setReprocess(last).build());
    answer.onCompleted();
  }

  private static FeatureDefinition definition(Feature feature) {
    return FeatureDefinition.newBuilder()
        .setName(feature.name())
        .setGroup(String.valueOf(feature.group()))
        .setUnit(feature.unit())
        .setWindow(feature.window())
        .setDefinition(feature.definition())
        .setExposes(feature.exposes())
        .setLookAlikes(feature.lookAlikes())
        .setCode(feature.code())
        .setUse(feature.use().name().toLowerCase(Locale.ROOT))
        .setRelative(feature.relative())
        .build();
  }

  private static StatusRuntimeException refused(Status status, String why) {
    return status.withDescription(why).asRuntimeException();
  }
}
