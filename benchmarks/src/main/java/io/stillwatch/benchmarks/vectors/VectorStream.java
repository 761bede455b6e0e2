package io.stillwatch.benchmarks.vectors;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.VectorBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Reads a day over gRPC and keeps nothing: its vectors are received and counted, not parsed. */
final class VectorStream extends ClientCall.Listener<Integer> {
  private static final int AHEAD = 1_000;
  private static final MethodDescriptor<ReadVectorsRequest, Integer> METHOD =
      FeatureServiceGrpc.getReadVectorsMethod().toBuilder(
              FeatureServiceGrpc.getReadVectorsMethod().getRequestMarshaller(), new Count())
          .build();

  private final CountDownLatch over = new CountDownLatch(1);
  private final ClientCall<ReadVectorsRequest, Integer> call;
  private volatile @Nullable Status end;
  private volatile int vectors;

  VectorStream(Channel channel) {
    call = channel.newCall(METHOD, CallOptions.DEFAULT);
  }

  /** Reads all of it; how many vectors it had. */
  int read(LocalDate day, boolean blocks) throws InterruptedException {
    call.start(this, new Metadata());
    call.sendMessage(
        ReadVectorsRequest.newBuilder()
            .setDay(DayVectors.newBuilder().setDay(day.toString()).setBlocks(blocks))
            .build());
    call.halfClose();
    call.request(AHEAD);
    over.await();
    Status status = end;
    if (status == null || !status.isOk()) {
      throw new IllegalStateException("the service ended the stream: " + status);
    }
    return vectors;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time calls a listener.
  public void onMessage(Integer more) {
    vectors += more;
    call.request(1);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end = status;
    over.countDown();
  }

  /** How many vectors a message has. */
  private static final class Count implements MethodDescriptor.Marshaller<Integer> {
    @Override
    public InputStream stream(Integer value) {
      throw new UnsupportedOperationException("counts are not sent");
    }

    @Override
    public Integer parse(InputStream stream) {
      try {
        CodedInputStream message = CodedInputStream.newInstance(stream.readAllBytes());
        int field = WireFormat.getTagFieldNumber(message.readTag());
        return switch (field) {
          case ReadVectorsResponse.VECTOR_FIELD_NUMBER -> 1;
          case ReadVectorsResponse.BLOCK_FIELD_NUMBER -> {
            message.readRawVarint32();
            yield count(message);
          }
          default -> 0;
        };
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static int count(CodedInputStream block) throws IOException {
      int vectors = 0;
      for (int tag = block.readTag(); tag != 0; tag = block.readTag()) {
        vectors += WireFormat.getTagFieldNumber(tag) == VectorBlock.VECTORS_FIELD_NUMBER ? 1 : 0;
        block.skipField(tag);
      }
      return vectors;
    }
  }
}
