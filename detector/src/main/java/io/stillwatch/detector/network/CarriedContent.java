package io.stillwatch.detector.network;

/**
 * How much of an account's calls carries one network's content: frames add up, and affixes lie
 * beside them. For one thread.
 */
final class CarriedContent {
  private double frames;
  private double affix;
  private double novelFrames;
  private double novelAffix;

  void addFrame(double share, boolean novel) {
    frames += share;
    novelFrames += novel ? share : 0;
  }

  void addAffix(double share, boolean novel) {
    affix = Math.max(affix, share);
    novelAffix = novel ? Math.max(novelAffix, share) : novelAffix;
  }

  /** Of its sampled calls, 0 to 1. */
  double share() {
    return Math.min(1, Math.max(frames, affix));
  }

  /** The same of content that hardly anybody had before. */
  double novelShare() {
    return Math.min(1, Math.max(novelFrames, novelAffix));
  }
}
