package io.stillwatch.benchmarks.panel;

/** A way to find networks, and among whom. */
record Variant(String name, Audience audience, Finder finder) {
  /** As the trainer does. */
  static final Variant USUAL = new Variant("usual", Audience.ALL, Finder.DISCOVERY);
}
