package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelReportTest {
  private static final List<Long> SEEDS = List.of(7L, 8L);

  @TempDir Path work;

  @Test
  void report_oracle_getsOneEverywhere() {
    JsonObject json = report((season, vector) -> campaign(season, vector));

    JsonObject headline = json.getAsJsonObject("headline");
    assertThat(figure(headline, "detected")).isEqualTo(1);
    assertThat(figure(headline, "recall")).isEqualTo(1);
    assertThat(figure(headline, "campaigns")).isEqualTo(4);
    assertThat(figure(headline, "mean_detected")).isEqualTo(1);
    assertThat(figure(headline, "median_days_to_detection")).isZero();
    assertThat(figure(headline, "median_exchanges_to_detection")).isPositive();
    JsonObject networks = json.getAsJsonObject("networks");
    for (String name : List.of("purity", "core_completeness", "core_purity", "queue_precision")) {
      assertThat(figure(networks, name)).as(name).isEqualTo(1);
    }
    assertThat(figure(networks, "queue_precision_first_10")).isEqualTo(1);
    assertThat(figure(networks, "split_campaigns")).isZero();
    assertThat(figure(networks, "merged_networks")).isZero();
    assertThat(figure(networks, "networks_per_campaign")).isEqualTo(1);
    assertThat(figure(json.getAsJsonObject("account"), "roc_auc")).isEqualTo(1);
    assertThat(figure(units(json, "all"), "soft_units")).isZero();
  }

  @Test
  void report_emptyDetector_getsNothing() {
    JsonObject json = report((season, vector) -> "");

    JsonObject headline = json.getAsJsonObject("headline");
    assertThat(figure(headline, "detected")).isZero();
    assertThat(figure(headline, "recall")).isZero();
    assertThat(figure(headline, "harvest_lost_share")).isEqualTo(1);
    assertThat(headline.get("median_days_to_detection").isJsonNull()).isTrue();
    JsonObject networks = json.getAsJsonObject("networks");
    assertThat(figure(networks, "core_completeness")).isZero();
    assertThat(figure(networks, "queue_per_night")).isZero();
    assertThat(networks.get("core_purity").isJsonNull()).isTrue();
    assertThat(figure(json.getAsJsonObject("account"), "roc_auc")).isEqualTo(0.5);
  }

  @Test
  void report_detectorOfOnePersona_countsItsUnitsAndQueues() {
    JsonObject json =
        report(
            (season, vector) -> {
              Truth row = season.truth().get(vector.account().accountId());
              return row.persona().equals("home_automation") ? "homes" : "";
            });

    JsonObject homes = units(json, "home_automation");
    assertThat(figure(homes, "soft_units")).isEqualTo(figure(homes, "units")).isPositive();
    assertThat(figure(homes, "queued_units")).isEqualTo(figure(homes, "units"));
    JsonObject chat = units(json, "chat");
    assertThat(figure(chat, "soft_units")).isZero();
    // Nobody of n units: 1 - 0.05^(1/n).
    double units = figure(chat, "units");
    assertThat(figure(chat, "soft_high")).isCloseTo(1 - Math.pow(0.05, 1 / units), within(1e-6));
    JsonObject networks = json.getAsJsonObject("networks");
    assertThat(figure(networks, "queue_precision")).isZero();
    assertThat(networks.getAsJsonObject("queue_per_night_by_kind").keySet())
        .containsExactly("home_automation");
  }

  @Test
  void kept_secondRun_foldsNothingAndIsTheSame() {
    SmallSeason small = new SmallSeason(work);
    KeptSeason folded = small.kept(7);
    assertThat(small.progress).isNotEmpty();
    small.progress.clear();
    KeptSeason again = small.kept(7);

    assertThat(small.progress).isEmpty();
    assertThat(again.truth()).isEqualTo(folded.truth());
    assertThat(again.days()).hasSize(6);
    assertThat(again.day(again.days().get(5)).vectors()).isNotEmpty();
    small.kept(8);
    assertThat(small.progress).isNotEmpty();
  }

  /** Who is in which network; empty: none. */
  private interface Membership {
    String network(KeptSeason season, FeatureVector vector);
  }

  private static String campaign(KeptSeason season, FeatureVector vector) {
    Truth row = season.truth().get(vector.account().accountId());
    return row == null ? "" : row.campaignId();
  }

  private JsonObject report(Membership membership) {
    JudgedSeeds judged = new JudgedSeeds();
    SmallSeason small = new SmallSeason(work);
    for (long seed : SEEDS) {
      KeptSeason season = small.kept(seed);
      Finder finder =
          (baseline, today, previous, unused) -> found(season, membership, today.vectors());
      Variant variant = new Variant("told", Audience.ALL, finder);
      judged.add(season, SeasonNights.of(season, List.of(variant)).get(0));
    }
    JsonObject json = new JsonObject();
    json.addProperty("season", "small-1");
    json.addProperty("seeds", "7,8");
    new PanelReport(judged, Map.of("chat", 9.0, "home_automation", 1.0), List.of(0.005))
        .addTo(json);
    assertThat(PanelTable.of(json)).contains("S02", "S04", "precision at 0.005");
    return json;
  }

  private static NetworkSnapshot found(
      KeptSeason season, Membership membership, List<FeatureVector> vectors) {
    Map<String, Network.Builder> networks = new TreeMap<>();
    for (FeatureVector vector : vectors) {
      String id = membership.network(season, vector);
      if (!id.isEmpty()) {
        networks
            .computeIfAbsent(id, PanelReportTest::network)
            .addMembers(
                NetworkMember.newBuilder().setAccountId(vector.account().accountId()).setWeight(1));
      }
    }
    NetworkSnapshot.Builder snapshot = NetworkSnapshot.newBuilder();
    networks.values().forEach(snapshot::addNetworks);
    return snapshot.build();
  }

  private static Network.Builder network(String id) {
    return Network.newBuilder()
        .setId(id)
        .addEvidence(NetworkEvidence.newBuilder().setFamily("content"))
        .addEvidence(NetworkEvidence.newBuilder().setFamily("control"));
  }

  private static JsonObject units(JsonObject json, String persona) {
    for (JsonElement row : json.getAsJsonArray("units")) {
      if (row.getAsJsonObject().get("persona").getAsString().equals(persona)) {
        return row.getAsJsonObject();
      }
    }
    throw new AssertionError("no units of " + persona);
  }

  private static double figure(JsonObject of, String name) {
    assertThat(of.keySet()).contains(name);
    return of.get(name).getAsDouble();
  }
}
