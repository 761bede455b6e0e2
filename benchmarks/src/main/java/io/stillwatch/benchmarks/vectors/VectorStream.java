package io.stillwatch.benchmarks.vectors;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ReadVectorsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Reads a day over gRPC and keeps nothing: its messages are counted, not parsed. */
final class VectorStream extends ClientCall.Listener<Integer> {
  private static final int AHEAD = 1_000;
  private static final MethodDescriptor<ReadVectorsRequest, Integer> METHOD =
      FeatureServiceGrpc.getReadVectorsMethod().toBuilder(
              FeatureServiceGrpc.getReadVectorsMethod().getRequestMarshaller(), new Size())
          .build();

  private final CountDownLatch over = new CountDownLatch(1);
  private final ClientCall<ReadVectorsRequest, Integer> call;
  private volatile @Nullable Status end;
  private volatile int messages;

  VectorStream(Channel channel) {
    call = channel.newCall(METHOD, CallOptions.DEFAULT);
  }

  /** Reads all of it; how many vectors it had. */
  int read(LocalDate day) throws InterruptedException {
    call.start(this, new Metadata());
    call.sendMessage(
        ReadVectorsRequest.newBuilder()
            .setDay(DayVectors.newBuilder().setDay(day.toString()))
            .build());
    call.halfClose();
    call.request(AHEAD);
    over.await();
    Status status = end;
    if (status == null || !status.isOk()) {
      throw new IllegalStateException("the service ended the stream: " + status);
    }
    return messages - 1;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time calls a listener.
  public void onMessage(Integer size) {
    messages++;
    call.request(1);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end = status;
    over.countDown();
  }

  /** The size of a message. */
  private static final class Size implements MethodDescriptor.Marshaller<Integer> {
    @Override
    public InputStream stream(Integer value) {
      throw new UnsupportedOperationException("sizes are not sent");
    }

    @Override
    public Integer parse(InputStream stream) {
      try {
        return stream.readAllBytes().length;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
