package io.stillwatch.features;

/** What a prompt may ask for that harvests are made of. */
public enum Intent {
  HIDDEN_REASONING,
  RUBRIC_JUDGING,
  TASK_SYNTHESIS,
  AGENTIC,
  REWRITE;

  /** Its bit in a set of intents. */
  public int bit() {
    return 1 << ordinal();
  }

  boolean in(int intents) {
    return intents > 0 && (intents & bit()) != 0;
  }
}
