package io.stillwatch.simulator.season;

/**
 * What was fitted to public traces of model serving: ServeGen's clients of m-large and m-small (205
 * large customers of one cloud, 14 days), and Azure's conversations of 2023. {@code bench
 * calibration} refits them. Shapes are the traces'; the scale of rates is a season's own.
 */
public enum Fit {
  /** m-large's; with m-small's the range of the parameter. */
  RATE_SPREAD_LARGE(1.63, "sigma", "of the log-normal calls a day of daily clients; m-large"),
  RATE_SPREAD_SMALL(2.06, "sigma", "the same; m-small"),
  DAILY(0.40, "share of clients", "active on every day"),
  DAILY_MORE(4.6, "times", "the calls of an active day that the others have, median by median"),
  ALWAYS(0.38, "share of daily clients", "active in 95 % of all ten minutes"),
  SELDOM(0.37, "share of days", "on which the others are active, on average"),
  JOB_LEAST(1.0, "hours", "of an active day of theirs; 5th percentile"),
  JOB_MOST(9.7, "hours", "the same; 95th percentile"),
  DAY_SPREAD(0.52, "sigma", "of the log-normal days of one daily client, median over clients"),
  REGULAR(
      0.21, "share of clients", "whose gaps vary less than Poisson's: median variation below 1"),
  BURSTS(1.37, "exponent", "of the Pareto distribution of the others' median variation (Hill)"),
  INPUT(535, "tokens", "median over clients of a client's mean prompt"),
  INPUT_SPREAD(1.19, "sigma", "of those over clients, log-normal"),
  INPUT_WITHIN(0.23, "sigma", "of one client's prompts, median over clients"),
  OUTPUT(48, "tokens", "median over clients of a client's mean answer"),
  OUTPUT_SPREAD(1.56, "sigma", "of those over clients, log-normal"),
  OUTPUT_WITHIN(0.43, "sigma", "of one client's answers, median over clients"),
  IN_OUT(0.53, "correlation", "of the logarithms of a client's mean prompt and mean answer"),
  TALK_INPUT(760, "tokens", "of a conversation's prompt, its history included; log-normal median"),
  TALK_INPUT_SPREAD(0.985, "sigma", "of those"),
  TALK_OUTPUT(151, "tokens", "of a conversation's answer, log-normal median"),
  TALK_OUTPUT_SPREAD(0.86, "sigma", "of those");

  public final double value;
  public final String unit;
  public final String meaning;

  Fit(double value, String unit, String meaning) {
    this.value = value;
    this.unit = unit;
    this.meaning = meaning;
  }
}
