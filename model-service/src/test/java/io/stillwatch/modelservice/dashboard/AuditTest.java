package io.stillwatch.modelservice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Person;
import io.stillwatch.modelservice.dashboard.people.Role;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.ExplainAccountRequest;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListTokensRequest;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.RevokeTokenRequest;
import io.stillwatch.v1.RollBackModelRequest;
import io.stillwatch.v1.Token;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each action leaves its line, and nobody takes a line away. */
final class AuditTest {
  private static final Actor TEST = Actor.person("test");
  private static PlayedVectors features;
  private static RunningService service;
  private static Browser boss;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    features.put(io.stillwatch.modelservice.People.one("member", Instant.now()));
    service =
        RunningService.start(
            RunningService.newDatabase(),
            features,
            "stillwatch.dashboard.first-administrator=false");
    service.makeChampion(Models.of("base", "member"));
    Await.until("heard of", () -> service.check("member").hasRisk());
    boss = Staff.signedIn(service, "boss", Role.ADMINISTRATOR);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @Test
  void signInAndOut_leaveALineEach() {
    Staff.hire(service, "comer", Role.VIEWER);
    int before = Staff.log(service).size();
    new Browser(service).signIn("comer", "wrong");
    Browser comer = Browser.of(service, "comer", Staff.PASSWORD);
    comer.post(
        "/password",
        "present",
        Staff.PASSWORD,
        "chosen",
        "a-new-Song-11",
        "again",
        "a-new-Song-11");
    comer = Browser.of(service, "comer", "a-new-Song-11");
    comer.post("/sign-out");
    assertThat(since(before))
        .containsExactly(
            "stillwatch SERVICE SIGN_IN_REFUSED comer: wrong password",
            "comer DASHBOARD SIGNED_IN comer: ",
            "comer DASHBOARD PASSWORD_CHANGED comer: ",
            "comer DASHBOARD SIGNED_IN comer: ",
            "comer DASHBOARD SIGNED_OUT comer: ");
  }

  @Test
  void people_byPage_leaveALineEach() {
    int before = Staff.log(service).size();
    assertThat(boss.postAndFollow("/people/add", "name", "Dana", "role", "viewer"))
        .contains("the first password of dana");
    boss.post("/people/change", "name", "dana", "role", "analyst", "disabled", "true");
    boss.post("/people/reset", "name", "dana");
    boss.post("/people/add", "name", "dana", "role", "viewer");
    boss.post("/people/change", "name", "nobody", "role", "viewer");
    assertThat(since(before))
        .containsExactly(
            "boss DASHBOARD PERSON_ADDED dana: as viewer",
            "boss DASHBOARD PERSON_CHANGED dana: viewer → analyst, kept out",
            "boss DASHBOARD PASSWORD_RESET dana: ");
  }

  @Test
  void tokens_byPageAndByGrpc_leaveALineEach() {
    int before = Staff.log(service).size();
    boss.post("/tokens/create", "name", "gate", "scope", "read", "scope", "check");
    boss.post("/tokens/create", "name", "gate", "scope", "read");
    boss.post("/tokens/revoke", "name", "gate");
    boss.post("/tokens/revoke", "name", "gate");
    service
        .tokens()
        .createToken(CreateTokenRequest.newBuilder().setName("job").addScopes("read").build());
    service.tokens().revokeToken(RevokeTokenRequest.newBuilder().setName("job").build());
    assertThat(since(before))
        .containsExactly(
            "boss DASHBOARD TOKEN_CREATED gate: check, read",
            "boss DASHBOARD TOKEN_REVOKED gate: ",
            "operator GRPC TOKEN_CREATED job: read",
            "operator GRPC TOKEN_REVOKED job: ");
  }

