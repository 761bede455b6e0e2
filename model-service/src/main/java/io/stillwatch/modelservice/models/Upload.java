package io.stillwatch.modelservice.models;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.rim.errors.Refusals;
import io.stillwatch.v1.PublishModelRequest;
import io.stillwatch.v1.PublishModelResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A model file on its way in. It waits in a temporary file, so that a slow sender holds no memory;
 * the file goes when the call ends, however it ends. Calls come one after the other.
 */
final class Upload implements StreamObserver<PublishModelRequest> {
  private static final int MAX_CHUNK_BYTES = 1 << 20;

  private final long maxBytes;
  private final Function<byte[], PublishModelResponse> publish;
  private final StreamObserver<PublishModelResponse> observer;
  private final Path path;
  private final OutputStream out;
  private long bytes;
  private boolean over;

  Upload(
      long maxBytes,
      Function<byte[], PublishModelResponse> publish,
      StreamObserver<PublishModelResponse> observer) {
    this.maxBytes = maxBytes;
    this.publish = publish;
    this.observer = observer;
    try {
      this.path = Files.createTempFile("stillwatch-model-", ".upload");
      this.out = Files.newOutputStream(path);
    } catch (IOException full) {
      throw new UncheckedIOException("cannot keep a model on its way in", full);
    }
  }

  @Override
  public void onNext(PublishModelRequest request) {
    if (over) {
      return;
    }
    try {
      take(request.getChunk());
    } catch (IOException | RuntimeException failure) {
      end();
      observer.onError(Refusals.status(failure).asRuntimeException());
    }
  }

  private void take(ByteString chunk) throws IOException {
    if (chunk.size() > MAX_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "a chunk of " + chunk.size() + " bytes; at most " + MAX_CHUNK_BYTES + " are taken");
    }
    bytes += chunk.size();
    if (bytes > maxBytes) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("the model file is longer than " + maxBytes + " bytes")
          .asRuntimeException();
    }
    chunk.writeTo(out);
  }

  @Override
  public void onCompleted() {
    if (over) {
      return;
    }
    try {
      out.close();
      PublishModelResponse answer = publish.apply(Files.readAllBytes(path));
      observer.onNext(answer);
      observer.onCompleted();
    } catch (IOException | RuntimeException failure) {
      observer.onError(Refusals.status(failure).asRuntimeException());
    } finally {
      end();
    }
  }

  /** The sender went away. */
  @Override
  public void onError(Throwable gone) {
    end();
  }

  private void end() {
    over = true;
    try {
      out.close();
      Files.deleteIfExists(path);
    } catch (IOException stuck) {
      throw new UncheckedIOException("cannot remove " + path, stuck);
    }
  }
}
