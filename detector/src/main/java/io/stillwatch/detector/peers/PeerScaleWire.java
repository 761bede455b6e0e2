package io.stillwatch.detector.peers;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads scales of peers, always in the same order. */
final class PeerScaleWire {
  private static final int MOST_GROUPS = 100_000;
  private static final Comparator<PeerGroup> ORDER =
      Comparator.comparing(PeerGroup::plan)
          .thenComparing(PeerGroup::modelFamily)
          .thenComparing(PeerGroup::persona);

  private PeerScaleWire() {}

  static io.stillwatch.v1.PeerScales write(PeerScales scales, List<String> features) {
    var written = io.stillwatch.v1.PeerScales.newBuilder().addAllFeatures(features);
    scales.scales().keySet().stream()
        .sorted(ORDER)
        .forEach(group -> written.addGroups(write(scales, group)));
    return written.build();
  }

  private static io.stillwatch.v1.PeerGroup write(PeerScales scales, PeerGroup group) {
    var written =
        io.stillwatch.v1.PeerGroup.newBuilder()
            .setPlan(group.plan())
            .setModelFamily(group.modelFamily())
            .setPersona(group.persona())
            .setAccounts(scales.accounts(group));
    PeerScale[] all = scales.scales().get(group);
    for (PeerScale scale : all == null ? new PeerScale[0] : all) {
      var one = io.stillwatch.v1.PeerScale.newBuilder();
      written.addScales(
          scale.isKnown() ? one.setMedian(scale.median()).setSpread(scale.spread()) : one);
    }
    return written.build();
  }

  static PeerScales read(io.stillwatch.v1.PeerScales written, List<String> features) {
    if (!written.getFeaturesList().equals(features)) {
      throw new IllegalArgumentException("scales of peers of other features");
    }
    if (written.getGroupsCount() > MOST_GROUPS) {
      throw new IllegalArgumentException(written.getGroupsCount() + " groups of peers");
    }
    Map<PeerGroup, PeerScale[]> scales = new HashMap<>();
    Map<PeerGroup, Integer> accounts = new HashMap<>();
    for (var group : written.getGroupsList()) {
      PeerGroup key = new PeerGroup(group.getPlan(), group.getModelFamily(), group.getPersona());
      if (group.getScalesCount() != features.size() || group.getAccounts() < 0) {
        throw new IllegalArgumentException(
            group.getScalesCount() + " scales of a group of " + group.getAccounts() + " peers");
      }
      if (scales.put(
              key,
              group.getScalesList().stream().map(PeerScaleWire::read).toArray(PeerScale[]::new))
          != null) {
        throw new IllegalArgumentException("a group of peers twice: " + key);
      }
      accounts.put(key, (int) Math.min(Integer.MAX_VALUE, group.getAccounts()));
    }
    return new PeerScales(scales, accounts);
  }

  private static PeerScale read(io.stillwatch.v1.PeerScale scale) {
    return new PeerScale(
        scale.hasMedian() ? scale.getMedian() : Double.NaN,
        scale.hasSpread() ? scale.getSpread() : Double.NaN);
  }
}
