package io.stillwatch.features.strands;

/** One account's calls behind a cluster's frames on one day. */
public final class StrandRow {
  private static final int HOURS = 24;

  private final String accountId;
  private long calls;
  private double standsFor;
  private long outputTokens;
  private int hours;

  StrandRow(String accountId) {
    this.accountId = accountId;
  }

  /**
   * One as it was stored. Throws IllegalArgumentException for what no row can be.
   *
   * @param hours a bit each, from the lowest
   */
  public StrandRow(String accountId, long calls, double standsFor, long outputTokens, int hours) {
    this(accountId);
    if (accountId.isEmpty()
        || calls < 1
        || !(standsFor >= calls)
        || Double.isInfinite(standsFor)
        || outputTokens < 0
        || hours < 1
        || hours >= 1 << HOURS) {
      throw new IllegalArgumentException(
          "a strand's row of %d calls that stand for %s, %d tokens and hours %d"
              .formatted(calls, standsFor, outputTokens, hours));
    }
    this.calls = calls;
    this.standsFor = standsFor;
    this.outputTokens = outputTokens;
    this.hours = hours;
  }

  StrandRow copy() {
    return new StrandRow(accountId, calls, standsFor, outputTokens, hours);
  }

  void add(int hour, double weight, long tokens) {
    calls++;
    standsFor += weight;
    outputTokens += tokens;
    hours |= 1 << hour;
  }

  public String accountId() {
    return accountId;
  }

  /** Calls that were seen: every one, or the sampled ones. */
  public long calls() {
    return calls;
  }

  /** How many calls those stand for; the same where every one was seen. */
  public double standsFor() {
    return standsFor;
  }

  /** Output tokens of the calls that were counted; samples do not tell. */
  public long outputTokens() {
    return outputTokens;
  }

  /** The hours of the day with a call, a bit each, the first in the lowest. */
  public int hours() {
    return hours;
  }
}
