package io.stillwatch.evaluation.judgement;

import io.stillwatch.v1.Band;

/**
 * What a night said of an account.
 *
 * @param risk 0 to 1; -1 where the account is too little known to be judged
 * @param network empty: none
 */
public record JudgedAccount(double risk, Band band, String network) {
  boolean isAtLeast(Band least) {
    return band.getNumber() >= least.getNumber();
  }
}