  @Test
  void models_byPageAndByGrpc_leaveALineEach() {
    int before = Staff.log(service).size();
    service.publish(Models.signed(Models.of("a")));
    service.publish(Models.signed(Models.failingGate("b")));
    service.activate("a");
    boss.post("/models/promote", "version", "b", "reason", "needed");
    boss.post("/models/promote", "version", "b", "reason", "needed", "despiteGates", "true");
    boss.post("/models/promote", "version", "b", "reason", "again", "despiteGates", "true");
    boss.post("/models/roll-back", "reason", "too strict");
    service.models().rollBackModel(RollBackModelRequest.newBuilder().setReason("worse").build());
    assertThat(since(before))
        .containsExactly(
            "operator GRPC MODEL_PUBLISHED a: ",
            "operator GRPC MODEL_PUBLISHED b: ",
            "operator GRPC MODEL_PROMOTED a: a test",
            "boss DASHBOARD MODEL_PROMOTED b: needed (despite gates: rows (7 rows of 200))",
            "boss DASHBOARD MODEL_ROLLED_BACK b: to a: too strict",
            "operator GRPC MODEL_ROLLED_BACK a: to base: worse");
    service.activate("base");
  }

  @Test
  void reasons_read_leaveALine() {
    int before = Staff.log(service).size();
    assertThat(boss.get("/account?id=member").statusCode()).isEqualTo(200);
    assertThat(boss.get("/account?id=stranger").statusCode()).isEqualTo(404);
    assertThat(explained("member")).isEqualTo(Status.Code.OK);
    assertThat(explained("stranger")).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(since(before))
        .containsExactly(
            "boss DASHBOARD ACCOUNT_EXPLAINED member: ",
            "operator GRPC ACCOUNT_EXPLAINED member: ");
  }

  @Test
  void reasons_whoseLineCannotBeWritten_areNotRead() {
    whileNoLineIsWritten(
        "action <> 'ACCOUNT_EXPLAINED'",
        () -> {
          assertThat(explained("member")).isEqualTo(Status.Code.INTERNAL);
          assertThat(boss.get("/account?id=member").statusCode()).isEqualTo(500);
        });
  }

  private static Status.Code explained(String account) {
    return code(
        () ->
            service
                .verdicts()
                .explainAccount(
                    ExplainAccountRequest.newBuilder()
                        .setSubject(RunningService.account(account))
                        .build()));
  }

