package io.stillwatch.evaluation;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.v1.CheckAccountsRequest;
import io.stillwatch.v1.CheckedAccount;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.Subject;
import io.stillwatch.v1.Verdict;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Everybody's verdict, asked for as a gateway does. */
final class Verdicts {
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Platform platform;

  Verdicts(Platform platform) {
    this.platform = platform;
  }

  /** What is held at this moment, by account. */
  Map<String, Verdict> now() {
    return check(positions());
  }

  /**
   * Waits until that model has judged every account's newest vector, and as of this hour those of
   * accounts that are silent: how fast the file was played changes nothing.
   */
  Map<String, Verdict> by(String modelVersion) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Instant hour = platform.now().truncatedTo(ChronoUnit.HOURS);
    while (platform.judgedAsOf().isBefore(hour)) {
      if (System.nanoTime() > end) {
        throw new EvaluationFailed(
            "silent accounts are judged as of " + platform.judgedAsOf() + ", not of " + hour);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    Map<String, Long> positions = positions();
    Map<String, Verdict> verdicts = check(positions);
    while (!verdicts.values().stream()
        .allMatch(verdict -> isJudged(verdict, modelVersion, positions))) {
      if (System.nanoTime() > end) {
        throw new EvaluationFailed("model " + modelVersion + " did not judge all within 5 minutes");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      verdicts = check(positions);
    }
    return verdicts;
  }

  private static boolean isJudged(
      Verdict verdict, String modelVersion, Map<String, Long> positions) {
    Long position = positions.get(verdict.getAccountId());
    return position != null
        && verdict.getVectorPosition() >= position
        && verdict.getModelVersion().equals(modelVersion);
  }

  /** The log position of every account's vector. */
  private Map<String, Long> positions() {
    Map<String, Long> positions = new TreeMap<>();
    Context.CancellableContext reading = Context.current().withCancellation();
    try {
      reading.run(() -> readSnapshot(positions));
    } finally {
      reading.cancel(null);
    }
    positions.remove(Evaluation.END_OF_FILE);
    return positions;
  }

  private void readSnapshot(Map<String, Long> positions) {
    ReadVectorsRequest request =
        ReadVectorsRequest.newBuilder().setLive(LiveVectors.getDefaultInstance()).build();
    try {
      Iterator<ReadVectorsResponse> answers =
          FeatureServiceGrpc.newBlockingStub(platform.ingest()).readVectors(request);
      for (ReadVectorsResponse answer = answers.next();
          !answer.hasSnapshotComplete();
          answer = answers.next()) {
        if (answer.hasVector()) {
          positions.put(answer.getVector().getAccountId(), answer.getVector().getPosition());
        }
      }
    } catch (StatusRuntimeException refused) {
      throw EvaluationFailed.at("reading the live vectors", refused);
    }
  }

  private Map<String, Verdict> check(Map<String, Long> positions) {
    List<String> accounts = List.copyOf(positions.keySet());
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (int from = 0; from < accounts.size(); from += BATCH) {
      for (CheckedAccount checked :
          checkSome(accounts.subList(from, Math.min(accounts.size(), from + BATCH)))) {
        if (checked.hasError()) {
          throw new EvaluationFailed(
              "an account could not be checked: " + checked.getError().getMessage());
        }
        verdicts.put(checked.getVerdict().getAccountId(), checked.getVerdict());
      }
    }
    return verdicts;
  }

  private List<CheckedAccount> checkSome(List<String> accounts) {
    List<Subject> subjects = new ArrayList<>();
    accounts.forEach(id -> subjects.add(Subject.newBuilder().setAccountId(id).build()));
    try {
      return VerdictServiceGrpc.newBlockingStub(platform.verdicts())
          .withDeadlineAfter(30, TimeUnit.SECONDS)
          .checkAccounts(CheckAccountsRequest.newBuilder().addAllSubjects(subjects).build())
          .getResultsList();
    } catch (StatusRuntimeException refused) {
      throw EvaluationFailed.at("checking accounts", refused);
    }
  }
}
