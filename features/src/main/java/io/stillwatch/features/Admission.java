package io.stillwatch.features;

/** What became of an event that was given to a state. */
public enum Admission {
  COUNTED,
  /** One of the account's newest events was the same one. */
  DUPLICATE,
  /** More than 48 hours behind the account's newest event: left out, and counted as late. */
  LATE
}
