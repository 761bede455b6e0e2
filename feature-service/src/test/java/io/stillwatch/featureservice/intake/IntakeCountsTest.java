package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportBatchRequest;
import io.stillwatch.v1.SamplingParameters;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IntakeCountsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final IntakeCounts counts = new IntakeCounts(registry);

  @Test
  void durable_ofMoreThanFiftySources_countsTheRestTogether() {
    for (int source = 0; source < 120; source++) {
      durable("gateway-" + source, Usage.event(source).build());
      durable("gateway-" + source, Usage.event(source).build());
    }
    assertThat(registry.find("stillwatch.events.ingested").tag("kind", "usage").counters())
        .hasSize(IntakeCounts.MAX_SOURCES + 1);
    assertThat(ingested("gateway-0")).isEqualTo(2);
    assertThat(ingested("gateway-49")).isEqualTo(2);
    assertThat(ingested("other")).isEqualTo(140);
  }

  @Test
  void durable_ofACall_countsTheFieldsThatItTells() {
    Report bare = Usage.event(1).build();
    Report full =
        Report.newBuilder()
            .setUsage(
                bare.getUsage().toBuilder()
                    .setClient(Client.newBuilder().setJa4("t13d1516h2"))
                    .setSampling(SamplingParameters.newBuilder().setTemperature(0)))
            .build();
    durable("a", bare);
    durable("a", full);
    assertThat(told("api_key")).isEqualTo(2);
    assertThat(told("ja4")).isEqualTo(1);
    assertThat(told("temperature")).isEqualTo(1);
    assertThat(told("sketch")).isZero();
  }

  @Test
  void running_service_countsWhatItTakesRefusesAndKnowsAlready() {
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      MeterRegistry meters = service.bean(MeterRegistry.class);
      ReportBatchRequest batch =
          ReportBatchRequest.newBuilder()
              .setSource("billing")
              .addAllReports(IntStream.range(0, 5).mapToObj(i -> Usage.event(i).build()).toList())
              .build();
      assertThat(service.usage().reportBatch(batch).getAccepted()).isEqualTo(5);
      assertThat(service.usage().reportBatch(batch).getDuplicates()).isEqualTo(5);
      refuse(service, batch.toBuilder().addReports(Report.getDefaultInstance()).build());

      assertThat(
              meters
                  .get("stillwatch.events.ingested")
                  .tags("source", "billing", "kind", "usage")
                  .counter()
                  .count())
          .isEqualTo(5);
      assertThat(meters.get("stillwatch.events.duplicate").counter().count()).isEqualTo(5);
      assertThat(meters.get("stillwatch.events.refused").tag("reason", "invalid").counter().count())
          .isEqualTo(6);
      assertThat(meters.get("stillwatch.commit").timer().count()).isEqualTo(1);
      assertThat(meters.get("stillwatch.log.position").gauge().value()).isEqualTo(5);
      assertThat(meters.get("stillwatch.accounts").gauge().value()).isEqualTo(5);
      assertThat(meters.get("stillwatch.database.up").gauge().value()).isEqualTo(1);
      assertThat(meters.get("stillwatch.intake.queue.events").gauge().value()).isZero();
    }
  }

  private static void refuse(RunningService service, ReportBatchRequest broken) {
    try {
      service.usage().reportBatch(broken);
      throw new AssertionError("a broken batch was taken");
    } catch (StatusRuntimeException refused) {
      assertThat(refused.getStatus().getDescription()).contains("report 5");
    }
  }

  private void durable(String source, Report report) {
    counts.durable(
        List.of(new EventBounds(new ServiceClock(ServiceClock.Source.EVENTS)).read(source, report)),
        Duration.ofMillis(3));
  }

  private double ingested(String source) {
    return registry
        .get("stillwatch.events.ingested")
        .tags("source", source, "kind", "usage")
        .counter()
        .count();
  }

  private double told(String field) {
    return registry
        .get("stillwatch.event.fields")
        .tags("source", "a", "field", field)
        .counter()
        .count();
  }
}
