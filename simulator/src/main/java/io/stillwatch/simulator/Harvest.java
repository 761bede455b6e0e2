package io.stillwatch.simulator;

import java.time.LocalDate;

/** What a campaign's account took on a day: calls and output tokens. */
public record Harvest(
    String campaignId, String accountId, LocalDate day, long requests, long tokens) {
  /** The first line of a harvest file. */
  public static final String HEADER = "campaign_id,account_id,day,requests,tokens";

  /** A line of a harvest file. */
  public String line() {
    return String.join(
        ",",
        campaignId,
        accountId,
        day.toString(),
        String.valueOf(requests),
        String.valueOf(tokens));
  }
}
