package io.stillwatch.benchmarks.ingest;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.stillwatch.featureservice.FeatureServiceApplication;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.rim.tokens.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** A whole feature service in this process, with its usual settings, on a PostgreSQL of its own. */
public final class LoadedService implements AutoCloseable {
  private static final String DISK =
      """
      select coalesce(sum(pg_total_relation_size(inhrelid)), 0) from pg_inherits
      where inhparent = 'features.events'::regclass""";

  /** What the names of the reporters' threads begin with. */
  static final String REPORTERS = "reporter";

  private static final int REPORTER_THREADS = 2;

  private final EventLoopGroup reporters =
      new MultiThreadIoEventLoopGroup(
          REPORTER_THREADS, new DefaultThreadFactory(REPORTERS, true), NioIoHandler.newFactory());
  private final EmbeddedPostgres database;
  private final ConfigurableApplicationContext context;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final String secret = Secret.random();

  /** Starts it. */
  public LoadedService(EmbeddedPostgres database) {
    this.database = database;
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(FeatureServiceApplication.class);
    application.application().setRegisterShutdownHook(false);
    this.context =
        application.run(
            "--spring.config.name=feature-service",
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.main.log-startup-info=false",
            "--logging.level.root=WARN",
            "--spring.grpc.server.port=0",
            "--server.port=0",
            "--stillwatch.tokens.seeds[0].name=reporter",
            "--stillwatch.tokens.seeds[0].scopes=report,read",
            "--stillwatch.tokens.seeds[0].secret=" + secret);
  }

  /** A connection of its own to the service, on threads that are not the service's. */
  public Channel connect() {
    int port = context.getBean(GrpcServerLifecycle.class).getPort();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .eventLoopGroup(reporters)
            .channelType(NioSocketChannel.class)
            .usePlaintext()
            .directExecutor()
            .build();
    channels.add(channel);
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** One of the service's own parts. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /**
   * What the service committed since it started.
   *
   * @param millis from taking a batch to its commit
   */
  record Commits(long commits, double rows, double millis) {
    Commits since(Commits before) {
      return new Commits(commits - before.commits, rows - before.rows, millis - before.millis);
    }
  }

  Commits commits() {
    MeterRegistry registry = context.getBean(MeterRegistry.class);
    DistributionSummary events = registry.get("stillwatch.commit.events").summary();
    Timer time = registry.get("stillwatch.commit").timer();
    return new Commits(events.count(), events.totalAmount(), time.totalTime(TimeUnit.MILLISECONDS));
  }

  /** Bytes of write-ahead log ever written. */
  long walBytes() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
  }

  /** Bytes of the event log's partitions on disk, with their indexes. */
  long diskBytes() throws SQLException {
    return number(DISK);
  }

  private long number(String query) throws SQLException {
    try (Connection connection = sql();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  public Connection sql() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    reporters.shutdownGracefully().syncUninterruptibly();
    context.close();
  }
}
