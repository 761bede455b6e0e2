package io.stillwatch.featureservice;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.UsageServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** A whole feature service on a database of its own, and a connection to it. */
public final class RunningService implements AutoCloseable {
  public static final String REPORTER = "reporter-secret-of-the-tests";
  public static final String READER = "reader-secret-of-the-tests";

  private final ConfigurableApplicationContext context;
  private final ManagedChannel channel;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    this.channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port())
            .usePlaintext()
            .maxInboundMessageSize(16 << 20)
            .build();
  }

  /** A new, empty database. */
  public static String newDatabase() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    return EmbeddedPostgres.shared().createDatabase(name);
  }

  /** Starts one with its clock driven by events and only one checkpoint, at the end. */
  public static RunningService start(String jdbcUrl, String... settings) {
    EmbeddedPostgres server = EmbeddedPostgres.shared();
    return startOn(jdbcUrl, server, settings);
  }

  /** The same on a server of its own. */
  public static RunningService startOn(
      String jdbcUrl, EmbeddedPostgres server, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.config.name=feature-service",
                "--spring.datasource.url=" + jdbcUrl,
                "--spring.datasource.username=" + server.user(),
                "--spring.datasource.password=" + server.password(),
                "--spring.datasource.hikari.connection-timeout=2000",
                "--spring.grpc.server.port=0",
                "--server.port=0",
                "--spring.grpc.server.shutdown.grace-period=100ms",
                "--spring.jmx.enabled=false",
                "--stillwatch.features.lease-patience=2s",
                "--stillwatch.features.checkpoint-every=1h",
                "--stillwatch.clock=events"));
    seed(arguments, 0, "reporter", "REPORT", REPORTER);
    seed(arguments, 1, "reader", "READ", READER);
    for (String setting : settings) {
      arguments.removeIf(given -> given.startsWith("--" + setting.split("=", 2)[0] + "="));
      arguments.add("--" + setting);
    }
    return new RunningService(
        new SpringApplicationBuilder(FeatureServiceApplication.class)
            .run(arguments.toArray(String[]::new)));
  }

  private static void seed(
      List<String> arguments, int at, String name, String scope, String secret) {
    Map.of("name", name, "scopes", scope, "secret", secret)
        .forEach(
            (key, value) ->
                arguments.add("--stillwatch.tokens.seeds[" + at + "]." + key + "=" + value));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int port() {
    return context.getBean(GrpcServerLifecycle.class).getPort();
  }

  public boolean isActive() {
    return context.isActive();
  }

  /** The channel with a token. */
  public Channel channel(String secret) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** The channel without one. */
  public Channel strangersChannel() {
    return channel;
  }

  public UsageServiceGrpc.UsageServiceBlockingStub usage() {
    return UsageServiceGrpc.newBlockingStub(channel(REPORTER))
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  public FeatureServiceGrpc.FeatureServiceBlockingStub features() {
    return FeatureServiceGrpc.newBlockingStub(channel(READER))
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  public Reporter report(String source, long epoch) {
    return Reporter.open(UsageServiceGrpc.newStub(channel(REPORTER)), source, epoch);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    context.close();
  }
}
