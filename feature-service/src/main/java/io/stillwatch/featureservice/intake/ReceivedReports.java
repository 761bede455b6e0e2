package io.stillwatch.featureservice.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message of a reporter as it came. Its reports stay the bytes that they are, and are made
 * messages of only for whoever cannot read them so.
 *
 * @param reports encoded Reports, not looked at yet; empty: the message is another
 * @param other empty when there are reports
 */
record ReceivedReports(List<byte[]> reports, ReportRequest other) {
  static final Marshaller<ReceivedReports> MARSHALLER = new Bytes();

  private static final int REPORT = tag(ReportRequest.REPORT_FIELD_NUMBER);
  private static final int REPORTS = tag(ReportRequest.REPORTS_FIELD_NUMBER);
  private static final int ONE_OF_THEM = tag(Reports.REPORTS_FIELD_NUMBER);

  private static int tag(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static ReceivedReports of(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    int tag = in.readTag();
    List<byte[]> reports = new ArrayList<>();
    boolean usual = tag == REPORT;
    if (tag == REPORT) {
      reports.add(in.readByteArray());
    } else if (tag == REPORTS) {
      usual = in.readRawVarint32() == message.length - in.getTotalBytesRead();
      while (usual && !in.isAtEnd()) {
        usual = in.readTag() == ONE_OF_THEM;
        reports.add(usual ? in.readByteArray() : message);
      }
    }
    return usual && in.isAtEnd() && !reports.isEmpty()
        ? new ReceivedReports(reports, ReportRequest.getDefaultInstance())
        : of(ReportRequest.parseFrom(message));
  }

  /** What is written another way than usual. */
  private static ReceivedReports of(ReportRequest request) {
    return switch (request.getMessageCase()) {
      case REPORT -> of(List.of(request.getReport()));
      case REPORTS -> of(request.getReports().getReportsList());
      case OPEN, MESSAGE_NOT_SET -> new ReceivedReports(List.of(), request);
    };
  }

  private static ReceivedReports of(List<Report> reports) {
    return new ReceivedReports(
        reports.stream().map(Report::toByteArray).toList(), ReportRequest.getDefaultInstance());
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
  private static RuntimeException broken(IOException cause) {
    return Status.INTERNAL
        .withDescription("Invalid protobuf byte sequence")
        .withCause(cause)
        .asRuntimeException();
  }

  /** Reads what came; nobody sends it. */
  private static final class Bytes implements Marshaller<ReceivedReports> {
    @Override
    public InputStream stream(ReceivedReports value) {
      throw new UnsupportedOperationException("what was received is not sent");
    }

    @Override
    public ReceivedReports parse(InputStream stream) {
      try {
        return of(bytes(stream));
      } catch (IOException failed) {
        throw broken(failed);
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
