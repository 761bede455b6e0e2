package io.stillwatch.modelservice;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.CheckAccountRequest;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.PublishModelRequest;
import io.stillwatch.v1.PublishModelResponse;
import io.stillwatch.v1.Subject;
import io.stillwatch.v1.TokenServiceGrpc;
import io.stillwatch.v1.Verdict;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * A model service on a free port, and its callers: one token with every scope, one for each scope.
 */
public final class RunningService implements AutoCloseable {
  public static final String OPERATOR = "sw_the-operator-of-all-scopes";
  private static final List<String> SCOPES = List.of("report", "check", "read", "publish", "admin");
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final ConfigurableApplicationContext context;
  private final ManagedChannel channel;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    int port = context.getBean(GrpcServerLifecycle.class).getPort();
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** A new database in the shared server, as settings. */
  public static List<String> newDatabase() {
    String name = "models_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    EmbeddedPostgres server = EmbeddedPostgres.shared();
    return database(server, server.createDatabase(name));
  }

  public static List<String> database(EmbeddedPostgres server, String url) {
    return List.of(
        "spring.datasource.url=" + url,
        "spring.datasource.username=" + server.user(),
        "spring.datasource.password=" + server.password());
  }

  public static RunningService start(
      List<String> database, PlayedVectors features, String... settings) {
    List<String> all = new ArrayList<>(database);
    all.add("spring.config.name=model-service");
    all.add("spring.grpc.server.port=0");
    all.add("server.port=0");
    all.add("spring.datasource.hikari.connection-timeout=1000");
    all.add("stillwatch.models.trusted-keys[0]=" + Models.publicKey());
    all.add("stillwatch.models.feature-service.target=127.0.0.1:" + features.port());
    all.add("stillwatch.models.feature-service.token=" + PlayedVectors.TOKEN);
    all.add("stillwatch.models.feature-service.longest-pause=200ms");
    all.add("stillwatch.models.champion-poll=100ms");
    all.add("stillwatch.models.write-every=100ms");
    seed(all, 0, "operator", String.join(",", SCOPES), OPERATOR);
    for (String scope : SCOPES) {
      seed(all, 1 + SCOPES.indexOf(scope), "only-" + scope, scope, secret(scope));
    }
    all.addAll(List.of(settings));
    return new RunningService(
        new SpringApplicationBuilder(ModelServiceApplication.class).run(arguments(all)));
  }

  /** The last word on each setting holds. */
  private static String[] arguments(List<String> settings) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String setting : settings) {
      byName.put(setting.substring(0, setting.indexOf('=')), "--" + setting);
    }
    return byName.values().toArray(String[]::new);
  }

  private static void seed(List<String> all, int i, String name, String scopes, String secret) {
    String seed = "stillwatch.tokens.seeds[" + i + "].";
    all.add(seed + "name=" + name);
    all.add(seed + "scopes=" + scopes);
    all.add(seed + "secret=" + secret);
  }

  /** The secret of the token that has this scope alone. */
  public static String secret(String scope) {
    return "sw_the-token-with-the-scope-" + scope;
  }

  public int httpPort() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  /** A part of the service, for what no call shows. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** The same, where there are several of a type. */
  public <T> T part(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** As somebody with this secret. */
  public Channel as(String secret) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  public Channel asNobody() {
    return channel;
  }

  public VerdictServiceGrpc.VerdictServiceBlockingStub verdicts() {
    return VerdictServiceGrpc.newBlockingStub(as(OPERATOR));
  }

  public ModelServiceGrpc.ModelServiceBlockingStub models() {
    return ModelServiceGrpc.newBlockingStub(as(OPERATOR));
  }

  public NetworkServiceGrpc.NetworkServiceBlockingStub networks() {
    return NetworkServiceGrpc.newBlockingStub(as(OPERATOR));
  }

  public TokenServiceGrpc.TokenServiceBlockingStub tokens() {
    return TokenServiceGrpc.newBlockingStub(as(OPERATOR));
  }

  public Verdict check(String accountId) {
    return verdicts()
        .checkAccount(CheckAccountRequest.newBuilder().setSubject(account(accountId)).build())
        .getVerdict();
  }

  public static Subject account(String accountId) {
    return Subject.newBuilder().setAccountId(accountId).build();
  }

  /** In chunks of 64 KiB; throws the call's StatusRuntimeException. */
  public PublishModelResponse publish(ByteString file) {
    return publish(file, 1 << 16);
  }

  public PublishModelResponse publish(ByteString file, int chunkBytes) {
    CompletableFuture<PublishModelResponse> answer = new CompletableFuture<>();
    StreamObserver<PublishModelRequest> chunks =
        ModelServiceGrpc.newStub(as(OPERATOR)).publishModel(new FirstAnswer<>(answer));
    for (int from = 0; from < file.size(); from += chunkBytes) {
      ByteString chunk = file.substring(from, Math.min(file.size(), from + chunkBytes));
      chunks.onNext(PublishModelRequest.newBuilder().setChunk(chunk).build());
    }
    chunks.onCompleted();
    try {
      return answer.join();
    } catch (CompletionException failed) {
      throw (RuntimeException) failed.getCause();
    }
  }

  public Promotion activate(String version) {
    return models()
        .activateModel(
            ActivateModelRequest.newBuilder().setVersion(version).setReason("a test").build())
        .getPromotion();
  }

  public void makeChampion(ModelBundle bundle) {
    publish(Models.signed(bundle));
    activate(bundle.getManifest().getVersion());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    context.close();
  }
}
