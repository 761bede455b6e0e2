package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.util.List;

/** Whether content has spread since a day was closed. */
public final class GrownContent {
  private GrownContent() {}

  /**
   * How many frames and affixes more units carry now than the day lets expect, by the test that
   * makes content hot against a baseline. A pass over both.
   *
   * @param day begin of the closed day
   */
  public static long keys(Instant day, List<FeatureVector> closed, List<FeatureVector> now) {
    BaselineContent before = new BaselineContent();
    before.add(day, closed);
    NetworkHistory unknown = new NetworkHistory(NetworkSnapshot.getDefaultInstance());
    return new HotContent(new Population(now))
        .against(before, unknown).stream().filter(ContentKey::hot).count();
  }
}
