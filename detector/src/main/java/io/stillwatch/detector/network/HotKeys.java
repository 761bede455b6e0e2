package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.v1.HotKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The hot keys of a snapshot, by what they are looked up by. Not changed once it is filled. */
final class HotKeys {
  /** Frames by what near ones are looked up by, all else by key: networks, and whether novel. */
  private final Map<LinkFamily, Map<Long, Map<String, Boolean>>> networks =
      new EnumMap<>(LinkFamily.class);

  /** Throws IllegalArgumentException for a key of no known family, or a broken frame. */
  void add(HotKey key) {
    LinkFamily family = FamilyNumbers.family(key.getFamily());
    if (family == null) {
      throw new IllegalArgumentException("a hot key of no known family: " + key.getFamily());
    }
    if (family == LinkFamily.FRAME) {
      for (long lookUp : Frame.of(key).lookUps()) {
        add(family, lookUp, key);
      }
    } else {
      add(family, key.getKey(), key);
    }
  }

  private void add(LinkFamily family, long lookUp, HotKey key) {
    networks
        .computeIfAbsent(family, unused -> new HashMap<>())
        .computeIfAbsent(lookUp, unused -> new HashMap<>())
        .merge(key.getNetworkId(), key.getNovel(), Boolean::logicalAnd);
  }

  /** The networks of a link, and whether it is novel content of them. */
  Map<String, Boolean> of(LinkKey link) {
    return networks.getOrDefault(link.family(), Map.of()).getOrDefault(link.key(), Map.of());
  }

  /** The same of a frame and those near to it: novel if all of these are. */
  Map<String, Boolean> near(Frame frame) {
    Map<Long, Map<String, Boolean>> frames = networks.getOrDefault(LinkFamily.FRAME, Map.of());
    Map<String, Boolean> found = Map.of();
    for (long lookUp : frame.lookUps()) {
      Map<String, Boolean> some = frames.getOrDefault(lookUp, Map.of());
      found = found.isEmpty() ? some : both(found, some);
    }
    return found;
  }

  private static Map<String, Boolean> both(Map<String, Boolean> one, Map<String, Boolean> other) {
    if (other.isEmpty() || one.equals(other)) {
      return one;
    }
    Map<String, Boolean> both = new HashMap<>(one);
    other.forEach((network, novel) -> both.merge(network, novel, Boolean::logicalAnd));
    return both;
  }
}
