package io.stillwatch.modelservice.models;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.stillwatch.detector.Judge;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.rim.Repetition;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows which model judges here, how old it is, and what the registry holds. The registry is asked
 * every few seconds, not when somebody reads the metrics: these must answer without a database.
 */
@Component
final class ModelMeters implements MeterBinder, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Champion champion;
  private final ModelStore store;
  private final ServiceClock clock;
  private volatile Optional<RegistryFigures> figures = Optional.empty();
  private @Nullable Repetition repetition;

  ModelMeters(Champion champion, ModelStore store, ServiceClock clock) {
    this.champion = champion;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    bindChampion(registry);
    bindRegistry(registry);
    MultiGauge info =
        MultiGauge.builder("stillwatch.model.info")
            .description("Always 1; the labels say which model has which alias")
            .register(registry);
    repetition = Repetition.start("model-meters", LOOK, () -> look(info));
  }

  private void bindChampion(MeterRegistry registry) {
    Gauge.builder("stillwatch.learning", () -> champion.judge() == null ? 1 : 0)
        .description("1 while no model judges and every band is unknown")
        .register(registry);
    ofChampion(registry, "model.age", "seconds", "Since the model was trained", this::age);
    ofChampion(
        registry,
        "networks",
        null,
        "Networks that the model knows",
        judge -> networks(judge).size());
    ofChampion(
        registry,
        "network.members",
        null,
        "Accounts in them",
        judge -> networks(judge).stream().mapToInt(Network::getMembersCount).sum());
  }

  private void bindRegistry(MeterRegistry registry) {
    Gauge.builder(
            "stillwatch.models.registered", () -> figures.map(RegistryFigures::models).orElse(0L))
        .description("Models that training published, ever")
        .register(registry);
    Gauge.builder("stillwatch.model.published.timestamp", this::publishedAt)
        .description("When training last published a model")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(
            "stillwatch.model.gates.failed",
            () -> figures.map(RegistryFigures::failedGates).orElse(0L))
        .description("Gates that the newest model fails; it is then not activated")
        .register(registry);
  }

  /**
   * @param unit null: a count
   */
  private void ofChampion(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      String what,
      Function<Judge, Number> value) {
    Gauge.builder("stillwatch." + name, () -> ofChampion(value))
        .description(what)
        .baseUnit(unit)
        .register(registry);
  }

  /** Not a number while there is no champion. */
  private Number ofChampion(Function<Judge, Number> value) {
    Judge judge = champion.judge();
    return judge == null ? Double.NaN : value.apply(judge);
  }

  private double age(Judge judge) {
    Instant trained = Timestamps.instant(judge.bundle().getManifest().getTrainedAt());
    return Duration.between(trained, clock.instant()).toMillis() / 1e3;
  }

  private static List<Network> networks(Judge judge) {
    NetworkSnapshot snapshot = judge.bundle().getNetworks();
    return snapshot.getNetworksList();
  }

  private double publishedAt() {
    return figures.map(known -> known.newestPublishedAt().toEpochMilli() / 1e3).orElse(Double.NaN);
  }

  private void look(MultiGauge info) {
    figures = store.figures();
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    add(rows, champion.version(), "champion");
    add(rows, store.versionOf(ModelAlias.MODEL_ALIAS_CHALLENGER), "challenger");
    info.register(rows, true);
  }

  private static void add(List<MultiGauge.Row<?>> rows, String version, String alias) {
    if (!version.isEmpty()) {
      rows.add(MultiGauge.Row.of(Tags.of("version", version, "alias", alias), 1));
    }
  }

  @Override
  public synchronized void close() {
    if (repetition != null) {
      repetition.close();
    }
  }
}
