package io.stillwatch.modelservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.stillwatch.rim.tokens.TokenBook;
import io.stillwatch.v1.CheckAccountRequest;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.PublishModelRequest;
import io.stillwatch.v1.PublishModelResponse;
import io.stillwatch.v1.RevokeTokenRequest;
import io.stillwatch.v1.TokenServiceGrpc;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

final class AccessTest {
  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry("stillwatch.v1.VerdictService/CheckAccount", "check"),
          Map.entry("stillwatch.v1.VerdictService/CheckAccounts", "check"),
          Map.entry("stillwatch.v1.VerdictService/ExplainAccount", "read"),
          Map.entry("stillwatch.v1.VerdictService/EraseVerdict", "admin"),
          Map.entry("stillwatch.v1.VerdictService/ListVerdicts", "read"),
          Map.entry("stillwatch.v1.ModelService/PublishModel", "publish"),
          Map.entry("stillwatch.v1.ModelService/ListModels", "read"),
          Map.entry("stillwatch.v1.ModelService/GetPersonas", "read"),
          Map.entry("stillwatch.v1.ModelService/ActivateModel", "admin"),
          Map.entry("stillwatch.v1.ModelService/RollBackModel", "admin"),
          Map.entry("stillwatch.v1.NetworkService/ListNetworks", "read"),
          Map.entry("stillwatch.v1.NetworkService/GetNetwork", "read"),
          Map.entry("stillwatch.v1.NetworkService/ListMembers", "read"),
          Map.entry("stillwatch.v1.NetworkService/ExportNetwork", "read"),
          Map.entry("stillwatch.v1.NetworkService/LabelNetwork", "admin"),
          Map.entry("stillwatch.v1.NetworkService/UpdateCase", "admin"),
          Map.entry("stillwatch.v1.NetworkService/SplitNetwork", "admin"),
          Map.entry("stillwatch.v1.NetworkService/MergeNetworks", "admin"),
          Map.entry("stillwatch.v1.TokenService/CreateToken", "admin"),
          Map.entry("stillwatch.v1.TokenService/ListTokens", "admin"),
          Map.entry("stillwatch.v1.TokenService/RevokeToken", "admin"));

  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static PlayedVectors features;
  private static RunningService service;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    service = RunningService.start(RunningService.newDatabase(), features);
    LOG.start();
    root().addAppender(LOG);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
    root().detachAppender(LOG);
    assertThat(LOG.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("sw_"));
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void everyMethod_eachToken_isOpenToItsScopeAlone() {
    List<ServiceDescriptor> services =
        List.of(
            VerdictServiceGrpc.getServiceDescriptor(),
            ModelServiceGrpc.getServiceDescriptor(),
            NetworkServiceGrpc.getServiceDescriptor(),
            TokenServiceGrpc.getServiceDescriptor());
    for (ServiceDescriptor described : services) {
      for (MethodDescriptor<?, ?> method : described.getMethods()) {
        String needed = NEEDED.get(method.getFullMethodName());
        for (String scope : List.of("report", "check", "read", "publish", "admin")) {
          Status.Code code = code(service.as(RunningService.secret(scope)), method);
          assertThat(code == Status.Code.PERMISSION_DENIED)
              .as("%s with the scope %s: %s", method.getFullMethodName(), scope, code)
              .isEqualTo(!scope.equals(needed));
        }
        assertThat(code(service.asNobody(), method)).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(code(service.as("sw_wrong"), method)).isEqualTo(Status.Code.UNAUTHENTICATED);
      }
    }
  }

  @Test
  void health_withoutToken_answers() {
    assertThat(
            HealthGrpc.newBlockingStub(service.asNobody())
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void reflection_withoutToken_namesTheServices() {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(service.asNobody())
            .serverReflectionInfo(new FirstAnswer<>(answer));
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

    assertThat(answer.join().getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains("stillwatch.v1.VerdictService", "stillwatch.v1.ModelService");
    questions.onCompleted();
  }

  @Test
  void revokeToken_secretInUse_isWorthlessWithinSeconds() {
    String secret =
        service
            .tokens()
            .createToken(
                CreateTokenRequest.newBuilder().setName("gateway").addScopes("check").build())
            .getSecret();
    VerdictServiceGrpc.VerdictServiceBlockingStub gateway =
        VerdictServiceGrpc.newBlockingStub(service.as(secret));
    CheckAccountRequest question =
        CheckAccountRequest.newBuilder().setSubject(RunningService.account("one")).build();
    assertThat(gateway.checkAccount(question).hasVerdict()).isTrue();

    service.tokens().revokeToken(RevokeTokenRequest.newBuilder().setName("gateway").build());

    Await.until(
        "refused",
        () -> {
          try {
            return !gateway.checkAccount(question).hasVerdict();
          } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode() == Status.Code.UNAUTHENTICATED;
          }
        });
  }

  @Test
  void createToken_unfitName_isRefused() {
    for (String name : List.of("", " ", "x".repeat(10_000), "gate\0way", "gate\nway")) {
      Refused.with(
          Status.Code.INVALID_ARGUMENT,
          "a token's name has",
          () ->
              service
                  .tokens()
                  .createToken(
                      CreateTokenRequest.newBuilder().setName(name).addScopes("check").build()));
    }
  }

  @Test
  void revokeToken_lastAdmin_isKept() {
    service.tokens().revokeToken(RevokeTokenRequest.newBuilder().setName("only-report").build());
    try (RunningService alone =
        RunningService.start(
            RunningService.newDatabase(), features, "stillwatch.tokens.seeds[5].scopes=check")) {
      Refused.with(
          Status.Code.FAILED_PRECONDITION,
          "last token",
          () ->
              alone
                  .tokens()
                  .revokeToken(RevokeTokenRequest.newBuilder().setName("operator").build()));
    }
  }

  /** As another replica would: in a transaction that ends after this one has begun. */
  @Test
  void revokeToken_lastTwoAdminsEachOtherAtOnce_leavesOne() throws Exception {
    List<String> database = RunningService.newDatabase();
    try (RunningService both =
            RunningService.start(
                database,
                features,
                "stillwatch.tokens.seeds[1].scopes=admin",
                "stillwatch.tokens.seeds[5].scopes=check");
        Connection elsewhere = both.part(DataSource.class).getConnection();
        Statement statement = elsewhere.createStatement()) {
      elsewhere.setAutoCommit(false);
      statement.execute("delete from tokens where name = 'operator'");
      CompletableFuture<Status.Code> here =
          CompletableFuture.supplyAsync(() -> revocation(both, "only-report"));
      Await.until("decided, or waiting", () -> here.isDone() || someoneWaits(both));
      elsewhere.commit();
      assertThat(here.join()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      elsewhere.setAutoCommit(true);
    }
  }

  private static Status.Code revocation(RunningService at, String name) {
    try {
      at.part(TokenBook.class).revoke(name, () -> {});
      return Status.Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static boolean someoneWaits(RunningService at) {
    return at.part(JdbcClient.class)
        .sql(
            "select exists (select 1 from pg_locks where relation = 'tokens'::regclass and not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void publishModel_tokenRevokedWithinTheFile_ends() throws Exception {
    CompletableFuture<PublishModelResponse> answer = new CompletableFuture<>();
    String secret =
        service
            .tokens()
            .createToken(
                CreateTokenRequest.newBuilder().setName("trainer").addScopes("publish").build())
            .getSecret();
    StreamObserver<PublishModelRequest> file =
        ModelServiceGrpc.newStub(service.as(secret)).publishModel(new FirstAnswer<>(answer));
    file.onNext(PublishModelRequest.getDefaultInstance());
    service.tokens().revokeToken(RevokeTokenRequest.newBuilder().setName("trainer").build());
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .hasMessageContaining("UNAUTHENTICATED");
  }

  @Test
  void start_plaintextBeyondThisMachine_isRefused() {
    assertThatThrownBy(
            () ->
                RunningService.start(
                    RunningService.newDatabase(),
                    features,
                    "stillwatch.models.feature-service.target=features.example:9091"))
        .rootCause()
        .hasMessageContaining("beyond this machine")
        .hasMessageNotContaining("sw_");
    assertThatThrownBy(
            () ->
                RunningService.start(
                    RunningService.newDatabase(), features, "spring.grpc.server.address=0.0.0.0"))
        .rootCause()
        .hasMessageContaining("beyond this machine");
  }

  /** What a call with an empty message comes to. */
  private static Status.Code code(Channel channel, MethodDescriptor<?, ?> method) {
    MethodDescriptor<byte[], byte[]> raw =
        method.toBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
            .setType(MethodDescriptor.MethodType.UNARY)
            .build();
    try {
      ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, new byte[0]);
      return Status.Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    static final Bytes MARSHALLER = new Bytes();

    @Override
    public java.io.InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(java.io.InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (java.io.IOException broken) {
        throw new java.io.UncheckedIOException(broken);
      }
    }
  }
}
