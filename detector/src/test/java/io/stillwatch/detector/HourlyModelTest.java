package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.network.GrownContent;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HourlyModelTest {
  private static final Instant HOUR = PopulationFixture.TONIGHT.plus(Duration.ofHours(3));

  private final PopulationFixture people = new PopulationFixture(5);
  private final List<FeatureVector> honest = people.strangers(800);
  private final TrainingInput night = people.input(honest, List.of());
  private final ModelBundle champion = Training.fit(night);

  private List<FeatureVector> pool(int size) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                people
                    .person("pool-" + i)
                    .prompting("think aloud in tags", i)
                    .with(LinkFamily.INSTRUMENT, "virtual card " + i / 6)
                    .aged(Duration.ofHours(20 + i))
                    .vector())
        .toList();
  }

  private List<FeatureVector> with(List<FeatureVector> group) {
    List<FeatureVector> all = new ArrayList<>(honest);
    all.addAll(group);
    return all;
  }

  private ModelBundle hourly(ModelBundle before, List<FeatureVector> current, Instant now) {
    return HourlyModel.of(before, before.getNetworks(), night.baseline().content(), current, now);
  }

  @Test
  void of_campaignSinceTheNight_isKnownAndAllElseIsTheNights() {
    ModelBundle hourly = hourly(champion, with(pool(40)), HOUR);

    assertThat(champion.getNetworks().getNetworksList()).isEmpty();
    assertThat(hourly.getNetworks().getNetworksList()).hasSize(1);
    assertThat(hourly.toBuilder().clearNetworks().clearManifest().build())
        .isEqualTo(champion.toBuilder().clearNetworks().clearManifest().build());
    ModelManifest manifest = hourly.getManifest();
    assertThat(manifest.getVersion()).startsWith("2026-11-21T03-00-00Z-").endsWith("-hourly");
    assertThat(manifest.getParentVersion()).isEqualTo(champion.getManifest().getVersion());
    assertThat(manifest.getTrainedAt()).isEqualTo(champion.getManifest().getTrainedAt());
    assertThat(manifest.getGatesList()).extracting(Gate::getName).containsExactly("soft share");
    Judge judge = Judge.of(hourly);
    assertThat(pool(40)).allMatch(vector -> judge.judge(vector).band() == Band.SOFT);
    assertThat(judge.judge(pool(41).get(40)).band()).isEqualTo(Band.SOFT);
  }

  @Test
  void of_hourlyModel_descendsFromTheNights() {
    ModelBundle first = hourly(champion, with(pool(40)), HOUR);
    ModelBundle second = hourly(first, with(pool(50)), HOUR.plusSeconds(3600));

    assertThat(second.getManifest().getParentVersion())
        .isEqualTo(champion.getManifest().getVersion());
    Network network = second.getNetworks().getNetworks(0);
    assertThat(network.getId()).isEqualTo(first.getNetworks().getNetworks(0).getId());
    assertThat(network.getMembersCount()).isEqualTo(50);
  }

  /** Hours do not let it fade; the night does. */
  @Test
  void of_networkThatIsNotFoundAgain_staysAsItWas() {
    ModelBundle first = hourly(champion, with(pool(40)), HOUR);
    ModelBundle second = hourly(first, honest, HOUR.plusSeconds(3600));

    assertThat(second.getNetworks().getNetworksList())
        .isEqualTo(first.getNetworks().getNetworksList());
    assertThat(second.getNetworks().getHotKeysList())
        .containsExactlyInAnyOrderElementsOf(first.getNetworks().getHotKeysList());
  }

  @Test
  void fit_nightAfterAnHour_goesOnWithItsNetwork() {
    ModelBundle hourly = hourly(champion, with(pool(40)), HOUR);
    ModelBundle next =
        Training.fit(
            new TrainingInput(
                night.baseline(),
                new DayOfVectors(PopulationFixture.TODAY.plusDays(1), with(pool(40))),
                5,
                hourly.getNetworks(),
                PopulationFixture.TONIGHT.plus(Duration.ofDays(1))));

    assertThat(next.getNetworks().getNetworks(0).getId())
        .isEqualTo(hourly.getNetworks().getNetworks(0).getId());
    assertThat(next.getNetworks().getNetworks(0).getFirstSeen())
        .isEqualTo(hourly.getNetworks().getNetworks(0).getFirstSeen());
    assertThat(next.getManifest().getParentVersion()).isEmpty();
  }

  @Test
  void judge_versionThatDoesNotFitItsParent_isRejected() {
    ModelBundle hourly = hourly(champion, with(pool(40)), HOUR);

    assertRejected(hourly, "", hourly.getManifest().getVersion());
    assertRejected(hourly, "parent", "2026");
    assertRejected(hourly, "x".repeat(201), hourly.getManifest().getVersion());
  }

  private static void assertRejected(ModelBundle bundle, String parent, String version) {
    ModelBundle.Builder broken = bundle.toBuilder();
    broken.getManifestBuilder().setParentVersion(parent).setVersion(version);
    assertThatThrownBy(() -> Judge.of(broken.build()))
        .isInstanceOf(BundleRejected.class)
        .hasMessageContaining("parent");
  }

  @Test
  void keys_ofACampaignThatCameSinceTheDayWasClosed_areFew() {
    Instant day = PopulationFixture.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

    assertThat(GrownContent.keys(day, honest, honest)).isZero();
    assertThat(GrownContent.keys(day, honest, with(pool(40)))).isEqualTo(1);
    assertThat(GrownContent.keys(day, with(pool(40)), with(pool(41)))).isZero();
    assertThat(GrownContent.keys(day, honest, with(pool(7)))).isZero();
  }
}
