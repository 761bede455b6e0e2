package io.stillwatch.standalone;

import static io.stillwatch.standalone.FakePlatform.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.stillwatch.standalone.FakePlatform.Outcome;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportAcknowledged;
import io.stillwatch.v1.ReportOpened;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.UsageServiceGrpc;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {
  @TempDir Path folder;
  private final Reports reports = new Reports();
  private FakePlatform platform;

  @BeforeEach
  void start() throws Exception {
    platform = new FakePlatform(reports);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void replay_ofAFile_reportsEachEventOnceInOrder() throws Exception {
    Outcome outcome = replay(events(500, "events.jsonl"));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(reports.durable).extracting(ReplayCommandTest::id).isEqualTo(ids(500));
    assertThat(reports.durable).extracting(Report::getSequence).first().isEqualTo(1L);
    assertThat(outcome.out()).contains("acknowledged 500 events").contains("500 of them now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"events.jsonl.gz", "events.pb", "events.pb.gz"})
  void replay_ofOtherForms_reportsTheSame(String name) throws Exception {
    Outcome outcome = replay(events(50, name));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(reports.durable).extracting(ReplayCommandTest::id).isEqualTo(ids(50));
  }

  @Test
  void replay_again_sendsNothing() throws Exception {
    Path file = events(50, "events.jsonl");
    replay(file);
    Path copy = Files.copy(file, folder.resolve("copy.jsonl"));
    Outcome outcome = replay(copy);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("acknowledged 50 events").contains(" 0 of them now");
    assertThat(reports.durable).hasSize(50);
    assertThat(reports.opened.get(1)).isEqualTo(reports.opened.get(0));
  }

  @Test
  void replay_streamThatBreaks_goesOnBehindTheLastDurable() throws Exception {
    reports.breaks.add(new Break(120, Status.UNAVAILABLE.withDescription("restarting")));
    reports.breaks.add(new Break(121, Status.UNAVAILABLE.withDescription("restarting")));
    Outcome outcome = replay(events(300, "events.jsonl"));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(reports.durable).extracting(ReplayCommandTest::id).isEqualTo(ids(300));
    assertThat(reports.opened).hasSize(3);
    assertThat(outcome.err()).contains("trying again: restarting");
  }

  @Test
  void replay_queueThatIsFull_waitsAsLongAsAsked() throws Exception {
    Any wait =
        Any.pack(
            RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setNanos(1000)).build());
    reports.full =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
            .setMessage("the queue is full")
            .addDetails(wait)
            .build();
    reports.breaks.add(new Break(10, Status.RESOURCE_EXHAUSTED));
    Outcome outcome = replay(events(30, "events.jsonl"));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(reports.durable).hasSize(30);
  }

  @Test
  void replay_eventThatIsRefused_exitsWith1AndKeepsWhatWasBefore() throws Exception {
    reports.breaks.add(
        new Break(
            20, Status.INVALID_ARGUMENT.withDescription("sequence 21: account_id is missing")));
    Outcome outcome = replay(events(40, "events.jsonl"));
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("INVALID_ARGUMENT: sequence 21: account_id is missing");
    assertThat(reports.durable).hasSize(20);
  }

  @Test
  void replay_nobodyThere_givesUpAfterItsPatience() throws Exception {
    String address = platform.address();
    platform.close();
    Path file = events(3, "events.jsonl");
    Outcome outcome =
        run("replay", "--events", file.toString(), "--to", address, "--patience", "0");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("UNAVAILABLE");
  }

  @Test
  void replay_brokenLine_exitsWith1AndNamesIt() throws Exception {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(file, "{\"usage\": {\"event_id\": \"e0\"}}\n\n{\"usage\": {\n");
    Outcome outcome = replay(file);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("events.jsonl:3: no event");
  }

  @Test
  void replay_fileWithPrompts_doesNotQuoteThem() throws Exception {
    Path file = folder.resolve("raw.jsonl");
    Files.writeString(file, "{\"usage\": {\"prompt\": {\"system\": \"a secret\"}}}\n");
    Outcome outcome = replay(file);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("raw.jsonl:1").contains("prompt").doesNotContain("a secret");
  }

  @Test
  void replay_packedFileThatEndsEarly_exitsWith1() throws Exception {
    byte[] whole = Files.readAllBytes(events(2000, "events.jsonl.gz"));
    Path half = folder.resolve("half.jsonl.gz");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    Outcome outcome = replay(half);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("half.jsonl.gz:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pb", "pb.gz", "jsonl", "jsonl.gz"})
  void replay_noise_exitsWith1(String ending) throws Exception {
    byte[] noise = new byte[4096];
    new Random(5).nextBytes(noise);
    Path file = Files.write(folder.resolve("noise." + ending), noise);
    assertThat(replay(file).exit()).isEqualTo(1);
  }

  @Test
  void replay_missingFile_exitsWith1AndNamesIt() {
    Outcome outcome = replay(folder.resolve("no-such.jsonl"));
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("no-such.jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "NaN", "Infinity", "fast"})
  void replay_rateThatIsNone_isBadUsage(String rate) throws Exception {
    Outcome outcome = replay(events(1, "events.jsonl"), "--rate", rate);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains(rate);
  }

  @Test
  void replay_atARate_takesItsTimeAndWritesIt() throws Exception {
    Path json = folder.resolve("figures.json");
    Outcome outcome =
        replay(events(200, "events.jsonl"), "--rate", "400", "--json", json.toString());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.get("events").getAsLong()).isEqualTo(200);
    assertThat(figures.get("seconds").getAsDouble()).isGreaterThan(0.45);
    assertThat(figures.get("events_per_second").getAsDouble()).isLessThan(450);
    assertThat(figures.keySet()).contains("machine", "jdk", "cores", "started", "command");
  }

  @Test
  void replay_sourceThatIsFurther_exitsWith1AndAdvises() throws Exception {
    replay(events(50, "events.jsonl"), "--source", "gateway");
    Outcome outcome = replay(events(20, "short.jsonl"), "--source", "gateway");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("has 50 events of source gateway, the file only 20");
  }

  private Outcome replay(Path file, String... more) {
    List<String> line = new ArrayList<>(List.of("replay", "--events", file.toString()));
    line.addAll(List.of("--to", platform.address(), "--token", FakePlatform.TOKEN));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  private Path events(int count, String name) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      for (int i = 0; i < count; i++) {
        if (name.contains(".pb")) {
          Report.newBuilder()
              .setUsage(UsageEvent.newBuilder().setEventId("e" + i))
              .build()
              .writeDelimitedTo(out);
        } else {
          out.write(
              ("{\"usage\": {\"event_id\": \"e" + i + "\"}}\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return file;
  }

  private static String id(Report report) {
    return report.getUsage().getEventId();
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
  }

  /** Ends the stream when so many events are durable. */
  private record Break(int after, Status status) {}

  private static final class Reports extends UsageServiceGrpc.UsageServiceImplBase {
    final List<Report> durable = new ArrayList<>();
    final List<OpenReport> opened = new ArrayList<>();
    final Deque<Break> breaks = new ArrayDeque<>();
    com.google.rpc.Status full;

    @Override
    public StreamObserver<ReportRequest> report(StreamObserver<ReportResponse> answer) {
      return new StreamObserver<>() {
        private boolean over;

        @Override
        public void onNext(ReportRequest request) {
          if (over) {
            return;
          }
          if (request.hasOpen()) {
            opened.add(request.getOpen());
            answer.onNext(
                ReportResponse.newBuilder()
                    .setOpened(ReportOpened.newBuilder().setDurableSequence(durable.size()))
                    .build());
            return;
          }
          take(request.getReport());
        }

        private void take(Report report) {
          if (!breaks.isEmpty() && durable.size() == breaks.peek().after()) {
            over = true;
            Status status = breaks.remove().status();
            boolean isFull = status.getCode() == Status.Code.RESOURCE_EXHAUSTED;
            answer.onError(
                isFull ? StatusProto.toStatusRuntimeException(full) : status.asRuntimeException());
            return;
          }
          if (report.getSequence() != durable.size() + 1) {
            over = true;
            answer.onError(Status.INVALID_ARGUMENT.withDescription("a gap").asRuntimeException());
            return;
          }
          durable.add(report);
          answer.onNext(
              ReportResponse.newBuilder()
                  .setAcknowledged(
                      ReportAcknowledged.newBuilder().setDurableSequence(durable.size()))
                  .build());
        }

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onCompleted() {
          if (!over) {
            answer.onCompleted();
          }
        }
      };
    }
  }
}
