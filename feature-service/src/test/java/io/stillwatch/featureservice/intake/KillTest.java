package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.featureservice.Relay;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.ServiceProcess;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.v1.FollowFramesRequest;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.StrandServiceGrpc;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service or PostgreSQL, whichever the dice say, at random moments of a season's report,
 * and compares every state, every closed day and every strand, byte by byte, with those of a report
 * that nobody disturbed. Answers of PostgreSQL are late now and then, and lost when it is killed,
 * so that some kills meet a commit that nobody knows of yet, or a checkpoint beside which intake
 * goes on. {@code -Dstillwatch.fault.rounds=20} kills twenty times, {@code -Dstillwatch.fault.seed}
 * throws the same dice again.
 */
class KillTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ROUNDS = Integer.getInteger("stillwatch.fault.rounds", 4);
  private static final int MOST_LATE_MILLIS = 20;
  private static final int MOST_PAUSE_NANOS = 60_000_000;
  private static final long SEED = Long.getLong("stillwatch.fault.seed", System.nanoTime());
  private static final String STATES =
      "select account_id, state from features.account_states order by 1";
  private static final String STRANDS =
      "select cluster_id || ' ' || day, strands from features.strand_days where counted order by 1";
  private static final String PUBLISHER = "publisher-secret-of-the-tests";
  private static final String VECTORS =
      "select day || ' ' || first_account, vectors from features.vector_blocks order by 1";

  private final List<Report> season = season();
  private final Random dice = new Random(SEED);
  private Reporter speaker;
  private long durable;

  @TempDir Path folder;

  private static List<Report> season() {
    List<Report> events = new ArrayList<>();
    Casting.demo(300, 6, 5).run(events::add);
    return events;
  }

  @Test
  void kill_ofEitherProcessAtRandomMoments_losesAndDoublesNothing() throws Exception {
    System.out.println("stillwatch.fault.seed=" + SEED + ", " + season.size() + " events");
    String calm = RunningService.newDatabase();
    try (RunningService service =
        RunningService.start(
            calm,
            "stillwatch.tokens.seeds[2].name=publisher",
            "stillwatch.tokens.seeds[2].scopes=PUBLISH",
            "stillwatch.tokens.seeds[2].secret=" + PUBLISHER)) {
      follow(service.channel(PUBLISHER));
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 1, season.size());
      reporter.awaitDurable(season.size());
    }
    EmbeddedPostgres stormy = storm();
    try {
      EmbeddedPostgres shared = EmbeddedPostgres.shared();
      String stormyUrl = stormy.jdbcUrl();
      assertThat(count(stormyUrl, stormy)).as("rows, seed %d", SEED).isEqualTo(season.size());
      assertThat(rows(stormyUrl, stormy, STATES))
          .as("states, seed %d", SEED)
          .hasSizeGreaterThan(250)
          .isEqualTo(rows(calm, shared, STATES));
      assertThat(rows(stormyUrl, stormy, VECTORS))
          .as("blocks of 5 days, seed %d", SEED)
          .hasSizeGreaterThan(10)
          .isEqualTo(rows(calm, shared, VECTORS));
      assertThat(rows(stormyUrl, stormy, STRANDS))
          .as("strands, seed %d", SEED)
          .hasSizeGreaterThan(8)
          .isEqualTo(rows(calm, shared, STRANDS));
    } finally {
      stormy.close();
    }
  }

  /** Reports the season in parts, with a kill in each, and stops the service in order. */
  private EmbeddedPostgres storm() throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("postgres"));
    try (Relay relay = new Relay(server.port(), MOST_LATE_MILLIS, new Random(SEED))) {
      ServiceProcess service = start(relay, server);
      follow(service.channel(PUBLISHER));
      for (int round = 1; round <= ROUNDS; round++) {
        long from = (long) season.size() * (round - 1) / ROUNDS;
        long upTo = (long) season.size() * round / ROUNDS;
        long moment = from + dice.nextInt((int) (upTo - from));
        ServiceProcess running = service;
        awaitOpen(running);
        CompletableFuture<Void> report =
            CompletableFuture.runAsync(() -> report(running, upTo), KillTest::beside);
        Await.until("the moment", () -> durable() >= moment);
        // A batch was acknowledged just now: without a pause no kill would meet the next commit.
        LockSupport.parkNanos(dice.nextInt(MOST_PAUSE_NANOS));
        boolean killService = dice.nextBoolean();
        System.out.printf(
            "round %d: kills %s while %d of %d are durable%n",
            round, killService ? "the service" : "PostgreSQL", durable(), upTo);
        if (killService) {
          service.kill();
          service = start(relay, server);
        } else {
          kill(server, relay);
          server.close();
          server = EmbeddedPostgres.start(folder.resolve("postgres"));
          relay.retarget(server.port());
        }
        report.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        report(service, upTo);
      }
      service.stop();
      return server;
    }
  }

  /** The common pool may have one thread, and the end of a process is told on that. */
  private static void beside(Runnable work) {
    Thread thread = new Thread(work, "reporter");
    thread.setDaemon(true);
    thread.start();
  }

  /** The three frames that the season uses most. */
  private void follow(Channel channel) {
    Map<Long, Integer> uses = new HashMap<>();
    Map<Long, UsageEvent.Content> contents = new HashMap<>();
    for (Report report : season) {
      if (EventWire.read("gateway", report) instanceof UsageEvent usage
          && usage.content() != null
          && usage.content().frameKey() != 0) {
        uses.merge(usage.content().frameKey(), 1, Integer::sum);
        contents.putIfAbsent(usage.content().frameKey(), usage.content());
      }
    }
    FollowFramesRequest.Builder request = FollowFramesRequest.newBuilder();
    uses.entrySet().stream()
        .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
        .limit(3)
        .forEach(
            use ->
                request.addClusters(
                    FrameCluster.newBuilder()
                        .setId("frame-" + use.getKey())
                        .addFrames(frame(contents.get(use.getKey())))));
    StrandServiceGrpc.newBlockingStub(channel)
        .withWaitForReady()
        .withDeadlineAfter(2, TimeUnit.MINUTES)
        .followFrames(request.build());
  }

  private static Frame.Builder frame(UsageEvent.Content content) {
    return Frame.newBuilder()
        .setKey(content.frameKey())
        .addAllBands(Arrays.stream(content.frameBands()).boxed().toList());
  }

  private ServiceProcess start(Relay relay, EmbeddedPostgres server) throws Exception {
    return ServiceProcess.start(
        folder.resolve("service.log"),
        "jdbc:postgresql://127.0.0.1:" + relay.port() + "/stillwatch",
        server.user(),
        server.password(),
        "stillwatch.tokens.seeds[1].name=publisher",
        "stillwatch.tokens.seeds[1].scopes=PUBLISH",
        "stillwatch.tokens.seeds[1].secret=" + PUBLISHER,
        "stillwatch.features.checkpoint-every=50ms",
        "stillwatch.features.batch-events=64");
  }

  /** Cuts at once: workers of a killed server may end what they were at, and answer. */
  private static void kill(EmbeddedPostgres server, Relay relay) throws Exception {
    ProcessHandle main = ProcessHandle.of(server.pid()).orElseThrow();
    main.destroyForcibly();
    relay.cut();
    main.onExit().get(30, TimeUnit.SECONDS);
  }

  private static void awaitOpen(ServiceProcess service) {
    Reporter knock = Reporter.open(service.usage(), "knock", 1);
    Await.until("the service is open", PATIENCE, knock::isAnswered);
    knock.awaitOpened();
  }

  /** Reports up to an event, resuming whenever the stream ends, while the service lives. */
  private void report(ServiceProcess service, long upTo) {
    while (durable() < upTo && service.isAlive()) {
      Reporter reporter = Reporter.open(service.usage(), "gateway", 1);
      speaks(reporter);
      Await.until("an answer", PATIENCE, () -> reporter.isAnswered() || !service.isAlive());
      if (reporter.ended() == null && service.isAlive()) {
        long opened = reporter.awaitOpened();
        assertThat(opened)
            .as("where the stream goes on, seed %d", SEED)
            .isGreaterThanOrEqualTo(durable());
        send(reporter, opened + 1, upTo);
        Await.until(
            "the end of the part, or of the stream",
            PATIENCE,
            () -> reporter.durable() >= upTo || reporter.ended() != null || !service.isAlive());
      } else {
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  /** The last event that was acknowledged, as far as is known here. */
  private synchronized long durable() {
    durable = Math.max(durable, speaker == null ? 0 : speaker.durable());
    return durable;
  }

  private synchronized void speaks(Reporter reporter) {
    durable();
    speaker = reporter;
  }

  private void send(Reporter reporter, long from, long to) {
    for (long at = from; at <= to && reporter.ended() == null; at++) {
      reporter.send(season.get((int) at - 1).toBuilder(), at);
    }
  }

  private static long count(String url, EmbeddedPostgres server) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from features.events")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, String> rows(String url, EmbeddedPostgres server, String query)
      throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.put(row.getString(1), Base64.getEncoder().encodeToString(row.getBytes(2)));
      }
    }
    return rows;
  }
}
