package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.FollowFramesRequest;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.GetVectorRequest;
import io.stillwatch.v1.ListFollowedFramesRequest;
import io.stillwatch.v1.ReadStrandsRequest;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportBatchRequest;
import io.stillwatch.v1.StrandServiceGrpc;
import io.stillwatch.v1.StrandServiceGrpc.StrandServiceBlockingStub;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.UsageServiceGrpc;
import io.stillwatch.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prompts never leave the place where they are sketched. Every part of every prompt carries a word
 * that stands nowhere else; none is found in what Stillwatch writes, sends, says or holds.
 */
class PrivacyTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PROMPTS = 300;
  private static final String ACCOUNT = "acct-of-the-canaries";

  private final Canaries canaries = new Canaries(System.nanoTime());

  @TempDir Path folder;

  @Test
  void search_whatIsThere_isFoundInEveryForm() {
    String canary = canaries.next();
    Canaries.forms("before it " + canary + " and behind")
        .forEach((form, bytes) -> assertThat(canaries.foundIn(bytes)).as(form).isNotEmpty());
    assertThat(canaries.foundIn("nothing of it".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  /** Raw prompts through files and the log into a running platform, and out again. */
  @Test
  void prompts_throughEveryDoor_leaveNoTrace() throws Exception {
    Path raw = writeRaw(folder.resolve("raw").resolve("raw.jsonl"), List.of());
    assertThat(canaries.foundUnder(raw.getParent())).as("the raw file itself").isNotEmpty();
    Path out = Files.createDirectory(folder.resolve("out"));
    Path events = out.resolve("events.jsonl");
    sketch(raw, events, 0);
    Path place = Files.createDirectory(out.resolve("platform"));
    byte[] wire;
    try (RunningPlatform platform = RunningPlatform.start(place);
        RecordingRelay relay = new RecordingRelay(platform.ingestPort())) {
      Command.Outcome replayed =
          Command.run(
              out.resolve("replay.log"),
              PATIENCE,
              "replay",
              "--events",
              events.toString(),
              "--to",
              relay.address(),
              "--allow-plaintext",
              "--token",
              "@" + platform.data().resolve("operator-token"));
      assertThat(replayed.exit()).as(replayed.output()).isZero();
      reportCarelessly(platform);
      wire = relay.recorded();
      ask(platform, out.resolve("answers.txt"));
      Files.writeString(out.resolve("strands.txt"), strands(platform));
      platform.dumpHeap(out.resolve("up.hprof"));
    }
    assertThat(holds(out, ACCOUNT)).as("files that name the account").isTrue();
    assertThat(canaries.foundIn(wire)).as("the wire").isEmpty();
    assertThat(canaries.foundUnder(out)).as("files, logs, database, heap").isEmpty();
  }

  /** What is wrong with a raw line is told without its words. */
  @Test
  void sketch_brokenPrompts_areRefusedWithoutTheirWords() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    List<String> broken =
        List.of(
            "{\"event_id\":\"x\",\"prompt\":\"" + canaries.next() + "\"}",
            "{\"event_id\":\"x\",\"prompt\":{\"system\":{\"a\":\"" + canaries.next() + "\"}}}",
            "{\"event_id\":\"x\",\"prompt\":{\"messages\":\"" + canaries.next() + "\"}}",
            "{\"event_id\":\"x\",\"prompt\":{\"messages\":[\"" + canaries.next() + "\"]}}",
            "{\"event_id\":\"x\",\"prompt\":{\"messages\":[{\"content\":\""
                + canaries.next()
                + "\"}]}}",
            "{\"event_id\":\"x\",\"prompt\":{\"system\":\"" + canaries.next(),
            canaries.next());
    for (String line : broken) {
      Path raw = writeRaw(folder.resolve("raw").resolve("raw.jsonl"), List.of(line));
      sketch(raw, out.resolve("events.jsonl"), 1);
    }
    assertThat(canaries.foundUnder(out)).isEmpty();
  }

  private void sketch(Path raw, Path events, int exit) {
    Command.Outcome outcome =
        Command.run(
            events.resolveSibling("sketch.log"),
            PATIENCE,
            "sketch",
            "--in",
            raw.toString(),
            "--out",
            events.toString());
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(exit);
  }

  private Path writeRaw(Path file, List<String> more) throws IOException {
    Files.createDirectories(file.getParent());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PROMPTS; i++) {
      lines.add(rawLine(i));
    }
    lines.addAll(more);
    return Files.write(file, lines);
  }

  /** Every part of a prompt that the contract knows, some as lists of parts. */
  private String rawLine(int number) {
    JsonArray messages = new JsonArray();
    for (String role : List.of("developer", "user", "assistant", "tool", "user")) {
      JsonObject message = new JsonObject();
      message.addProperty("role", role);
      if (number % 3 == 0) {
        JsonArray parts = new JsonArray();
        parts.add(part());
        parts.add(part());
        message.add("content", parts);
      } else {
        message.addProperty("content", text());
      }
      messages.add(message);
    }
    JsonObject prompt = new JsonObject();
    if (number % 2 == 0) {
      prompt.addProperty("system", text());
    }
    prompt.add("messages", messages);
    JsonObject event = new JsonObject();
    event.addProperty("event_id", "e" + number);
    event.addProperty("account_id", ACCOUNT);
    event.addProperty("event_time", Instant.now().minusSeconds(number).toString());
    event.addProperty("input_tokens", 100);
    event.add("prompt", prompt);
    return event.toString();
  }

  private JsonObject part() {
    JsonObject part = new JsonObject();
    part.addProperty("type", "text");
    part.addProperty("text", text());
    return part;
  }

  private String text() {
    return "please \"" + canaries.next() + "\" and then explain " + canaries.next() + " to me";
  }

  /** A gateway that sends what nobody asked for: a newer contract's field, a text as a language. */
  private void reportCarelessly(RunningPlatform platform) {
    ManagedChannel channel = platform.ingestChannel();
    try {
      UsageServiceBlockingStub usage = UsageServiceGrpc.newBlockingStub(channel);
      var sketch =
          io.stillwatch.v1.PromptSketch.newBuilder()
              .setKeyId(1)
              .setBodyMinHash(ByteString.copyFrom(new byte[2 * PromptSketch.BODY_VALUES]));
      var unknown = sketch.clone().setUnknownFields(unknown());
      var whole = usage("u1").setSketch(unknown).setUnknownFields(unknown()).build();
      assertThat(
              usage
                  .reportBatch(
                      ReportBatchRequest.newBuilder()
                          .setSource("careless")
                          .addReports(
                              Report.newBuilder().setUsage(whole).setUnknownFields(unknown()))
                          .setUnknownFields(unknown())
                          .build())
                  .getAccepted())
          .isEqualTo(1);
      var wrong = usage("u2").setSketch(sketch.setLanguage(canaries.next()));
      assertThatThrownBy(
              () ->
                  usage.reportBatch(
                      ReportBatchRequest.newBuilder()
                          .setSource("careless")
                          .addReports(Report.newBuilder().setUsage(wrong))
                          .build()))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("sketch.language")
          .satisfies(
              refused ->
                  assertThat(
                          canaries.foundIn(
                              String.valueOf(refused.getMessage())
                                  .getBytes(StandardCharsets.UTF_8)))
                      .isEmpty());
    } finally {
      channel.shutdownNow();
    }
  }

  private UnknownFieldSet unknown() {
    return UnknownFieldSet.newBuilder()
        .addField(
            900,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text()))
                .build())
        .build();
  }

  private static UsageEvent.Builder usage(String id) {
    return UsageEvent.newBuilder()
        .setEventId(id)
        .setAccountId(ACCOUNT)
        .setEventTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()));
  }

  /** What operators see: an account, by command and by page. */
  private static void ask(RunningPlatform platform, Path answers) throws IOException {
    String said =
        List.of(
                List.of("accounts", "list", "-o", "json"),
                List.of("accounts", "show", ACCOUNT, "-o", "json"))
            .stream()
            .map(
                line -> {
                  List<String> all = new ArrayList<>(line);
                  all.addAll(
                      List.of(
                          "--to",
                          platform.verdictAddress(),
                          "--allow-plaintext",
                          "--token",
                          "@" + platform.data().resolve("operator-token")));
                  return Command.run(
                          answers.resolveSibling("ask-" + line.get(1) + ".log"),
                          PATIENCE,
                          all.toArray(String[]::new))
                      .output();
                })
            .collect(Collectors.joining("\n"));
    Files.writeString(answers, said);
  }

  /** Who shares the account's frame, and what is asked behind it. */
  private static String strands(RunningPlatform platform) {
    ManagedChannel channel = platform.ingestChannel();
    try {
      var vector =
          FeatureServiceGrpc.newBlockingStub(channel)
              .getVector(GetVectorRequest.newBuilder().setAccountId(ACCOUNT).build())
              .getVector();
      var strand = vector.getStrands(0);
      StrandServiceBlockingStub strands = StrandServiceGrpc.newBlockingStub(channel);
      strands.followFrames(
          FollowFramesRequest.newBuilder()
              .addClusters(
                  FrameCluster.newBuilder()
                      .setId("canaries")
                      .addFrames(
                          Frame.newBuilder()
                              .setKey(strand.getFrameKey())
                              .addAllBands(strand.getFrameBandsList())))
              .build());
      var followed = ListFollowedFramesRequest.getDefaultInstance();
      long patience = System.nanoTime() + PATIENCE.toNanos();
      while (!strands.listFollowedFrames(followed).getClusters(0).getFilledBack()) {
        assertThat(System.nanoTime()).as("the samples are looked at").isLessThan(patience);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      StringBuilder read = new StringBuilder(vector.toString());
      strands
          .readStrands(ReadStrandsRequest.newBuilder().setClusterId("canaries").build())
          .forEachRemaining(read::append);
      assertThat(read.toString()).contains("rows {", ACCOUNT, "bodies {");
      return read.toString();
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean holds(Path folder, String text) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".hprof")
            && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
