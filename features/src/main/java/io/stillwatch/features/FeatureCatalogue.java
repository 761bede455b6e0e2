package io.stillwatch.features;

import java.util.List;

/** Every feature, in the order of {@link FeatureVector#values}. */
public final class FeatureCatalogue {
  private FeatureCatalogue() {}

  public static int size() {
    return features().size();
  }

  public static List<Feature> features() {
    throw new UnsupportedOperationException();
  }

  public static List<String> names() {
    throw new UnsupportedOperationException();
  }

  /** SHA-256 over the definitions, in lower-case hex. */
  public static String fingerprint() {
    throw new UnsupportedOperationException();
  }

  /** The place of a feature. Throws IllegalArgumentException for an unknown name. */
  public static int indexOf(String name) {
    throw new UnsupportedOperationException(name);
  }
}
