package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.detector.chance.Tails;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How well chances hold: of the networks that get one between two bounds, how many are campaigns.
 *
 * @param chances that a network is a campaign's, by its night
 */
record Reliability(NetworkNights nights, ToDoubleFunction<NetworkNight> chances) {
  /** From which on a network's core may be at the band hard. */
  static final double GATE = 0.99;

  private static final double[] BOUNDS = {0, 0.1, 0.6, 0.9, 1};

  JsonObject figures() {
    JsonObject json = new JsonObject();
    json.addProperty("brier", brier(night -> true));
    JsonArray rows = new JsonArray();
    for (int i = 0; i + 1 < BOUNDS.length; i++) {
      rows.add(between(BOUNDS[i], BOUNDS[i + 1]));
    }
    json.add("reliability", rows);
    json.addProperty("gate", GATE);
    json.addProperty("campaigns_at_gate", networks(night -> night.campaign() && isAtGate(night)));
    json.addProperty("campaigns", networks(NetworkNight::campaign));
    addHonest(json);
    return json;
  }

  private void addHonest(JsonObject json) {
    long hits = networks(night -> !night.attack() && isAtGate(night));
    long honest = networks(night -> !night.attack());
    json.addProperty("honest_at_gate", hits);
    json.addProperty("honest", honest);
    if (honest > 0) {
      json.addProperty("honest_at_gate_high", Tails.clopperPearsonUpper(hits, honest));
    }
  }

  /** Of one kind's networks alone. */
  JsonObject of(String kind) {
    Predicate<NetworkNight> here = night -> night.kind().equals(kind);
    JsonObject json = new JsonObject();
    json.addProperty("kind", kind);
    json.addProperty("networks", networks(here));
    json.addProperty("campaigns", networks(here.and(NetworkNight::campaign)));
    json.addProperty("mean_chance", mean(here, chances));
    json.addProperty("brier", brier(here));
    json.addProperty("at_gate", networks(here.and(this::isAtGate)));
    return json;
  }

  /** The upper bound belongs to the next row, but for 1. */
  private JsonObject between(double from, double to) {
    Predicate<NetworkNight> here =
        night -> {
          double chance = chances.applyAsDouble(night);
          return chance >= from && (chance < to || to == 1);
        };
    JsonObject json = new JsonObject();
    json.addProperty("from", from);
    json.addProperty("to", to);
    json.addProperty("networks", sum(here, night -> 1));
    json.addProperty("mean_chance", mean(here, chances));
    json.addProperty("campaigns", mean(here, night -> night.campaign() ? 1 : 0));
    return json;
  }

  private boolean isAtGate(NetworkNight night) {
    return chances.applyAsDouble(night) >= GATE;
  }

  private @Nullable Double brier(Predicate<NetworkNight> which) {
    return mean(
        which,
        night -> {
          double error = chances.applyAsDouble(night) - (night.campaign() ? 1 : 0);
          return error * error;
        });
  }

  /** How many were so on some night. */
  private long networks(Predicate<NetworkNight> which) {
    return nights.all().stream().filter(which).map(NetworkNight::network).distinct().count();
  }

  /** Null for none. */
  private @Nullable Double mean(
      Predicate<NetworkNight> which, ToDoubleFunction<NetworkNight> value) {
    double networks = sum(which, night -> 1);
    return networks == 0 ? null : sum(which, value) / networks;
  }

  private double sum(Predicate<NetworkNight> which, ToDoubleFunction<NetworkNight> value) {
    List<NetworkNight> chosen = nights.all().stream().filter(which).toList();
    return chosen.stream()
        .mapToDouble(night -> nights.importance(night) * value.applyAsDouble(night))
        .sum();
  }
}
