package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.stillwatch.evaluation.baselines.Baseline;
import io.stillwatch.evaluation.baselines.Baselines;
import io.stillwatch.evaluation.baselines.ScoredDay;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.ReadVectorsRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Simple detectors on the last closed day, with the same vectors and the same baseline days. */
final class ComparedDetectors {
  private static final int MINUTES = 10;

  private final Channel features;
  private final @Nullable Instant baselineUntil;
  private final long seed;

  ComparedDetectors(Channel features, @Nullable Instant baselineUntil, long seed) {
    this.features = features;
    this.baselineUntil = baselineUntil;
    this.seed = seed;
  }

  /** Scores by account, by the detector's name, simplest first. */
  Map<String, Map<String, Double>> scores() {
    try {
      return scores(day());
    } catch (StatusRuntimeException refused) {
      throw EvaluationFailed.at("reading the closed days", refused);
    }
  }

  private Map<String, Map<String, Double>> scores(ScoredDay day) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    for (Baseline detector : Baselines.all(seed)) {
      double[] scores = detector.scores(day);
      Map<String, Double> byAccount = new HashMap<>();
      for (int i = 0; i < scores.length; i++) {
        byAccount.put(day.today().get(i).account().accountId(), scores[i]);
      }
      all.put(detector.name(), byAccount);
    }
    return all;
  }

  private ScoredDay day() {
    List<String> days =
        FeatureServiceGrpc.newBlockingStub(features)
            .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
            .listDays(ListDaysRequest.getDefaultInstance())
            .getDaysList()
            .stream()
            .map(ClosedDay::getDay)
            .toList();
    String last = days.get(days.size() - 1);
    return new ScoredDay(
        days.stream().filter(this::isBaseline).map(this::read).toList(), read(last));
  }

  private boolean isBaseline(String day) {
    Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return baselineUntil != null && !end.isAfter(baselineUntil);
  }

  private List<FeatureVector> read(String day) {
    List<FeatureVector> vectors = new ArrayList<>();
    FeatureServiceGrpc.newBlockingStub(features)
        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
        .readVectors(
            ReadVectorsRequest.newBuilder().setDay(DayVectors.newBuilder().setDay(day)).build())
        .forEachRemaining(
            answer -> {
              if (answer.hasVector()) {
                vectors.add(VectorWire.read(answer.getVector()));
              }
            });
    return vectors;
  }
}
