package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.v1.LinkFamily;
import io.stillwatch.v1.SharedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Calls shared keys by family and number, such as "instrument 2": their hashes tell nobody much.
 */
final class KeyNames {
  /** Keys that are drawn. */
  static final int MOST = 24;

  private KeyNames() {}

  /** In the order of the keys; of these, the first 24. */
  static List<String> of(List<SharedKey> keys) {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (SharedKey key : keys.subList(0, Math.min(MOST, keys.size()))) {
      names.add(family(key) + ' ' + numbers.merge(key.getFamily(), 1, Integer::sum));
    }
    return names;
  }

  /** The places of the first 24 keys, families together. */
  static List<Integer> byFamily(List<SharedKey> keys) {
    return IntStream.range(0, Math.min(MOST, keys.size()))
        .boxed()
        .sorted(Comparator.comparing(place -> keys.get(place).getFamily()))
        .toList();
  }

  private static String family(SharedKey key) {
    LinkFamily family = LinkFamily.forNumber(key.getFamily());
    return family == null
        ? "key"
        : switch (family) {
          case LINK_FAMILY_FRAME -> "prompt frame";
          case LINK_FAMILY_AFFIX -> "affix";
          case LINK_FAMILY_INSTRUMENT -> "way of paying";
          case LINK_FAMILY_ISSUER -> "issuer";
          case LINK_FAMILY_EMAIL -> "e-mail pattern";
          case LINK_FAMILY_ADDRESS -> "address prefix";
          case LINK_FAMILY_CLIENT -> "client bundle";
          case LINK_FAMILY_ARTEFACT -> "sealed reasoning";
          case LINK_FAMILY_UNSPECIFIED, UNRECOGNIZED -> "key";
        };
  }
}
