package io.stillwatch.simulator;

/**
 * Who an account really is.
 *
 * @param attack otherwise it is honest
 * @param scenario the code of its persona
 * @param campaignId empty for honest accounts
 * @param organisation whom the account stands or falls with: an organisation, a course, the
 *     customers of one app; empty: nobody
 */
public record Truth(
    String accountId,
    boolean attack,
    String scenario,
    String campaignId,
    String persona,
    String organisation) {
  /** The first line of a truth file. */
  public static final String HEADER = "account_id,label,scenario,campaign_id,persona,organisation";

  /** A line of a truth file. */
  public String line() {
    return String.join(
        ",", accountId, attack ? "attack" : "legit", scenario, campaignId, persona, organisation);
  }
}
