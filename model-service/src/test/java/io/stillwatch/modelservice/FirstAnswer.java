package io.stillwatch.modelservice;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Hands the first answer of a call on, or its failure. */
record FirstAnswer<T>(CompletableFuture<T> future) implements StreamObserver<T> {
  @Override
  public void onNext(T answer) {
    future.complete(answer);
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {}
}
