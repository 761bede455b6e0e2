package io.stillwatch.e2e;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code stillwatch up} of its own, as a process that can be killed. */
final class RunningPlatform implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path data;
  private final int verdictPort;
  private final int ingestPort;
  private final RunningCommand up;

  private RunningPlatform(Path folder, int verdictPort, int ingestPort, String... more) {
    this.data = folder.resolve("data");
    this.verdictPort = verdictPort;
    this.ingestPort = ingestPort;
    List<String> line =
        new ArrayList<>(
            List.of(
                "up",
                "--data",
                data.toString(),
                "--grpc-port",
                String.valueOf(verdictPort),
                "--ingest-port",
                String.valueOf(ingestPort),
                "--http-port",
                "0"));
    line.addAll(List.of(more));
    this.up = new RunningCommand(folder.resolve("up.log"), line.toArray(String[]::new));
  }

  /**
   * Starts one over the data in that folder and waits until both services answer.
   *
   * @param more options of {@code up}
   */
  static RunningPlatform start(Path folder, String... more) {
    RunningPlatform platform =
        new RunningPlatform(folder, RunningCommand.freePort(), RunningCommand.freePort(), more);
    for (int port : new int[] {platform.ingestPort, platform.verdictPort}) {
      platform.up.await("port " + port + " to serve", PATIENCE, () -> serving(port));
    }
    return platform;
  }

  Path data() {
    return data;
  }

  String log() {
    return up.log();
  }

  /** Waits until it has printed that. */
  void awaitSaid(String words) {
    up.await(words, PATIENCE, () -> log().contains(words));
  }

  String verdictAddress() {
    return "127.0.0.1:" + verdictPort;
  }

  String ingestAddress() {
    return "127.0.0.1:" + ingestPort;
  }

  String operatorToken() {
    try {
      return Files.readString(data.resolve("operator-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int ingestPort() {
    return ingestPort;
  }

  /** Writes what is alive on its heap after a collection. */
  void dumpHeap(Path file) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    List<String> line =
        List.of(
            jcmd.toString(),
            String.valueOf(up.pid()),
            "GC.heap_dump",
            file.toAbsolutePath().toString());
    Command.Outcome outcome = Command.runProgram(file.resolveSibling("jcmd.log"), PATIENCE, line);
    if (outcome.exit() != 0) {
      throw new AssertionError(outcome.output());
    }
  }

  ManagedChannel ingestChannel() {
    return ManagedChannelBuilder.forTarget(ingestAddress())
        .usePlaintext()
        .intercept(bearer(operatorToken()))
        .build();
  }

  boolean alive() {
    return up.alive();
  }

  /** The kernel's own end: no hook runs. */
  void kill() throws InterruptedException {
    up.kill();
  }

  /** Asks it to end and waits for that. */
  @Override
  public void close() {
    up.close();
  }

  private static boolean serving(int port) {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(2, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == HealthCheckResponse.ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    } finally {
      channel.shutdownNow();
    }
  }

  private static ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
