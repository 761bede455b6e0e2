package io.stillwatch.modelservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.v1.CheckAccountsRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the metrics of a running service say. */
final class MetersTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void metrics_ofARunningService_sayWhatHappened() {
    try (PlayedVectors features = new PlayedVectors();
        RunningService service = RunningService.start(RunningService.newDatabase(), features)) {
      assertThat(metric(service, "stillwatch_learning")).isEqualTo(1);
      assertThat(metric(service, "stillwatch_model_age_seconds")).isNaN();
      People.many(300, Instant.now()).forEach(features::put);
      service.makeChampion(Models.of("v1", "person-1", "person-2", "person-3"));
      Await.until(
          "the model is shown",
          () ->
              metric(service, "stillwatch_model_gates_failed") == 0
                  && metric(service, "stillwatch_models_registered") == 1);
      Await.until("all are held", () -> held(service) == 300);
      Await.until("judged", () -> metric(service, "stillwatch_rejudging_seconds_count") == 1);

      service.check("person-1");
      service
          .verdicts()
          .checkAccounts(
              CheckAccountsRequest.newBuilder()
                  .addSubjects(RunningService.account("person-2"))
                  .addSubjects(RunningService.account("nobody"))
                  .build());

      assertThat(metric(service, "stillwatch_checks_total")).isEqualTo(1);
      assertThat(metric(service, "stillwatch_check_batches_total")).isEqualTo(1);
      assertThat(metric(service, "stillwatch_check_batch_subjects_total")).isEqualTo(2);
      assertThat(metric(service, "stillwatch_learning")).isZero();
      assertThat(metric(service, "stillwatch_networks")).isEqualTo(1);
      assertThat(metric(service, "stillwatch_network_members")).isEqualTo(3);
      assertThat(metric(service, "stillwatch_verdicts_stale")).isZero();
      assertThat(metric(service, "stillwatch_vector_arrival_age_seconds")).isBetween(0.0, 120.0);
      assertThat(text(service))
          .contains("alias=\"champion\",service=\"model-service\",version=\"v1\"");
    }
  }

  @Test
  void metrics_afterTheStreamBroke_sayThatVerdictsAreStale() {
    try (PlayedVectors features = new PlayedVectors();
        RunningService service = RunningService.start(RunningService.newDatabase(), features)) {
      Await.until("the stream is there", () -> metric(service, "stillwatch_verdicts_stale") == 0);
      double before = metric(service, "stillwatch_stream_interruptions_total");
      features.stop();
      Await.until("it is stale", () -> metric(service, "stillwatch_verdicts_stale") == 1);
      Await.until(
          "it tried", () -> metric(service, "stillwatch_stream_interruptions_total") > before);
    }
  }

  private static double held(RunningService service) {
    return Stream.of("unknown", "none", "watch", "soft", "hard")
        .mapToDouble(band -> metric(service, "stillwatch_verdicts", "band=\"" + band + "\""))
        .sum();
  }

  private static double metric(RunningService service, String name) {
    return metric(service, name, "");
  }

  private static double metric(RunningService service, String name, String label) {
    Pattern line =
        Pattern.compile("(?m)^" + name + "\\{[^}]*" + Pattern.quote(label) + "[^}]*} (\\S+)$");
    Matcher found = line.matcher(text(service));
    assertThat(found.find()).as(name).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private static String text(RunningService service) {
    URI uri = URI.create("http://127.0.0.1:" + service.httpPort() + "/actuator/prometheus");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + RunningService.secret("read"))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
