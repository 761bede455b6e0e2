package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows nothing of us but our reflection: grpcurl. */
@Tag("peer")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockClientTest {
  /** How long an account's vector may take to the model service. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Path folder;
  private RunningPlatform platform;
  private String customer;
  private int calls;

  @BeforeAll
  void start(@TempDir Path shared) {
    folder = shared;
    platform = RunningPlatform.start(folder);
    Season season = Season.simulate(folder, 200, 4, 3);
    customer = season.firstAccount();
    Command.Outcome replay =
        Command.run(
            folder.resolve("replay.log"),
            Duration.ofMinutes(3),
            "replay",
            "--events",
            season.events().toString(),
            "--to",
            platform.ingestAddress(),
            "--token",
            platform.operatorToken());
    assertThat(replay.exit()).as(replay.output()).isZero();
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void health_ofBothServices_isServing() {
    for (String address : List.of(platform.verdictAddress(), platform.ingestAddress())) {
      Command.Outcome health = grpcurl(List.of(address, "grpc.health.v1.Health/Check"));
      assertThat(health.output()).contains("SERVING");
      assertThat(health.exit()).isZero();
    }
  }

  @Test
  void reflection_listsTheServices() {
    assertThat(grpcurl(List.of(platform.verdictAddress(), "list")).output())
        .contains(
            "stillwatch.v1.VerdictService",
            "stillwatch.v1.ModelService",
            "stillwatch.v1.NetworkService",
            "stillwatch.v1.TokenService");
    assertThat(grpcurl(List.of(platform.ingestAddress(), "list")).output())
        .contains("stillwatch.v1.UsageService", "stillwatch.v1.FeatureService");
  }

  @Test
  void checkAccount_withTheOperatorsToken_isAnswered() {
    Command.Outcome check =
        verdict(
            platform.operatorToken(), "CheckAccount", "{\"subject\":{\"account_id\":\"nobody\"}}");
    assertThat(check.output()).contains("BAND_UNKNOWN").contains("nobody");
    assertThat(check.exit()).isZero();
  }

  @Test
  void explainAccount_ofACustomer_isAnsweredWithItsVerdict() {
    String question = "{\"subject\":{\"account_id\":\"" + customer + "\"}}";
    Instant end = Instant.now().plus(PATIENCE);
    Command.Outcome explain = verdict(platform.operatorToken(), "ExplainAccount", question);
    while (explain.exit() != 0 && Instant.now().isBefore(end)) {
      RunningCommand.pause();
      explain = verdict(platform.operatorToken(), "ExplainAccount", question);
    }
    assertThat(explain.exit()).as(explain.output()).isZero();
    assertThat(explain.output())
        .contains("\"account_id\": \"" + customer + "\"")
        .contains("\"learning_state\": \"LEARNING_STATE_LEARNING\"");
  }

  @Test
  void explainAccount_ofAStranger_isNotFound() {
    Command.Outcome explain =
        verdict(
            platform.operatorToken(),
            "ExplainAccount",
            "{\"subject\":{\"account_id\":\"nobody\"}}");
    assertThat(explain.output()).contains("NotFound");
    assertThat(explain.exit()).isNotZero();
  }

  @Test
  void checkAccount_withoutAToken_isUnauthenticated() {
    Command.Outcome check =
        grpcurl(
            List.of(
                "-d",
                "{\"subject\":{\"account_id\":\"nobody\"}}",
                platform.verdictAddress(),
                "stillwatch.v1.VerdictService/CheckAccount"));
    assertThat(check.output()).contains("Unauthenticated");
    assertThat(check.exit()).isNotZero();
  }

  @Test
  void explainAccount_withAGatewaysToken_isPermissionDenied() {
    String secret = createToken("gateway", "check");
    assertThat(
            verdict(secret, "CheckAccount", "{\"subject\":{\"account_id\":\"nobody\"}}").output())
        .contains("BAND_UNKNOWN");
    Command.Outcome explain =
        verdict(secret, "ExplainAccount", "{\"subject\":{\"account_id\":\"nobody\"}}");
    assertThat(explain.output()).contains("PermissionDenied");
    assertThat(explain.exit()).isNotZero();
  }

  @Test
  void checkAccount_ofNobody_isInvalidArgument() {
    assertThat(verdict(platform.operatorToken(), "CheckAccount", "{}").output())
        .contains("InvalidArgument");
  }

  private String createToken(String name, String scope) {
    Command.Outcome created =
        grpcurl(
            List.of(
                "-H",
                "authorization: Bearer " + platform.operatorToken(),
                "-d",
                "{\"name\":\"" + name + "\",\"scopes\":[\"" + scope + "\"]}",
                platform.verdictAddress(),
                "stillwatch.v1.TokenService/CreateToken"));
    assertThat(created.exit()).as(created.output()).isZero();
    return created.output().replaceFirst("(?s).*\"secret\": *\"([^\"]+)\".*", "$1");
  }

  private Command.Outcome verdict(String token, String method, String request) {
    return grpcurl(
        List.of(
            "-H",
            "authorization: Bearer " + token,
            "-d",
            request,
            platform.verdictAddress(),
            "stillwatch.v1.VerdictService/" + method));
  }

  private Command.Outcome grpcurl(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("grpcurl", "-plaintext"));
    line.addAll(arguments);
    return Command.runProgram(
        folder.resolve("grpcurl-" + calls++ + ".log"), Duration.ofSeconds(30), line);
  }
}
