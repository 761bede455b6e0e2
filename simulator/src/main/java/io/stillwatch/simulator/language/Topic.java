package io.stillwatch.simulator.language;

/** What a piece of work is about. */
public enum Topic {
  CODE,
  MATHEMATICS,
  LETTER,
  EXTRACTION,
  TRANSLATION,
  MEDICINE,
  LAW,
  FINANCE,
  /** The next step of an agent, behind what its tools gave. */
  AGENT_STEP,
  /** A document to summarise. */
  SUMMARY,
  /** Two candidates to choose from. */
  PAIR
}
