package io.stillwatch.modelservice.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.dashboard.Browser;
import io.stillwatch.modelservice.dashboard.Staff;
import io.stillwatch.modelservice.dashboard.people.Role;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LiveTest {
  private static PlayedVectors features;
  private static RunningService service;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    service = RunningService.start(RunningService.newDatabase(), features);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @Test
  void live_championChanges_tellsListenersWithinTwoSecondsAndForgetsWhoLeft() throws Exception {
    Browser viewer = Staff.signedIn(service, "listener", Role.VIEWER);
    LiveChanges live = service.part(LiveChanges.class);
    HttpResponse<InputStream> stream = listen(viewer);
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo(":following");
    // The first look after somebody came always tells; what counts is the next.
    next(lines, 5000);
    assertThat(live.listeners()).isEqualTo(1);

    service.publish(Models.signed(Models.of("v1")));
    service.activate("v1");
    assertThat(next(lines, 2000)).isEqualTo("event:changed");

    stream.body().close();
    service.publish(Models.signed(Models.of("v2")));
    service.activate("v2");
    service.publish(Models.signed(Models.of("v3")));
    service.activate("v3");
    Await.until("forgotten", () -> live.listeners() == 0);
  }

  @Test
  void live_nobody_mayNotListen() throws Exception {
    Browser nobody = new Browser(service);
    assertThat(Browser.target(listen(nobody))).isEqualTo("/sign-in");
  }

  private static String next(BufferedReader lines, long millis) throws Exception {
    return CompletableFuture.supplyAsync(() -> event(lines)).get(millis, TimeUnit.MILLISECONDS);
  }

  private static String event(BufferedReader lines) {
    return lines.lines().filter(line -> line.startsWith("event:")).findFirst().orElse("the end");
  }

  private static HttpResponse<InputStream> listen(Browser person) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(person.address("/live"))
            .header("Accept", "text/event-stream")
            .build();
    return person.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
  }
}
