package io.stillwatch.trainer;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.VectorsBegin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one day, or of a live snapshot, as they come in; the channel calls it from one
 * thread at a time.
 */
final class VectorStream
    implements ClientResponseObserver<ReadVectorsRequest, ReadVectorsResponse> {
  private final boolean live;
  private final Map<String, FeatureVector> vectors = new TreeMap<>();
  private final CompletableFuture<Optional<List<FeatureVector>>> done = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<ReadVectorsRequest> call;
  private boolean begun;

  private VectorStream(boolean live) {
    this.live = live;
  }

  static VectorStream ofDay() {
    return new VectorStream(false);
  }

  /** Ends once every account was sent. */
  static VectorStream ofSnapshot() {
    return new VectorStream(true);
  }

  /**
   * Waits for the end of the stream. By account, so that the order of arrival changes nothing;
   * empty when they have other features than this build. Throws CompletionException with the cause.
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
        case SNAPSHOT_COMPLETE -> complete(response);
        case ERASED -> erase(response);
        case HEARTBEAT, SWEPT -> requireLive(response);
        case MESSAGE_NOT_SET -> throw new IllegalArgumentException("a message without contents");
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
    some.forEach(vector -> vectors.put(vector.getAccountId(), VectorWire.read(vector)));
  }

  private void erase(ReadVectorsResponse response) {
    requireLive(response);
    vectors.remove(response.getErased().getAccountId());
  }

  private void complete(ReadVectorsResponse response) {
    requireLive(response);
    end();
    cancel();
  }

  private void requireLive(ReadVectorsResponse response) {
    if (!live) {
      throw new IllegalArgumentException(
          "a closed day has no message " + response.getMessageCase());
    }
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
    if (live) {
      done.completeExceptionally(
          new IllegalArgumentException("the stream ended before every account was sent"));
    } else {
      end();
    }
  }

  private void end() {
    if (begun) {
      done.complete(Optional.of(List.copyOf(vectors.values())));
    } else {
      done.completeExceptionally(
          new IllegalArgumentException("the stream ended before its schema"));
    }
  }
}
