package io.stillwatch.e2e;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Every account's vector as a live snapshot has it. */
final class AllVectors {
  private AllVectors() {}

  /**
   * By account. Positions are cleared: an interrupted run numbers its log differently, and nothing
   * else may differ.
   */
  static Map<String, AccountVector> of(RunningPlatform platform) throws Exception {
    ManagedChannel channel = platform.ingestChannel();
    try (Context.CancellableContext reading = Context.current().withCancellation()) {
      return reading.call(() -> read(channel));
    } finally {
      channel.shutdownNow();
    }
  }

  private static Map<String, AccountVector> read(ManagedChannel channel) {
    Iterator<ReadVectorsResponse> answers =
        FeatureServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(2, TimeUnit.MINUTES)
            .readVectors(
                ReadVectorsRequest.newBuilder().setLive(LiveVectors.getDefaultInstance()).build());
    Map<String, AccountVector> vectors = new TreeMap<>();
    while (answers.hasNext()) {
      ReadVectorsResponse answer = answers.next();
      if (answer.hasVector()) {
        AccountVector vector = answer.getVector();
        vectors.put(vector.getAccountId(), vector.toBuilder().clearPosition().build());
      } else if (answer.hasSnapshotComplete()) {
        return vectors;
      }
    }
    throw new AssertionError("the stream ended before its snapshot was complete");
  }
}
