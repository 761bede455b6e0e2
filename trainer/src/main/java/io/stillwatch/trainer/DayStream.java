package io.stillwatch.trainer;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.VectorsBegin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The vectors of one day as they come in; the channel calls it from one thread at a time. */
final class DayStream implements ClientResponseObserver<ReadVectorsRequest, ReadVectorsResponse> {
  private final List<FeatureVector> vectors = new ArrayList<>();
  private final CompletableFuture<Optional<List<FeatureVector>>> done = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<ReadVectorsRequest> call;
  private boolean begun;

  /**
   * Waits for the end of the stream. By account, so that the order of arrival changes nothing;
   * empty when the day has other features than this build. Throws CompletionException with the
   * cause.
   */
  Optional<List<FeatureVector>> vectors() {
    return done.join();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReadVectorsRequest> started) {
    call = started;
  }

  @Override
  public void onNext(ReadVectorsResponse response) {
    try {
      switch (response.getMessageCase()) {
        case BEGIN -> begin(response.getBegin());
        case VECTOR -> add(List.of(response.getVector()));
        case BLOCK -> add(response.getBlock().getVectorsList());
        case SNAPSHOT_COMPLETE, HEARTBEAT, ERASED, SWEPT, MESSAGE_NOT_SET ->
            throw new IllegalArgumentException(
                "a closed day has no message " + response.getMessageCase());
      }
    } catch (IllegalArgumentException broken) {
      done.completeExceptionally(broken);
      cancel();
    }
  }

  private void begin(VectorsBegin begin) {
    begun = true;
    if (!begin.getSchema().equals(VectorWire.schema())) {
      done.complete(Optional.empty());
      cancel();
    }
  }

  private void add(List<AccountVector> some) {
    if (!begun) {
      throw new IllegalArgumentException("a vector came before the schema");
    }
    some.forEach(vector -> vectors.add(VectorWire.read(vector)));
  }

  private void cancel() {
    if (call != null) {
      call.cancel("no more is wanted", null);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    if (begun) {
      vectors.sort(Comparator.comparing(vector -> vector.account().accountId()));
      done.complete(Optional.of(vectors));
    } else {
      done.completeExceptionally(
          new IllegalArgumentException("the stream ended before its schema"));
    }
  }
}
