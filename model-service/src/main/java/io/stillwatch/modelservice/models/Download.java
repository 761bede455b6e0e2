package io.stillwatch.modelservice.models;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.stub.ServerCallStreamObserver;
import io.stillwatch.v1.ReadModelResponse;

/** A model file on its way out, in chunks and no faster than it is taken. */
final class Download {
  private static final int CHUNK_BYTES = 1 << 20;

  private final ByteString file;
  private final ServerCallStreamObserver<ReadModelResponse> reader;
  private int sent;
  private boolean complete;

  /**
   * @param file not changed any more
   */
  Download(byte[] file, ServerCallStreamObserver<ReadModelResponse> reader) {
    this.file = UnsafeByteOperations.unsafeWrap(file);
    this.reader = reader;
  }

  /** To be called while the method is answered. */
  void start() {
    reader.setOnReadyHandler(this::send);
    send();
  }

  private synchronized void send() {
    while (!complete && reader.isReady()) {
      int end = Math.min(file.size(), sent + CHUNK_BYTES);
      reader.onNext(ReadModelResponse.newBuilder().setChunk(file.substring(sent, end)).build());
      sent = end;
      if (sent == file.size()) {
        complete = true;
        reader.onCompleted();
      }
    }
  }
}
