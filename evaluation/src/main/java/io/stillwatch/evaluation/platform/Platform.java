package io.stillwatch.evaluation.platform;

import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.featureservice.FeatureServiceApplication;
import io.stillwatch.modelservice.ModelServiceApplication;
import io.stillwatch.modelservice.dashboard.people.FirstAdministrator;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.Secret;
import io.stillwatch.trainer.BaselineSource;
import io.stillwatch.trainer.ClosedDayVectors;
import io.stillwatch.trainer.Hour;
import io.stillwatch.trainer.HourOutcome;
import io.stillwatch.trainer.Night;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.trainer.ServiceChannel;
import io.stillwatch.v1.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Both services on an embedded PostgreSQL in one process. What they know of each other is an
 * address and a token, as anywhere else. Closing it ends the calls, stores the states, and stops
 * PostgreSQL last.
 */
public final class Platform implements AutoCloseable {
  private static final String SWEPT_UNTIL = "stillwatch.vectors.swept.until.timestamp";
  private static final String EVERY_SCOPE = "report,check,read,publish,admin";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final String operatorToken;
  private final SigningKey signingKey;
  private final ConfigurableApplicationContext features;
  private final ConfigurableApplicationContext models;
  private final TrainingCounts trainings;
  private final ReentrantLock training = new ReentrantLock();
  private final ManagedChannel ingest;
  private final ManagedChannel verdicts;

