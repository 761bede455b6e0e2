package io.stillwatch.featureservice;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.stillwatch.v1.UsageServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A feature service as a process of its own, with its clock driven by events, to be killed. */
public final class ServiceProcess {
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final ManagedChannel channel;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** Starts one that appends to a log file. Reporters may call at once: they wait for its port. */
  public static ServiceProcess start(
      Path log, String jdbcUrl, String user, String password, String... settings)
      throws IOException {
    int port = freePort();
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FeatureServiceApplication.class.getName(),
                "--spring.datasource.url=" + jdbcUrl,
                "--spring.datasource.username=" + user,
                "--spring.datasource.password=" + password,
                "--spring.datasource.hikari.connection-timeout=2000",
                "--spring.grpc.server.port=" + port,
                "--server.port=0",
                "--spring.jmx.enabled=false",
                "--stillwatch.clock=events",
                "--stillwatch.tokens.seeds[0].name=reporter",
                "--stillwatch.tokens.seeds[0].scopes=REPORT",
                "--stillwatch.tokens.seeds[0].secret=" + RunningService.REPORTER));
    for (String setting : settings) {
      line.add("--" + setting);
    }
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServiceProcess(process, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public UsageServiceGrpc.UsageServiceStub usage() {
    return UsageServiceGrpc.newStub(channel(RunningService.REPORTER)).withWaitForReady();
  }

  /** The channel with a token. */
  public Channel channel(String secret) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** The kernel's own end: no hook runs. */
  public void kill() throws InterruptedException {
    channel.shutdownNow();
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end and waits for that. */
  public void stop() throws InterruptedException {
    channel.shutdownNow();
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("the service did not stop within " + STOP_SECONDS + " s");
    }
  }
}
