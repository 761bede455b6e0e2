package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.simulator.Truth;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecialNightsTest {
  private static final LocalDate FROM = LocalDate.parse("2026-01-06");
  private static final LocalDate DAY = LocalDate.parse("2026-01-10");

  @TempDir Path work;
  private SpecialNights nights = new SpecialNights(Map.of(), FROM, "");
  private List<FeatureVector> vectors = List.of();
  private Map<String, Truth> truth = Map.of();

  @BeforeEach
  void fold() {
    KeptSeason season = new SmallSeason(work).kept(7);
    truth = season.truth();
    nights = new SpecialNights(truth, FROM, "chat");
    vectors = season.day(DAY).vectors();
  }

  @Test
  void grown_aPersona_hasOthersWithTheirOwnCards() {
    List<FeatureVector> grown = nights.grown(DAY, vectors);
    List<FeatureVector> added = grown.subList(vectors.size(), grown.size());
    Set<String> told = new HashSet<>();
    nights.grown().forEach(row -> told.add(row.accountId()));

    assertThat(added).hasSizeBetween(8, 40);
    assertThat(added).allSatisfy(of -> assertThat(told).contains(of.account().accountId()));
    assertThat(added)
        .allSatisfy(of -> assertThat(of.account().signedUpAt()).isAfter("2026-01-06T00:00:00Z"));
    assertThat(keys(added, LinkFamily.INSTRUMENT))
        .doesNotContainAnyElementsOf(keys(vectors, LinkFamily.INSTRUMENT));
    assertThat(keys(vectors, LinkFamily.CLIENT)).containsAll(keys(added, LinkFamily.CLIENT));
    assertThat(nights.grown(FROM.minusDays(1), vectors)).isEqualTo(vectors);
  }

  @Test
  void drifted_onePersona_changesAlone() {
    List<FeatureVector> drifted = nights.drifted(DAY, vectors);
    for (int i = 0; i < vectors.size(); i++) {
      String account = vectors.get(i).account().accountId();
      boolean chats = truth.get(account).persona().equals("chat");
      assertThat(drifted.get(i).equals(vectors.get(i))).as(account).isEqualTo(!chats);
    }
  }

  @Test
  void seasonal_everybody_callsAThirdMore() {
    List<FeatureVector> seasonal = nights.seasonal(DAY, vectors);
    for (int i = 0; i < vectors.size(); i++) {
      assertThat(seasonal.get(i).requests7d())
          .isEqualTo(Math.round(vectors.get(i).requests7d() * 4.0 / 3));
    }
  }

  private static Set<Long> keys(List<FeatureVector> vectors, LinkFamily family) {
    Set<Long> keys = new HashSet<>();
    for (FeatureVector vector : vectors) {
      vector.links().stream()
          .filter(link -> link.family() == family)
          .map(LinkKey::key)
          .forEach(keys::add);
    }
    return keys;
  }
}
