package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.Reports;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message's bytes are read as is what the message would be read as. */
class ReceivedReportsTest {
  private static final ReportRequest OPEN = Reporter.open("gateway", 1);

  @Test
  void parse_oneReportOrSeveral_keepsTheirBytes() {
    Report one = Usage.event(1).setSequence(1).build();
    Report other = Usage.event(2).setSequence(2).build();
    assertThat(received(single(one).toByteArray()).reports()).containsExactly(one.toByteArray());
    assertThat(received(several(one, other).toByteArray()).reports())
        .containsExactly(one.toByteArray(), other.toByteArray());
  }

  @Test
  void parse_noReport_isTheMessageItself() {
    assertThat(received(OPEN.toByteArray())).isEqualTo(new ReceivedReports(List.of(), OPEN));
    assertThat(received(new byte[0]).other()).isEqualTo(ReportRequest.getDefaultInstance());
    assertThat(received(several().toByteArray()).reports()).isEmpty();
  }

  /**
   * Fields of one message come again: the last report counts, lists go on, another kind ends it.
   */
  @Test
  void parse_severalMessagesInOne_areMergedAsTheFormatWants() {
    Report one = Usage.event(1).setSequence(1).build();
    Report other = Usage.event(2).setSequence(2).build();
    byte[][] messages = {
      single(one).toByteArray(),
      single(other).toByteArray(),
      several(one).toByteArray(),
      several(one, other).toByteArray(),
      several().toByteArray(),
      OPEN.toByteArray(),
      unknown().toByteArray()
    };
    for (byte[] first : messages) {
      for (byte[] second : messages) {
        assertSame(joined(first, second), Arrays.toString(joined(first, second)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void parse_changedBytes_isReadAsTheMessageIsOrRefused(long seed) {
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] bytes = random.nextBoolean() ? single(report(random)).toByteArray() : some(random);
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        bytes = changed(bytes, random);
      }
      read += assertSame(bytes, "seed " + seed + ", message " + i) ? 1 : 0;
    }
    assertThat(read).isBetween(200, 3_600);
  }

  /** A size of more bytes than it needs, and one that leaves bytes over or takes too many. */
  @Test
  void parse_sizesThatDoNotFit_isReadAsTheMessageIs() throws IOException {
    byte[] list = Reports.newBuilder().addReports(Usage.event(1)).build().toByteArray();
    for (int size = list.length - 2; size <= list.length + 2; size++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeUInt32NoTag(ReportRequest.REPORTS_FIELD_NUMBER << 3 | 2);
      out.write((byte) (size & 0x7f | 0x80));
      out.write((byte) (size >>> 7 | 0x80));
      out.write((byte) 0);
      out.write(list, 0, list.length);
      out.flush();
      assertSame(bytes.toByteArray(), "size " + size);
    }
  }

  @Test
  void parse_streamOfUnknownLength_isReadToItsEnd() {
    byte[] bytes = several(report(new Random(4))).toByteArray();
    assertThat(ReceivedReports.MARSHALLER.parse(new ByteArrayInputStream(bytes)).reports())
        .hasSize(1)
        .containsExactlyElementsOf(received(bytes).reports());
  }

  @Test
  void parsed_brokenReport_isRefusedAsGrpcRefusesBrokenMessages() {
    byte[] cut = Arrays.copyOf(Usage.event(1).build().toByteArray(), 20);
    assertThatThrownBy(() -> ReceivedReports.parsed(cut))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessage("INTERNAL: Invalid protobuf byte sequence");
  }

  /** Whether it could be read. */
  private static boolean assertSame(byte[] bytes, String what) {
    Optional<ReportRequest> expected = message(bytes);
    try {
      ReceivedReports received = received(bytes);
      List<Report> reports = received.reports().stream().map(ReceivedReports::parsed).toList();
      assertThat(expected).as(what).isPresent();
      assertThat(reports).as(what).isEqualTo(reports(expected.get()));
      assertThat(received.other().hasOpen()).as(what).isEqualTo(expected.get().hasOpen());
      assertThat(received.other().getOpen()).as(what).isEqualTo(expected.get().getOpen());
    } catch (StatusRuntimeException refused) {
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(expected).as(what).isEmpty();
    }
    return expected.isPresent();
  }

  private static Optional<ReportRequest> message(byte[] bytes) {
    try {
      return Optional.of(ReportRequest.parseFrom(bytes));
    } catch (InvalidProtocolBufferException broken) {
      return Optional.empty();
    }
  }

  private static List<Report> reports(ReportRequest request) {
    return request.hasReport()
        ? List.of(request.getReport())
        : request.getReports().getReportsList();
  }

  private static ReceivedReports received(byte[] bytes) {
    return ReceivedReports.MARSHALLER.parse(ByteString.copyFrom(bytes).newInput());
  }

  private static ReportRequest single(Report report) {
    return ReportRequest.newBuilder().setReport(report).build();
  }

  private static ReportRequest several(Report... reports) {
    return ReportRequest.newBuilder()
        .setReports(Reports.newBuilder().addAllReports(List.of(reports)))
        .build();
  }

  private static byte[] some(Random random) {
    Report[] reports = new Report[random.nextInt(3)];
    Arrays.setAll(reports, at -> report(random));
    return several(reports).toByteArray();
  }

  /** Short, so that changes meet what surrounds it. */
  private static Report report(Random random) {
    return Report.newBuilder()
        .setSequence(random.nextInt(300))
        .setUsage(Usage.usage("a", random.nextInt(9), Usage.START).clearApiKeyToken())
        .build();
  }

  private static ReportRequest unknown() {
    return ReportRequest.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build())
        .build();
  }

  /** A byte changed, inserted, removed, the end cut off, or the beginning once more behind it. */
  private static byte[] changed(byte[] bytes, Random random) {
    int at = bytes.length == 0 ? 0 : random.nextInt(Math.min(bytes.length, 12));
    byte[] head = Arrays.copyOf(bytes, at);
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 1), bytes.length);
    byte[] one = {(byte) random.nextInt(random.nextBoolean() ? 32 : 256)};
    return switch (random.nextInt(5)) {
      case 0 -> joined(head, joined(one, rest));
      case 1 -> joined(head, joined(one, Arrays.copyOfRange(bytes, at, bytes.length)));
      case 2 -> joined(head, rest);
      case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      default -> joined(bytes, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
    };
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
