package io.stillwatch.features;

/** Regions of the sketches' projection. */
final class Topics {
  static final int COUNT = 64;

  private Topics() {}
}
