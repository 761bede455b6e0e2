package io.stillwatch.detector;

import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.detector.network.Discovery;
import io.stillwatch.detector.network.Membership;
import io.stillwatch.detector.network.NetworkIndex;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.util.List;

/**
 * The model that judges, with the networks found anew among the vectors of this hour. Forest,
 * calibration and personas stay those of the night, byte for byte.
 */
public final class HourlyModel {
  private HourlyModel() {}

  /**
   * Finds the networks of this hour. The same input gives the same model.
   *
   * @param champion checked already
   * @param known its networks, as people corrected them
   * @param baseline of the champion's baseline days
   * @param current every account as it is now
   */
  public static ModelBundle of(
      ModelBundle champion,
      NetworkSnapshot known,
      BaselineContent baseline,
      List<FeatureVector> current,
      Instant now) {
    NetworkSnapshot networks =
        new Discovery(baseline, current, known, champion.getManifest().getSeed()).renewed(now);
    ModelBundle contents = champion.toBuilder().clearManifest().setNetworks(networks).build();
    return contents.toBuilder()
        .setManifest(
            Manifests.hourly(champion.getManifest(), contents, gates(networks, current), now))
        .build();
  }

  /**
   * What the night measured of forest and calibration was decided when the night's was promoted.
   */
  private static Gates gates(NetworkSnapshot networks, List<FeatureVector> current) {
    NetworkIndex index = new NetworkIndex(networks);
    int soft = 0;
    for (FeatureVector vector : current) {
      Membership membership = index.of(vector);
      soft += membership != null && membership.isSoft() ? 1 : 0;
    }
    Gates gates = new Gates();
    gates.fewSoft(soft, current.size());
    return gates;
  }
}