  private static Status.Code code(Runnable call) {
    try {
      call.run();
      return Status.Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static void whileNoLineIsWritten(String check, Runnable work) {
    sql("alter table audit_log add constraint full_up check (" + check + ") not valid");
    try {
      work.run();
    } finally {
      sql("alter table audit_log drop constraint full_up");
    }
  }

  @Test
  void tokens_whoseLineCannotBeWritten_areNeitherMadeNorRevoked() {
    String kept =
        service
            .tokens()
            .createToken(CreateTokenRequest.newBuilder().setName("kept").addScopes("read").build())
            .getSecret();
    whileNoLineIsWritten(
        "action not like 'TOKEN_%'",
        () -> {
          CreateTokenRequest more =
              CreateTokenRequest.newBuilder().setName("more").addScopes("read").build();
          assertThat(code(() -> service.tokens().createToken(more)))
              .isEqualTo(Status.Code.INTERNAL);
          assertThat(boss.post("/tokens/create", "name", "more", "scope", "read").statusCode())
              .isEqualTo(500);
          RevokeTokenRequest end = RevokeTokenRequest.newBuilder().setName("kept").build();
          assertThat(code(() -> service.tokens().revokeToken(end))).isEqualTo(Status.Code.INTERNAL);
          assertThat(boss.post("/tokens/revoke", "name", "kept").statusCode()).isEqualTo(500);
        });
    assertThat(service.tokens().listTokens(ListTokensRequest.getDefaultInstance()).getTokensList())
        .extracting(Token::getName)
        .contains("kept")
        .doesNotContain("more");
    var models = ModelServiceGrpc.newBlockingStub(service.as(kept));
    assertThat(models.listModels(ListModelsRequest.getDefaultInstance()).getModelsCount())
        .isPositive();
  }

  @Test
  void model_whoseLineCannotBeWritten_isNotPublished() {
    whileNoLineIsWritten(
        "action <> 'MODEL_PUBLISHED'",
        () ->
            assertThatThrownBy(() -> service.publish(Models.signed(Models.of("unlisted"))))
                .hasStackTraceContaining("INTERNAL"));
    assertThat(service.models().listModels(ListModelsRequest.getDefaultInstance()).getModelsList())
        .noneMatch(model -> model.getManifest().getVersion().equals("unlisted"));
    service.publish(Models.signed(Models.of("unlisted")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_log set detail = 'nothing'",
        "delete from audit_log",
        "truncate audit_log"
      })
  void auditLog_changed_isRefusedByTheDatabase(String change) {
    List<String> before = Staff.log(service);
    assertThatThrownBy(() -> sql(change)).hasStackTraceContaining("the audit log is only added to");
    assertThat(before).isNotEmpty().isEqualTo(Staff.log(service));
  }

  @Test
  void promotion_whoseLineCannotBeWritten_doesNotHappen() {
    service.publish(Models.signed(Models.of("unnoted")));
    String champion = service.check("member").getModelVersion();
    sql("alter table audit_log add constraint full_up check (subject <> 'unnoted') not valid");
    try {
      assertThat(boss.post("/models/promote", "version", "unnoted", "reason", "r").statusCode())
          .isEqualTo(500);
      assertThatThrownBy(() -> service.activate("unnoted"))
          .isInstanceOf(StatusRuntimeException.class)
          .extracting(e -> ((StatusRuntimeException) e).getStatus().getCode())
          .isNotEqualTo(Status.Code.OK);
    } finally {
      sql("alter table audit_log drop constraint full_up");
    }
    assertThat(
            service.models().listModels(ListModelsRequest.getDefaultInstance()).getPromotionsList())
        .noneMatch(promotion -> promotion.getVersion().equals("unnoted"));
    assertThat(service.check("member").getModelVersion()).isEqualTo(champion);
  }

  @Test
  void lastAdministrator_keptOutOrDemotedOrReset_isRefused() {
    assertThat(boss.postAndFollow("/people/change", "name", "boss", "role", "analyst"))
        .contains("there would be no administrator left");
    assertThat(
            boss.postAndFollow(
                "/people/change", "name", "boss", "role", "administrator", "disabled", "true"))
        .contains("there would be no administrator left");
    assertThat(boss.postAndFollow("/people/reset", "name", "boss"))
        .contains("changed under Change password");
    assertThat(boss.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void lastTwoAdministrators_whoDemoteEachOtherAtOnce_leaveOne() {
    People people = service.part(People.class);
    people.add("twin", Role.ADMINISTRATOR, TEST);
    for (int round = 0; round < 5; round++) {
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<Boolean> first = demote(people, together, "boss");
      CompletableFuture<Boolean> second = demote(people, together, "twin");
      assertThat(first.join()).isNotEqualTo(second.join());
      assertThat(people.all().stream().filter(AuditTest::isAdministrator)).hasSize(1);
      people.change("boss", Role.ADMINISTRATOR, false, TEST);
      people.change("twin", Role.ADMINISTRATOR, false, TEST);
    }
    people.change("twin", Role.VIEWER, true, TEST);
    boss = Browser.of(service, "boss", Staff.PASSWORD);
  }

  private static boolean isAdministrator(Person person) {
    return person.role() == Role.ADMINISTRATOR && !person.disabled();
  }

  private static CompletableFuture<Boolean> demote(
      People people, CyclicBarrier together, String name) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            together.await();
            people.change(name, Role.VIEWER, false, TEST);
            return true;
          } catch (IllegalArgumentException refused) {
            return false;
          } catch (Exception broken) {
            throw new AssertionError(broken);
          }
        });
  }

  private static List<String> since(int count) {
    List<String> all = Staff.log(service);
    return all.subList(count, all.size());
  }

  private static void sql(String statement) {
    service.part(JdbcClient.class).sql(statement).update();
  }
}
