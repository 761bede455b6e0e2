package io.stillwatch.modelservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes and metrics. */
class HttpTest {
  private static final List<String> DATABASE = RunningService.newDatabase();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static PlayedVectors features;
  private static RunningService service;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    service = RunningService.start(DATABASE, features);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "health/liveness", "health/readiness"})
  void probe_withoutToken_isAnswered(String probe) throws Exception {
    HttpResponse<String> answer = get(probe, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"UP\"").doesNotContain("PostgreSQL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prometheus", "info", "", "health/db", "health/../prometheus", "prometheus;a=b"})
  void everythingElse_withoutToken_isRefused(String page) throws Exception {
    assertThat(get(page, "").statusCode()).isBetween(400, 404);
    assertThat(get(page, "Bearer no-such-token").statusCode()).isBetween(400, 404);
    assertThat(get(page, "Bearer " + RunningService.secret("check")).statusCode())
        .isBetween(400, 404);
  }

  @Test
  void metrics_withTheScopeRead_areShown() throws Exception {
    HttpResponse<String> answer = get("prometheus", "bearer " + RunningService.secret("read"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("jvm_memory_used_bytes");
  }

  @Test
  void start_onAnOpenPortWithoutTls_isRefused() {
    assertThatThrownBy(
            () ->
                RunningService.start(
                    RunningService.newDatabase(), features, "server.address=0.0.0.0"))
        .hasStackTraceContaining("server.address is 0.0.0.0, beyond this machine, without TLS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server.address=",
        "spring.grpc.server.address=",
        "server.address=0.0.0.0 server.ssl.enabled=false server.ssl.bundle=nothing",
        "management.server.port=0"
      })
  void start_pastTheGuards_isRefused(String settings) {
    assertThatThrownBy(
            () ->
                RunningService.start(
                    RunningService.newDatabase(), features, settings.split(" ", -1)))
        .hasStackTraceContaining(
            settings.startsWith("management") ? "management.server.port is 0" : "without TLS");
  }

  private static HttpResponse<String> get(String page, String authorization) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.httpPort() + "/actuator/" + page);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
