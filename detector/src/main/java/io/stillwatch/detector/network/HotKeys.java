package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.v1.HotKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hot keys of a snapshot, by what they are looked up by. Not changed once it is filled. */
final class HotKeys {
  /** Frames by what near ones are looked up by, all else by key: networks, and whether novel. */
  private final Map<LinkFamily, Map<Long, Map<String, Boolean>>> networks =
      new EnumMap<>(LinkFamily.class);

  /** What many have word for word, by number. */
  private final VariantIndex peaks = new VariantIndex();

  private final LongIndex peakKeys = new LongIndex();
  private final List<Map<String, Boolean>> peakNetworks = new ArrayList<>();

  /** Throws IllegalArgumentException for a key of no known family, or a broken frame. */
  void add(HotKey key) {
    LinkFamily family = FamilyNumbers.family(key.getFamily());
    if (family == null) {
      throw new IllegalArgumentException("a hot key of no known family: " + key.getFamily());
    }
    if (family == LinkFamily.FRAME && key.getVariantsOnly()) {
      addPeak(key);
    } else if (family == LinkFamily.FRAME) {
      for (long lookUp : Frame.of(key).lookUps()) {
        add(family, lookUp, key);
      }
    } else {
      add(family, key.getKey(), key);
    }
  }

  private void addPeak(HotKey key) {
    int number = peakKeys.add(key.getKey());
    if (number == peakNetworks.size()) {
      peaks.add(Frame.of(key));
      peakNetworks.add(new HashMap<>());
    }
    merge(key, peakNetworks.get(number));
  }

  private void add(LinkFamily family, long lookUp, HotKey key) {
    merge(
        key,
        networks
            .computeIfAbsent(family, unused -> new HashMap<>())
            .computeIfAbsent(lookUp, unused -> new HashMap<>()));
  }

  private static void merge(HotKey key, Map<String, Boolean> known) {
    known.merge(key.getNetworkId(), key.getNovel(), Boolean::logicalAnd);
  }

  /** The networks of a link, and whether it is novel content of them. */
  Map<String, Boolean> of(LinkKey link) {
    return networks.getOrDefault(link.family(), Map.of()).getOrDefault(link.key(), Map.of());
  }

  /**
   * The same of a frame: of the peak that it is a variant of, as by night, or else of those near to
   * it: novel if all of these are.
   */
  Map<String, Boolean> near(Frame frame) {
    long[] lookUps = frame.lookUps();
    int peak = peaks.variantOf(lookUps, frame);
    return peak == VariantIndex.NONE ? nearWordings(lookUps) : peakNetworks.get(peak);
  }

  private Map<String, Boolean> nearWordings(long[] lookUps) {
    Map<Long, Map<String, Boolean>> frames = networks.getOrDefault(LinkFamily.FRAME, Map.of());
    Map<String, Boolean> found = Map.of();
    for (long lookUp : lookUps) {
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
