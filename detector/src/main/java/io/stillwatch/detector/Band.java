package io.stillwatch.detector;

/** How strongly an account is suspected, from least to most. */
public enum Band {
  /** Too little is known. */
  UNKNOWN,
  NONE,
  /** For analysts' eyes. */
  WATCH,
  /** Strong enough for a reversible step. */
  SOFT,
  /** Strong enough to be put before a person. */
  HARD
}
