package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers of {@code stillwatch.v1.LinkFamily}. */
final class FamilyNumbers {
  private static final Map<LinkFamily, Integer> NUMBERS = new EnumMap<>(LinkFamily.class);
  private static final Map<Integer, LinkFamily> FAMILIES = new HashMap<>();

  static {
    for (LinkFamily family : LinkFamily.values()) {
      String name = "LINK_FAMILY_" + family.name();
      int number = io.stillwatch.v1.LinkFamily.valueOf(name).getNumber();
      NUMBERS.put(family, number);
      FAMILIES.put(number, family);
    }
  }

  private FamilyNumbers() {}

  static int of(LinkFamily family) {
    return Objects.requireNonNull(NUMBERS.get(family));
  }

  /** Null: no such family. */
  static @Nullable LinkFamily family(int number) {
    return FAMILIES.get(number);
  }
}
