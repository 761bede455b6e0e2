package io.stillwatch.trainer;

import io.stillwatch.v1.ModelManifest;

/** How an hour's search for networks ended. */
public sealed interface HourOutcome {
  /** One sentence for a person. */
  String text();

  /**
   * The model judges from now on.
   *
   * @param networks in its snapshot, those with an honest explanation too
   * @param following what became of following their frames, in words
   */
  record Activated(ModelManifest manifest, int networks, String following) implements HourOutcome {
    @Override
    public String text() {
      return "model "
          + manifest.getVersion()
          + " judges now: "
          + manifest.getParentVersion()
          + " with the networks of this hour, knows "
          + networks
          + ", "
          + following;
    }
  }

  /**
   * The model is registered, but fails a gate: the one before it goes on judging.
   *
   * @param why the gate, and its figure
   */
  record HeldBack(ModelManifest manifest, String why) implements HourOutcome {
    @Override
    public String text() {
      return "model " + manifest.getVersion() + " is registered and held back: " + why;
    }
  }

  /** Nothing was to be done, or it was not this hour's to do. */
  record Idle(String text) implements HourOutcome {}
}
