package io.stillwatch.featureservice.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message of a reporter as it came. A message that is nothing but a report keeps that report's
 * bytes, and is made a message of only for whoever cannot read them as they are.
 *
 * @param report an encoded Report, not looked at yet; null: the message is another
 * @param other empty when there is a report
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ReceivedReport(byte @Nullable [] report, ReportRequest other) {
  static final Marshaller<ReceivedReport> MARSHALLER = new Bytes();

  private static final byte REPORT = ReportRequest.REPORT_FIELD_NUMBER << 3 | 2;
  private static final int VARINT_BITS = 7;
  private static final int MAX_SHIFT = 21;

  private static ReceivedReport of(byte[] message) {
    int start = reportStart(message);
    try {
      return start > 0
          ? new ReceivedReport(
              Arrays.copyOfRange(message, start, message.length),
              ReportRequest.getDefaultInstance())
          : new ReceivedReport(null, ReportRequest.parseFrom(message));
    } catch (InvalidProtocolBufferException broken) {
      throw broken(broken);
    }
  }

  /** Where the report begins that is all of the message; 0: the message is no such one. */
  private static int reportStart(byte[] message) {
    if (message.length == 0 || message[0] != REPORT) {
      return 0;
    }
    int size = 0;
    int at = 1;
    for (int shift = 0; at < message.length && shift <= MAX_SHIFT; shift += VARINT_BITS) {
      byte next = message[at++];
      size |= (next & 0x7f) << shift;
      if (next >= 0) {
        return size == message.length - at ? at : 0;
      }
    }
    return 0;
  }

  /** The report as a message. */
  static Report parsed(byte[] report) {
    try {
      return Report.parseFrom(report);
    } catch (InvalidProtocolBufferException broken) {
      throw broken(broken);
    }
  }

  /** As gRPC says it of any message. */
  private static RuntimeException broken(InvalidProtocolBufferException cause) {
    return Status.INTERNAL
        .withDescription("Invalid protobuf byte sequence")
        .withCause(cause)
        .asRuntimeException();
  }

  /** Reads what came; nobody sends it. */
  private static final class Bytes implements Marshaller<ReceivedReport> {
    @Override
    public InputStream stream(ReceivedReport value) {
      throw new UnsupportedOperationException("what was received is not sent");
    }

    @Override
    public ReceivedReport parse(InputStream stream) {
      try {
        return of(bytes(stream));
      } catch (IOException failed) {
        throw Status.INTERNAL
            .withDescription("a message cannot be read")
            .withCause(failed)
            .asRuntimeException();
      }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
      if (!(stream instanceof KnownLength)) {
        return stream.readAllBytes();
      }
      byte[] bytes = new byte[stream.available()];
      int read = stream.readNBytes(bytes, 0, bytes.length);
      return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }
  }
}
