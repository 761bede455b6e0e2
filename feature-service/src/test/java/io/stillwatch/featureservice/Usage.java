package io.stillwatch.featureservice;

import com.google.protobuf.Timestamp;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Events to report and vectors to compare. */
public final class Usage {
  /** The first day of all tests' events. */
  public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private Usage() {}

  /** The event of a number: 7 accounts, half a minute apart. */
  public static Report.Builder event(long number) {
    return event("account-" + number % 7, number, START.plusSeconds(30 * number));
  }

  public static Report.Builder event(String account, long number, Instant time) {
    return Report.newBuilder().setUsage(usage(account, number, time));
  }

  public static UsageEvent.Builder usage(String account, long number, Instant time) {
    return UsageEvent.newBuilder()
        .setEventId("event-" + number)
        .setAccountId(account)
        .setApiKeyToken("key-of-" + account)
        .setEventTime(
            Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
        .setInputTokens((int) (100 + number % 50))
        .setOutputTokens((int) (10 + number % 13))
        .setStatus(200);
  }

  /** Every account's vector in a live snapshot, positions cleared. */
  public static Map<String, AccountVector> snapshot(RunningService service) {
    Map<String, AccountVector> vectors = new TreeMap<>();
    Iterator<ReadVectorsResponse> answers =
        service
            .features()
            .readVectors(
                ReadVectorsRequest.newBuilder().setLive(LiveVectors.getDefaultInstance()).build());
    while (answers.hasNext()) {
      ReadVectorsResponse answer = answers.next();
      if (answer.hasVector()) {
        AccountVector vector = answer.getVector();
        vectors.put(vector.getAccountId(), vector.toBuilder().clearPosition().build());
      } else if (answer.hasSnapshotComplete()) {
        return vectors;
      }
    }
    throw new AssertionError("the snapshot has no end");
  }

  public static long requests(RunningService service) {
    return snapshot(service).values().stream().mapToLong(AccountVector::getRequests7D).sum();
  }
}
