package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.Network;
import java.util.List;

/** What a network knows of itself besides evidence: its days, and who carries which keys. */
final class NetworkPortrait {
  private final Population today;
  private final HotContent content;
  private final BaselineContent baseline;
  private final List<ContentKey> keys;

  NetworkPortrait(
      Population today, HotContent content, BaselineContent baseline, List<ContentKey> keys) {
    this.today = today;
    this.content = content;
    this.baseline = baseline;
    this.keys = keys;
  }

  /**
   * Costs a pass over the members' keys and their units' baseline days.
   *
   * @param members account numbers, in the order of the network's members
   */
  void addTo(Network.Builder network, int[] members) {
    new SharedKeys(today, keys, members).addTo(network);
    NetworkTimeline timeline = new NetworkTimeline();
    for (int member : members) {
      FeatureVector vector = today.vector(member);
      String unit = vector.account().unit();
      timeline.add(unit, CalledDays.of(vector, keys, content), vector.account().silenced());
      timeline.add(
          unit,
          baseline.days(unit, frame -> content.isOf(frame, keys), this::isContent),
          vector.account().silenced());
    }
    network.addAllDays(timeline.days());
  }

  private boolean isContent(long affix) {
    return keys.stream().anyMatch(key -> !key.frame() && key.keys().contains(affix));
  }
}