  private Platform(PlatformOptions options) {
    options.ports().refuseTaken();
    try {
      Files.createDirectories(options.data());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the data folder " + options.data(), e);
    }
    EmbeddedPostgres database = EmbeddedPostgres.start(options.data().resolve("postgres"));
    parts.push(database);
    try {
      operatorToken = OwnerFile.readOrCreate(options.data().resolve("operator-token"));
      Path keyFile = options.data().resolve("signing-key.pem");
      signingKey = SigningKey.readOrCreate(keyFile);
      String readerToken = Secret.random();
      features = startFeatures(options, database, readerToken);
      parts.push(features);
      models = startModels(options, database, readerToken, keyFile);
      parts.push(models);
      trainings = new TrainingCounts(models.getBean(MeterRegistry.class));
      ingest = open(ingestPort());
      verdicts = open(verdictPort());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and returns when both services answer: about 5 seconds, the first time 10.
   * Throws IllegalStateException when the folder is in use by another process, and
   * IllegalArgumentException when a port is.
   */
  public static Platform start(PlatformOptions options) {
    return new Platform(options);
  }

  private ConfigurableApplicationContext startFeatures(
      PlatformOptions options, EmbeddedPostgres database, String readerToken) {
    List<String> settings = common(options, database, "feature-service");
    listen(settings, options.ports().ingest(), options.ports().ingestMetrics());
    seed(settings, 0, "operator", EVERY_SCOPE, operatorToken);
    seed(settings, 1, "model-service", "read", readerToken);
    return run(FeatureServiceApplication.class, settings);
  }

  private ConfigurableApplicationContext startModels(
      PlatformOptions options, EmbeddedPostgres database, String readerToken, Path keyFile) {
    List<String> settings = common(options, database, "model-service");
    listen(settings, options.ports().verdicts(), options.ports().dashboard());
    seed(settings, 0, "operator", EVERY_SCOPE, operatorToken);
    settings.add("stillwatch.models.feature-service.target=127.0.0.1:" + ingestPort());
    settings.add("stillwatch.models.feature-service.token=" + readerToken);
    settings.add("stillwatch.models.trusted-keys[0]=" + keyFile.toAbsolutePath() + ".pub");
    Path evidenceKey = options.data().resolve("evidence-key.pem");
    SigningKey.readOrCreate(evidenceKey);
    settings.add("stillwatch.models.evidence-key=" + evidenceKey.toAbsolutePath());
    return run(ModelServiceApplication.class, settings);
  }

  private static List<String> common(
      PlatformOptions options, EmbeddedPostgres database, String service) {
    List<String> settings = new ArrayList<>();
    settings.add("spring.config.name=" + service);
    settings.add("spring.datasource.url=" + database.jdbcUrl());
    settings.add("spring.datasource.username=" + database.user());
    settings.add("spring.datasource.password=" + database.password());
    settings.add("spring.main.log-startup-info=false");
    settings.add("logging.level.root=WARN");
    settings.add("stillwatch.clock=" + options.clock());
    settings.addAll(options.settings());
    if (options.jsonLogs()) {
      settings.add("logging.structured.format.console=ecs");
      settings.add("logging.structured.ecs.service.name=stillwatch");
      settings.add("logging.level.io.stillwatch=INFO");
    }
    return settings;
  }

  private static void listen(List<String> settings, int grpc, int http) {
    settings.add("spring.grpc.server.port=" + grpc);
    settings.add("server.port=" + http);
  }

  private static void seed(
      List<String> settings, int place, String name, String scopes, String secret) {
    String seed = "stillwatch.tokens.seeds[" + place + "].";
    settings.add(seed + "name=" + name);
    settings.add(seed + "scopes=" + scopes);
    settings.add(seed + "secret=" + secret);
  }

  private static ConfigurableApplicationContext run(Class<?> service, List<String> settings) {
    SpringApplicationBuilder application = new SpringApplicationBuilder(service);
    application.application().setRegisterShutdownHook(false);
    return application.run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }

  private ManagedChannel open(int port) {
    ManagedChannel channel = ServiceChannel.open("127.0.0.1:" + port, operatorToken, null);
    parts.push(channel::shutdownNow);
    return channel;
  }

  /**
   * Trains on the closed days, in the time of the services, and activates what passes its gates.
   */
  public NightOutcome train(NightPlan plan) {
    return trained(() -> night().run(plan, now()));
  }

  /**
   * Looks for networks among the accounts of now, and lets the champion know of them; not while a
   * night trains.
   */
  public HourOutcome lookForNetworks() {
    return lookForNetworks(new ClosedDayVectors(ingest)::baseline);
  }

  /**
   * The same.
   *
   * @param baselines where baseline days come from
   */
  public HourOutcome lookForNetworks(BaselineSource baselines) {
    if (!training.tryLock()) {
      return new HourOutcome.Idle("a night trains, or an hour is not over: the next goes on");
    }
    try {
      return trainings.countedHour(
          () -> new Hour(ingest, verdicts, signingKey, baselines).run(now()));
    } finally {
      training.unlock();
    }
  }

  /** One after the other; an hour that is begun is over in seconds. */
  private NightOutcome trained(Supplier<NightOutcome> night) {
    training.lock();
    try {
      return trainings.counted(night);
    } finally {
      training.unlock();
    }
  }

  /**
   * The same, telling how far it has come.
   *
   * @param baselines where baseline days come from
   */
  public NightOutcome train(NightPlan plan, BaselineSource baselines, Night.Progress progress) {
    Night night = new Night(ingest, verdicts, signingKey, baselines);
    return trained(() -> night.run(plan, now(), progress));
  }

  /** Goes on with a night that was broken off once its model was fitted. */
  public NightOutcome handOver(ModelBundle fitted) {
    return trained(() -> night().handOver(fitted));
  }

  private Night night() {
    return new Night(ingest, verdicts, signingKey);
  }

  /** Whether both services are up; one that loses its database for good ends itself. */
  public boolean running() {
    return features.isActive() && models.isActive();
  }

  /** What time it is for the services. */
  public Instant now() {
    return features.getBean(ServiceClock.class).instant();
  }

  /** No verdict is by a vector from before this time, unless time alone changed nothing in it. */
  public Instant judgedAsOf() {
    double seconds = models.getBean(MeterRegistry.class).get(SWEPT_UNTIL).gauge().value();
    return Instant.ofEpochMilli(Math.round(seconds * 1e3));
  }

  /** To the feature service, with the operator's token. */
  public ManagedChannel ingest() {
    return ingest;
  }

  /** To the model service, with the operator's token. */
  public ManagedChannel verdicts() {
    return verdicts;
  }

  public int ingestPort() {
    return features.getBean(GrpcServerLifecycle.class).getPort();
  }

  public int verdictPort() {
    return models.getBean(GrpcServerLifecycle.class).getPort();
  }

  /** Of the dashboard, and of the model service's metrics. */
  public int dashboardPort() {
    return httpPort(models);
  }

  /** The first administrator's password, to him who asks first; empty on later starts. */
  public Optional<String> takeFirstPassword() {
    return models.getBean(FirstAdministrator.class).takePassword();
  }

  /** Of the feature service's metrics. */
  public int ingestMetricsPort() {
    return httpPort(features);
  }

  private static int httpPort(ConfigurableApplicationContext service) {
    WebServer server = ((WebServerApplicationContext) service).getWebServer();
    if (server == null) {
      throw new IllegalStateException(service.getId() + " has no HTTP server");
    }
    return server.getPort();
  }

  /** A token with every scope on both services. */
  public String operatorToken() {
    return operatorToken;
  }

  @Override
  public synchronized void close() {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        first = first == null ? new IllegalStateException("a part did not stop", e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
