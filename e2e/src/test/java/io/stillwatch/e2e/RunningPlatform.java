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
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A {@code stillwatch up} of its own, as a process that can be killed. */
final class RunningPlatform implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path data;
  private final Path log;
  private final int verdictPort;
  private final int ingestPort;
  private final Process process;

  private RunningPlatform(Path folder, int verdictPort, int ingestPort) {
    this.data = folder.resolve("data");
    this.log = folder.resolve("up.log");
    this.verdictPort = verdictPort;
    this.ingestPort = ingestPort;
    this.process =
        Command.start(
            log,
            "up",
            "--data",
            data.toString(),
            "--grpc-port",
            String.valueOf(verdictPort),
            "--ingest-port",
            String.valueOf(ingestPort),
            "--http-port",
            "0");
  }

  /** Starts one over the data in that folder and waits until both services answer. */
  static RunningPlatform start(Path folder) {
    RunningPlatform platform = new RunningPlatform(folder, freePort(), freePort());
    try {
      platform.awaitServing(platform.ingestPort);
      platform.awaitServing(platform.verdictPort);
      return platform;
    } catch (RuntimeException | AssertionError e) {
      platform.process.destroyForcibly();
      throw e;
    }
  }

  Path data() {
    return data;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  ManagedChannel ingestChannel() {
    return ManagedChannelBuilder.forTarget(ingestAddress())
        .usePlaintext()
        .intercept(bearer(operatorToken()))
        .build();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** The kernel's own end: no hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end and waits for that. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void awaitServing(int port) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!serving(port)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("port " + port + " does not serve:\n" + log());
      }
      pause();
    }
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

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
