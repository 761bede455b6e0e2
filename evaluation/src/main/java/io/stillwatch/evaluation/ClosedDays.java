package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.ReadVectorsRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The days that the feature service has closed, with everybody's vector. */
final class ClosedDays {
  private static final int MINUTES = 10;

  private final Channel features;

  ClosedDays(Channel features) {
    this.features = features;
  }

  private FeatureServiceBlockingStub service() {
    return FeatureServiceGrpc.newBlockingStub(features)
        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES);
  }

  /** Ascending. */
  List<LocalDate> days() {
    try {
      return service().listDays(ListDaysRequest.getDefaultInstance()).getDaysList().stream()
          .map(ClosedDay::getDay)
          .map(LocalDate::parse)
          .toList();
    } catch (StatusRuntimeException refused) {
      throw EvaluationFailed.at("reading the closed days", refused);
    }
  }

  List<FeatureVector> vectors(LocalDate day) {
    List<FeatureVector> vectors = new ArrayList<>();
    forEach(day, vectors::add);
    return vectors;
  }

  /** Gives each of a day, without keeping them. */
  void forEach(LocalDate day, Consumer<FeatureVector> sink) {
    DayVectors asked = DayVectors.newBuilder().setDay(day.toString()).build();
    try {
      service()
          .readVectors(ReadVectorsRequest.newBuilder().setDay(asked).build())
          .forEachRemaining(
              answer -> {
                if (answer.hasVector()) {
                  sink.accept(VectorWire.read(answer.getVector()));
                }
              });
    } catch (StatusRuntimeException refused) {
      throw EvaluationFailed.at("reading the vectors of " + day, refused);
    }
  }
}
