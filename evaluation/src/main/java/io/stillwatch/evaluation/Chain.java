package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.featureservice.FeatureServiceApplication;
import io.stillwatch.modelservice.ModelServiceApplication;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.trainer.ServiceChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Both services as they are shipped, in event time, on free loopback ports and a database of their
 * own that goes with them. One token with every scope speaks to both.
 */
public final class Chain implements AutoCloseable {
  private static final String SCOPES = "report,check,read,publish,admin";

  private final List<AutoCloseable> parts = new ArrayList<>();
  private final String secret = newSecret();
  private final EmbeddedPostgres postgres;
  private final SigningKey key;
  private final ManagedChannel features;
  private final ManagedChannel models;

  private Chain() throws IOException {
    Path folder = Files.createTempDirectory("stillwatch-evaluation-");
    parts.add(() -> delete(folder));
    Path pem = folder.resolve("signing-key.pem");
    this.key = SigningKey.readOrCreate(pem);
    this.postgres = EmbeddedPostgres.startTemporary();
    parts.add(postgres);
    this.features = channel(start(FeatureServiceApplication.class, "feature-service"));
    this.models =
        channel(
            start(
                ModelServiceApplication.class,
                "model-service",
                "stillwatch.models.trusted-keys[0]=" + pem + ".pub",
                "stillwatch.models.feature-service.target=" + features.authority(),
                "stillwatch.models.feature-service.token=" + secret,
                "stillwatch.models.champion-poll=200ms"));
  }

  /** Starts everything; takes some seconds. */
  public static Chain start() {
    try {
      return new Chain();
    } catch (IOException unusable) {
      throw new UncheckedIOException("cannot make a temporary folder", unusable);
    }
  }

  /** To the feature service, with the token. */
  public Channel features() {
    return features;
  }

  /** To the model service, with the token. */
  public Channel models() {
    return models;
  }

  /** Signs models that the model service believes. */
  public SigningKey key() {
    return key;
  }

  private ConfigurableApplicationContext start(
      Class<?> application, String name, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "spring.config.name=" + name,
                "spring.datasource.url=" + postgres.jdbcUrl(),
                "spring.datasource.username=" + postgres.user(),
                "spring.datasource.password=" + postgres.password(),
                "spring.grpc.server.port=0",
                "spring.jmx.enabled=false",
                "spring.main.log-startup-info=false",
                "logging.level.root=WARN",
                "stillwatch.clock=events",
                "stillwatch.tokens.seeds[0].name=evaluation",
                "stillwatch.tokens.seeds[0].scopes=" + SCOPES,
                "stillwatch.tokens.seeds[0].secret=" + secret));
    all.addAll(List.of(settings));
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(application)
            .run(all.stream().map(setting -> "--" + setting).toArray(String[]::new));
    parts.add(context);
    return context;
  }

  private ManagedChannel channel(ConfigurableApplicationContext context) {
    int port = context.getBean(GrpcServerLifecycle.class).getPort();
    ManagedChannel channel = ServiceChannel.open("127.0.0.1:" + port, secret, null);
    parts.add(channel::shutdownNow);
    return channel;
  }

  private static String newSecret() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return "sw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Ends everything, newest first. */
  @Override
  public void close() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception failed) {
        throw new IllegalStateException("a part of the chain did not end", failed);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
