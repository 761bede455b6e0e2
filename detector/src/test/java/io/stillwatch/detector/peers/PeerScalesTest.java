package io.stillwatch.detector.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PeerScalesTest {
  private static final int INPUT = FeatureCatalogue.indexOf("input_tokens_log_mean_7d");
  private static final int TURNS = FeatureCatalogue.indexOf("first_turn_share_7d");

  /** Accounts of a plan and family whose input is spread normally around a mean. */
  private static List<FeatureVector> accounts(
      int count, String plan, long family, double mean, double deviation) {
    Random random = new Random(plan.hashCode() + family);
    List<FeatureVector> accounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accounts.add(account(plan, family, mean + deviation * random.nextGaussian()));
    }
    return accounts;
  }

  private static FeatureVector account(String plan, long family, double input) {
    double[] values = new double[FeatureCatalogue.size()];
    Arrays.fill(values, 0.5);
    values[INPUT] = input;
    AccountProfile profile =
        new AccountProfile("acct", "", plan, 1, Instant.EPOCH, "DE", false, List.of());
    return new FeatureVector(
        profile, Instant.EPOCH, family, values, 100, 100, List.of(), List.of());
  }

  private static PeerScales scales() {
    List<FeatureVector> trusted = new ArrayList<>();
    trusted.addAll(accounts(2_000, "free", 7, 4, 0.5));
    trusted.addAll(accounts(2_000, "pro", 7, 6, 2));
    trusted.addAll(accounts(99, "rare", 9, 50, 1));
    return PeerScales.of(trusted, vector -> 0);
  }

  @Test
  void relative_amongItsPeers_isARobustZScore() {
    PeerScales scales = scales();
    assertThat(scales.relative(account("free", 7, 5), 0)[INPUT]).isCloseTo(2, within(0.15));
    assertThat(scales.relative(account("pro", 7, 5), 0)[INPUT]).isCloseTo(-0.5, within(0.1));
    assertThat(scales.relative(account("pro", 7, 5), 0)[TURNS]).as("not relative").isEqualTo(0.5);
    assertThat(scales.relative(account("free", 7, 1e9), 0)[INPUT]).isEqualTo(20);
  }

  @Test
  void relative_fewPeers_areThoseOfTheWiderGroup() {
    PeerScales scales = scales();
    double ofRare = scales.relative(account("rare", 9, 50), 0)[INPUT];
    double ofNobody = scales.relative(account("unheard of", 1, 50), 0)[INPUT];
    assertThat(ofRare).as("99 peers are too few").isEqualTo(ofNobody).isGreaterThan(10);
    assertThat(scales.relative(account("free", 123, 5), 0)[INPUT])
        .as("an unknown family is held against the plan")
        .isEqualTo(scales.relative(account("free", 7, 5), 0)[INPUT]);
  }

  @Test
  void relative_persona_isHeldAgainstItsOwn() {
    List<FeatureVector> trusted = new ArrayList<>(accounts(400, "free", 7, 4, 0.5));
    trusted.addAll(accounts(400, "free", 7, 9, 0.5));
    PeerScales scales = PeerScales.of(trusted, vector -> vector.values()[INPUT] < 6.5 ? 1 : 2);
    assertThat(scales.relative(account("free", 7, 9), 2)[INPUT]).isCloseTo(0, within(0.15));
    assertThat(scales.relative(account("free", 7, 9), 1)[INPUT]).isGreaterThan(5);
  }

  @Test
  void relative_missingValue_staysMissing() {
    FeatureVector silent = account("free", 7, Double.NaN);
    assertThat(scales().relative(silent, 0)[INPUT]).isNaN();
    PeerScales knowing = PeerScales.of(accounts(200, "free", 7, Double.NaN, 0), vector -> 0);
    assertThat(knowing.relative(account("free", 7, 5), 0)[INPUT]).as("no peer has it").isNaN();
  }

  @Test
  void relative_peersWhoAreAllTheSame_makeNobodyInfinitelyOdd() {
    List<FeatureVector> trusted = new ArrayList<>(accounts(200, "free", 7, 4, 0));
    trusted.addAll(accounts(200, "pro", 7, 6, 2));
    PeerScales scales = PeerScales.of(trusted, vector -> 0);
    assertThat(scales.relative(account("free", 7, 4.1), 0)[INPUT]).isBetween(0.1, 2.0);
  }

  @Test
  void read_written_scalesAlike() {
    PeerScales scales = scales();
    PeerScales read = PeerScales.read(scales.write());
    assertThat(read.write()).isEqualTo(scales.write());
    for (FeatureVector vector : accounts(50, "pro", 7, 5, 3)) {
      assertThat(read.relative(vector, 3)).isEqualTo(scales.relative(vector, 3));
    }
  }

  @Test
  void read_nonsense_isRefused() {
    var written = scales().write();
    assertRefused(written.toBuilder().clearGroups().build(), "without those of all");
    assertRefused(written.toBuilder().setFeatures(0, "mood").build(), "other features");
    assertRefused(written.toBuilder().addGroups(written.getGroups(0)).build(), "twice");
    var group = written.getGroups(0).toBuilder();
    assertRefused(
        written.toBuilder().setGroups(0, group.clone().clearScales()).build(), "0 scales");
    for (double spread : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      var scale = group.getScales(0).toBuilder().setSpread(spread);
      assertRefused(
          written.toBuilder().setGroups(0, group.clone().setScales(0, scale)).build(),
          "no scale of peers");
    }
  }

  private static void assertRefused(io.stillwatch.v1.PeerScales written, String message) {
    assertThatThrownBy(() -> PeerScales.read(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
