package io.stillwatch.trainer;

import com.google.protobuf.ByteString;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.v1.PublishModelRequest;
import io.stillwatch.v1.PublishModelResponse;
import java.util.concurrent.CompletableFuture;

/** A model file on its way, in chunks and no faster than it is taken. */
final class Upload implements ClientResponseObserver<PublishModelRequest, PublishModelResponse> {
  static final int CHUNK_BYTES = 1 << 20;

  private final ByteString file;
  private final CompletableFuture<PublishModelResponse> done = new CompletableFuture<>();
  private int sent;
  private boolean complete;

  Upload(ByteString file) {
    this.file = file;
  }

  /** Throws CompletionException with the refusal. */
  PublishModelResponse await() {
    return done.join();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<PublishModelRequest> call) {
    call.setOnReadyHandler(() -> send(call));
  }

  private void send(ClientCallStreamObserver<PublishModelRequest> call) {
    while (!complete && call.isReady()) {
      int end = Math.min(file.size(), sent + CHUNK_BYTES);
      call.onNext(PublishModelRequest.newBuilder().setChunk(file.substring(sent, end)).build());
      sent = end;
      if (sent == file.size()) {
        complete = true;
        call.onCompleted();
      }
    }
  }

  @Override
  public void onNext(PublishModelResponse response) {
    done.complete(response);
  }

  @Override
  public void onError(Throwable refusal) {
    done.completeExceptionally(refusal);
  }

  @Override
  public void onCompleted() {
    done.completeExceptionally(new IllegalStateException("the call ended without an answer"));
  }
}
